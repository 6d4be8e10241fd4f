"""A date waits for the next visit, up to a last day that everybody read before; nobody going to
somebody is never their "no" (P58)."""

from datetime import datetime, timedelta

import pytest
from django.urls import reverse

from community.common.clock import today
from community.common.dates import end_of_day, format_day, last_day_before
from community.messaging.actions.contact_plans import set_contact_plan
from community.messaging.models import Message
from community.messaging.states import Channel, MessageState
from community.people.acting import Acting
from community.people.actions.visits import record_visit
from community.people.models.logins import Login, Role
from community.people.queries.visits import visit_items
from community.people.states import RoleKind
from pooling.payments.states.charges import Rail
from pooling.pools.actions.advancing import advance_pool
from pooling.pools.actions.cover_choices import cast_cover_ballot
from pooling.pools.actions.private_questions import answer_question
from pooling.pools.actions.stopping import end_source
from pooling.pools.message_kinds import PoolMessage
from pooling.pools.models.instalments import Charge
from pooling.pools.models.pledges import Pool
from pooling.pools.models.private_questions import PrivateQuestion
from pooling.pools.queries.due import pools_due
from pooling.pools.rules.instalments import last_wait_for_notice
from pooling.pools.rules.visits import AFTER_TOLD, SOONER_BEFORE, has_had_time, waits_until
from pooling.pools.states import CoverOption, InstalmentState, PledgeState, PoolState, SourceKind
from tests.factories.cards import DECLINES, open_account, use_standin
from tests.factories.pools import (
    AFTER_CLOSE,
    go_on,
    look,
    make_card,
    make_officer,
    make_people,
    make_pool,
    make_source,
    office_agrees,
    say_yes,
)
from tests.factories.supply import NOW, area, make_connector, make_login, send_all
from tests.frontend.api.test_twins import Calls
from tests.frontend.reading import words
from tests.frontend.visiting import signed_in

DAY = timedelta(days=1)
WAITS = MessageState.FOR_NEXT_VISIT


@pytest.fixture
def asked(db, monkeypatch):
    """Five in, two payments of four sessions; the fifth is told things only by a worker, and the
    office says that his bill changes by £3.50."""
    use_standin(monkeypatch)
    people = make_people(5)
    pool = make_pool(people, sessions=8)
    worker = make_login("worker")
    Role.objects.create(login=worker.login, kind=RoleKind.WORKER, area=area(), started_at=NOW)
    deputy = make_login("deputy")
    set_contact_plan(
        person_id=people[4].person_id,
        channel=Channel.IN_PERSON,
        through_login_id=worker.login_id,
        deputy_login_id=deputy.login_id,
        by=people[4],
        now=NOW,
    )
    yeses = [say_yes(pool, person, 1500) for person in people]
    officer = make_officer()
    office_agrees(yeses[:4], officer)
    office_agrees(yeses[4:], officer, bill_change="yes", bill_change_pence=350)
    send_all(NOW)
    return people, pool, worker


def his_question() -> PrivateQuestion:
    return PrivateQuestion.objects.get(kind="bill_change")


def he_is_told(worker: Acting, now: datetime) -> None:
    ids = [item.pk for item in visit_items(worker.login_id, today(now))]
    record_visit(message_ids=ids, by=worker, now=now)


def live_until(pool: Pool, end: datetime, start: datetime = AFTER_CLOSE) -> Pool:
    """Each day somebody looks, and what is written is sent."""
    now = start
    while now <= end:
        advance_pool(pool_id=pool.pk, now=now)
        look(pool, now)
        send_all(now)
        now += DAY
    pool.refresh_from_db()
    return pool


@pytest.mark.holds("P58", "fault:G1")
def test_the_date_waits_until_he_was_told_and_has_had_the_days_that_anybody_has(asked):
    people, pool, worker = asked
    live_until(pool, AFTER_CLOSE + 2 * DAY)
    assert his_question().answer_by > AFTER_CLOSE + 2 * DAY
    assert pool.pledges.get(person=people[4].person).state == PledgeState.IN

    he_is_told(worker, AFTER_CLOSE + 2 * DAY)
    answer_question(
        question_id=his_question().pk, yes=True, by=people[4], now=AFTER_CLOSE + 3 * DAY
    )
    live_until(pool, pool.terms.last_wait + DAY, AFTER_CLOSE + 3 * DAY)

    assert pool.state == PoolState.FUNDED
    assert pool.instalments.get(number=1).people == 5


@pytest.mark.holds("P58")
def test_told_and_with_his_days_he_is_asked_like_anybody_and_no_answer_is_not_this_time(asked):
    people, pool, worker = asked
    live_until(pool, AFTER_CLOSE)
    he_is_told(worker, AFTER_CLOSE)

    live_until(pool, pool.terms.last_wait + DAY)

    assert his_question().state == "no_answer"


@pytest.mark.holds("P58", "fault:G1")
def test_if_nobody_can_it_is_never_a_no_the_others_go_ahead_and_his_place_is_kept_open(asked):
    people, pool, _worker = asked

    live_until(pool, pool.terms.last_wait + DAY)

    question, pledge = his_question(), pool.pledges.get(person=people[4].person)
    assert (question.state, pledge.state, pool.state) == ("asked", PledgeState.IN, PoolState.FUNDED)
    assert question.instalment == pool.instalments.get(number=2)
    assert question.answer_by == question.instalment.collect_at
    assert not Charge.objects.filter(part__pledge=pledge).exists()
    told = Message.objects.get(kind=PoolMessage.PLACE_KEPT_OPEN)
    assert told.person_id == people[4].person_id and "at the same share as everybody’s" in told.text
    ended = Message.objects.filter(kind=PoolMessage.PLEDGE_ENDED, person_id=people[4].person_id)
    assert not ended.exists()


@pytest.mark.holds("P58")
def test_a_yes_before_the_next_payment_brings_him_in_at_the_share_of_all(asked):
    people, pool, worker = asked
    now = pool.terms.last_wait + DAY
    live_until(pool, now)
    he_is_told(worker, now)
    answer_question(question_id=his_question().pk, yes=True, by=people[4], now=now)
    second = pool.instalments.get(number=2)

    live_until(pool, second.collect_at - 3 * DAY, second.collect_at - 11 * DAY)
    he_is_told(worker, second.collect_at - 2 * DAY)  # of the payment, as anybody is
    live_until(pool, second.collect_at + DAY, second.collect_at - DAY)

    second.refresh_from_db()
    assert (second.state, second.people) == (InstalmentState.COLLECTED, 5)
    charges = Charge.objects.filter(instalment=second)
    assert {charge.session_pence for charge in charges} == {1200}
    assert not PrivateQuestion.objects.filter(kind="new_share").exists()


@pytest.mark.holds("P58")
def test_told_of_the_kept_place_and_silent_he_is_not_in_the_next_payment(asked):
    _people, pool, worker = asked
    now = pool.terms.last_wait + DAY
    live_until(pool, now)
    he_is_told(worker, now)
    second = pool.instalments.get(number=2)

    live_until(pool, second.collect_at + DAY, second.collect_at - DAY)

    assert his_question().state == "no_answer"
    second.refresh_from_db()
    assert (second.state, second.people) == (InstalmentState.COLLECTED, 4)


@pytest.mark.holds("P58")
def test_with_no_payment_after_there_is_nothing_to_keep_and_still_no_no(asked):
    people, pool, _worker = asked
    pool.instalments.filter(number=2).delete()

    live_until(pool, pool.terms.last_wait + DAY)

    assert his_question().state == "not_needed"
    told = Message.objects.get(kind=PoolMessage.PLEDGE_ENDED)
    assert "You have not said no" in told.text and "did not hear" not in told.text


@pytest.mark.holds("P58")
def test_where_the_price_does_not_hold_without_that_place_nobody_pays(db, monkeypatch):
    use_standin(monkeypatch)
    people = make_people(4)
    pool = make_pool(people)
    by_visits(people[3])
    yeses = [say_yes(pool, person, 1500) for person in people]
    officer = make_officer()
    office_agrees(yeses[:3], officer)
    office_agrees(yeses[3:], officer, bill_change="yes", bill_change_pence=350)
    send_all(NOW)

    live_until(pool, pool.terms.last_wait + DAY)

    assert (pool.state, his_question().state) == (PoolState.LAPSED, "not_needed")
    assert not Message.objects.filter(kind=PoolMessage.PLACE_KEPT_OPEN).exists()


def by_visits(person: Acting) -> Acting:
    worker = make_login("worker")
    set_contact_plan(
        person_id=person.person_id,
        channel=Channel.IN_PERSON,
        through_login_id=worker.login_id,
        by=person,
        now=NOW,
    )
    return worker


@pytest.mark.holds("P58", "M142")
@pytest.mark.parametrize("is_told", [False, True])
def test_a_most_below_the_share_waits_too_and_can_be_raised_for_the_next_payment(
    db, monkeypatch, is_told
):
    use_standin(monkeypatch)
    people = make_people(5)
    pool = make_pool(people, sessions=8)
    worker = by_visits(people[4])
    transfer = {"kind": SourceKind.COUNCIL_MANAGED, "rail": Rail.COMMITMENT}
    yeses = [say_yes(pool, person, 1500, make_source(person, **transfer)) for person in people[:4]]
    yeses.append(say_yes(pool, people[4], 1000, make_source(people[4], **transfer)))
    office_agrees(yeses, make_officer())
    week_before = AFTER_CLOSE - 6 * DAY
    live_until(pool, week_before, week_before)
    question = PrivateQuestion.objects.get(kind="low_maximum")

    live_until(pool, pool.terms.last_wait + DAY, week_before + DAY)
    question.refresh_from_db()
    assert (question.state, pool.state) == ("asked", PoolState.FUNDED)
    if not is_told:
        return
    now = pool.terms.last_wait + DAY
    he_is_told(worker, now)
    answer_question(question_id=question.pk, yes=True, max_pence=1300, by=people[4], now=now)

    assert pool.pledges.get(person=people[4].person).max_pence == 1300


@pytest.mark.holds("P58")
def test_ten_days_before_worker_deputy_and_connector_are_asked_who_can_go_sooner(asked):
    people, pool, worker = asked
    carl = make_connector("carl")
    ten_before = pool.terms.last_wait - SOONER_BEFORE
    just_before = ten_before - timedelta(minutes=1)
    advance_pool(pool_id=pool.pk, now=just_before)
    assert pool.pk not in pools_due(just_before)
    assert pool.pk in pools_due(ten_before)

    for _twice in range(2):
        advance_pool(pool_id=pool.pk, now=ten_before)

    asked_logins = Message.objects.filter(kind=PoolMessage.WHO_CAN_GO_SOONER)
    names = {"worker", "deputy", "carl"}
    assert asked_logins.count() == len({m.login_id for m in asked_logins}) >= len(names)
    assert {worker.login_id, carl.login_id} < {message.login_id for message in asked_logins}
    assert people[4].person.preferred_name not in asked_logins.first().text
    assert pool.pk not in pools_due(ten_before)


@pytest.mark.holds("P58")
def test_whoever_goes_sooner_says_it_and_it_counts(asked):
    people, pool, _worker = asked
    carl = make_connector("carl")
    assert visit_items(carl.login_id, today(NOW)) == []
    ten_before = pool.terms.last_wait - SOONER_BEFORE
    advance_pool(pool_id=pool.pk, now=ten_before)

    [item] = visit_items(carl.login_id, today(ten_before))
    assert item.tell_by is not None and end_of_day(item.tell_by) <= pool.terms.last_wait
    he_is_told(carl, ten_before)

    item.refresh_from_db()
    assert (item.state, item.told_by_login_id) == (MessageState.TOLD, carl.login_id)
    stranger = make_login("stranger")
    assert visit_items(stranger.login_id, today(ten_before)) == []
    assert people[4].person_id == item.person_id


@pytest.fixture
def later(db, monkeypatch):
    """Five whose office pays, and the first of three payments is in. The fifth is told things only
    at visits, and nobody has yet told him of the second."""
    use_standin(monkeypatch)
    people = make_people(5)
    pool = make_pool(people, sessions=12, prices={n: n * 1200 for n in range(4, 9)})
    worker, carl = by_visits(people[4]), make_connector("carl")
    office_agrees([say_yes(pool, person, 1500) for person in people], make_officer())
    look(pool, AFTER_CLOSE)
    he_is_told(worker, AFTER_CLOSE)
    second = pool.instalments.get(number=2)
    live_until(pool, second.collect_at - 4 * DAY, second.collect_at - 6 * DAY)
    return people, pool, carl, second


@pytest.mark.holds("P58")
def test_of_a_later_payment_too_it_is_asked_once_who_can_go_sooner_and_whoever_goes_counts(later):
    people, pool, carl, second = later
    [notice] = Message.objects.filter(key__startswith=f"instalment:{second.pk}:", state=WAITS)
    asked = Message.objects.filter(kind=PoolMessage.WHO_CAN_GO_SOONER, login_id=carl.login_id)
    last = last_wait_for_notice(second.begins_at)
    day = last_day_before(last)

    advance_pool(pool_id=pool.pk, now=last - SOONER_BEFORE - timedelta(minutes=1))
    assert not asked.exists()

    for _twice in range(2):
        advance_pool(pool_id=pool.pk, now=last - SOONER_BEFORE)

    assert f"wait for them until {format_day(day)} and no longer" in asked.get().text
    notice.refresh_from_db()
    assert (notice.tell_by, notice.person_id) == (day, people[4].person_id)
    record_visit(message_ids=[notice.pk], by=carl, now=second.collect_at - 3 * DAY)
    live_until(pool, second.begins_at - DAY, second.collect_at - 2 * DAY)
    second.refresh_from_db()
    assert (second.state, second.people) == (InstalmentState.COLLECTED, 5)


@pytest.mark.holds("P58")
def test_a_later_payment_waits_to_its_last_day_and_then_it_is_no_no_and_the_place_is_kept(later):
    people, pool, _carl, second = later
    last = last_wait_for_notice(second.begins_at)

    live_until(pool, last - timedelta(minutes=1), second.collect_at - 3 * DAY)
    second.refresh_from_db()
    assert second.state == InstalmentState.PLANNED
    assert second.collect_at <= last  # and not a day beyond what was named to whoever goes
    live_until(pool, second.begins_at, last)

    second.refresh_from_db()
    pledge = pool.pledges.get(person=people[4].person)
    assert (second.state, second.people, pledge.state) == ("collected", 4, PledgeState.IN)
    told = Message.objects.get(kind=PoolMessage.PLACE_KEPT_OPEN, person_id=people[4].person_id)
    third = pool.instalments.get(number=3)
    assert "You have not said no" in told.text and format_day(third.collect_at) in told.text
    # It stands on the page of the cost and in the call, to him alone.
    for person, is_his in ((people[4], True), (people[0], False)):
        page = words(signed_in(person).get(reverse("pool", args=[pool.pk])))
        own = Calls(person.login)("get", f"/pools/{pool.pk}/").json()["my_pledge"]
        assert ("Your place is kept open for the payment of" in page) is is_his
        assert bool(own["kept_words"]) is is_his


@pytest.mark.holds("P58")
def test_with_no_payment_after_a_later_one_they_hear_that_it_goes_ahead_and_stay_in(later):
    people, pool, _carl, second = later
    pool.instalments.filter(number=3).delete()
    last_wait_for_notice(second.begins_at)

    live_until(pool, second.begins_at, second.collect_at - 3 * DAY)

    told = Message.objects.get(kind=PoolMessage.PLEDGE_ENDED, person_id=people[4].person_id)
    assert "the last sessions go ahead without you. You have not said no" in told.text
    assert pool.pledges.get(person=people[4].person).state == PledgeState.IN


@pytest.mark.holds("P58", "fault:G1")
def test_a_payment_that_failed_takes_nobody_out_who_could_not_be_told(db, monkeypatch):
    core = use_standin(monkeypatch)
    people = make_people(5)
    pool = make_pool(people, sessions=8)
    by_visits(people[4])
    office_agrees([say_yes(pool, person, 1500) for person in people[:4]], make_officer())
    open_account(core, pool.provider, Acting(login=pool.provider.members.get().login))
    card = make_card(core, people[4], DECLINES)
    pledge = say_yes(pool, people[4], 1500, card)
    live_until(pool, pool.closes_at - 2 * DAY, pool.closes_at - 6 * DAY)
    he_is_told(people_who_visit(), pool.closes_at - 2 * DAY)  # of the payment

    live_until(pool, pool.instalments.get(number=1).begins_at, pool.closes_at - DAY)

    pledge.refresh_from_db()
    question = PrivateQuestion.objects.get(kind="mend")
    first, second = pool.instalments.order_by("number")
    assert (first.state, first.people) == (InstalmentState.COLLECTED, 4)
    assert (question.state, question.instalment) == ("asked", second)
    assert pledge.state == PledgeState.IN


def people_who_visit() -> Acting:
    return Acting(login=Login.objects.get(email="worker@example.org"))


@pytest.mark.holds("P58")
def test_a_new_share_makes_no_no_of_somebody_who_could_not_be_told(db, monkeypatch):
    use_standin(monkeypatch)
    people = make_people(5)
    pool = make_pool(people, sessions=8)
    office_agrees([say_yes(pool, person, 1500) for person in people], make_officer())
    go_on(pool)
    by_visits(people[3])
    end_source(source_id=people[4].person.sources.get().pk, by=people[4], now=AFTER_CLOSE)
    send_all(AFTER_CLOSE)
    for person in people[:4]:
        cast_cover_ballot(
            pool_id=pool.pk, options=[CoverOption.NEW_SHARE], by=person, now=AFTER_CLOSE
        )
    second = pool.instalments.get(number=2)

    live_until(pool, second.collect_at - 2 * DAY, AFTER_CLOSE + 7 * DAY)
    for question in PrivateQuestion.objects.exclude(pledge__person=people[3].person):
        answer_question(
            question_id=question.pk,
            yes=True,
            by=Acting(person=question.pledge.person),
            now=second.collect_at - 2 * DAY,
        )
    items = visit_items(people_who_visit().login_id, today(second.collect_at))
    notices = [item.pk for item in items if not item.key.startswith("question:")]
    record_visit(message_ids=notices, by=people_who_visit(), now=second.collect_at - DAY)

    live_until(pool, second.begins_at, second.collect_at - DAY)

    his = PrivateQuestion.objects.get(kind="new_share", pledge__person=people[3].person)
    assert his.kept_since is not None
    assert his.state == "not_needed"  # the price does not hold without him


LAST = NOW + timedelta(days=20)


@pytest.mark.parametrize(
    ("told_at", "now", "until"),
    [
        (None, NOW, NOW + timedelta(days=7)),
        (None, LAST - DAY, LAST),
        (None, LAST, None),
        (NOW, NOW + DAY, NOW + AFTER_TOLD),
        (LAST - DAY, LAST - DAY, LAST),
        (LAST - DAY, LAST, None),
    ],
)
def test_to_when_it_waits(told_at, now, until):
    assert waits_until(told_at, LAST, now) == until


@pytest.mark.parametrize(
    ("told_at", "now", "has"),
    [
        (None, LAST, False),
        (NOW, NOW + AFTER_TOLD - timedelta(seconds=1), False),
        (NOW, NOW + AFTER_TOLD, True),
    ],
)
def test_who_has_had_time(told_at, now, has):
    assert has_had_time(told_at, now) == has
