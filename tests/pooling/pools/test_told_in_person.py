"""Somebody who is reached in person only: nothing is collected before they were told (M84)."""

from datetime import timedelta

import pytest

from community.common.clock import today
from community.common.dates import format_day, last_day_before
from community.common.refusals import NotFound
from community.messaging.actions.contact_plans import set_contact_plan
from community.messaging.actions.sending import send_message
from community.messaging.actions.telling import record_told_in_person
from community.messaging.models import Message
from community.messaging.states import Channel, MessageState
from community.people.actions.visits import record_visit
from community.people.queries.visits import visit_items
from community.people.states import RepresentationScope
from pooling.payments.models.bank_transfers import BankTransfer
from pooling.payments.states.charges import Rail
from pooling.pools.actions.advancing import advance_pool
from pooling.pools.actions.closing import advance_open_pool
from pooling.pools.models.instalments import Charge
from pooling.pools.queries.due import pools_due
from pooling.pools.queries.untold import notices_to_go_sooner
from pooling.pools.rules.visits import SOONER_BEFORE
from pooling.pools.states import PledgeState, PoolState, SourceKind
from tests.factories.cards import use_standin
from tests.factories.pools import AFTER_CLOSE, look, make_people, make_pool, make_source, say_yes
from tests.factories.representations import act_for
from tests.factories.supply import NOW, make_connector, make_login

WEEK_BEFORE = AFTER_CLOSE - timedelta(days=6)


@pytest.fixture
def one_in_person(db, monkeypatch):
    use_standin(monkeypatch)
    people = make_people(4)
    # Sessions far enough off that a date may move.
    pool = make_pool(people, first_in_days=28)
    worker = make_login("worker")
    set_contact_plan(
        person_id=people[0].person.pk,
        channel=Channel.IN_PERSON,
        through_login_id=worker.login.pk,
        by=worker,
        now=NOW,
    )
    for person in people:
        say_yes(pool, person, 1500, make_source(person, SourceKind.OWN, Rail.TRANSFER))
    look(pool, WEEK_BEFORE)
    for message in Message.objects.filter(state=MessageState.QUEUED):
        send_message(message_id=message.pk, send=lambda message, address: None, now=WEEK_BEFORE)
    return people, pool, worker


@pytest.mark.holds("M84")
def test_nothing_is_asked_for_until_the_worker_has_told_them(one_in_person):
    _people, pool, _worker = one_in_person

    look(pool, AFTER_CLOSE)

    assert (pool.state, pool.moved_times) == (PoolState.READY, 1)
    assert BankTransfer.objects.count() == 0


@pytest.mark.holds("M84")
def test_once_told_it_goes_on(one_in_person):
    people, pool, worker = one_in_person
    notice = Message.objects.get(kind="payment_coming", person_id=people[0].person.pk)
    assert notice.state == MessageState.FOR_NEXT_VISIT

    record_told_in_person(
        message_id=notice.pk, told_on=WEEK_BEFORE.date(), by=worker, now=WEEK_BEFORE
    )
    look(pool, AFTER_CLOSE)

    assert pool.state == PoolState.COLLECTING
    assert BankTransfer.objects.count() == 4


@pytest.mark.holds("M84")
def test_nothing_is_ever_sent_to_them(one_in_person):
    people, pool, _worker = one_in_person

    look(pool, AFTER_CLOSE)

    told = Message.objects.filter(person_id=people[0].person.pk)
    told = told.exclude(kind="decision_opened")  # the world says that they were told of it
    assert set(told.values_list("state", flat=True)) <= {
        MessageState.FOR_NEXT_VISIT,
        MessageState.QUEUED,
    }


@pytest.mark.holds("fault:A2")
def test_a_notice_of_money_is_never_told_by_whoever_said_the_yes(db, monkeypatch):
    use_standin(monkeypatch)
    people = make_people(4)
    pool = make_pool(people, first_in_days=28)
    rita = act_for(people[0], scope=RepresentationScope.PAY)
    set_contact_plan(
        person_id=people[0].person.pk,
        channel=Channel.IN_PERSON,
        through_login_id=rita.login_id,
        by=rita,
        now=NOW,
    )
    for person in (rita, *people[1:]):
        say_yes(pool, person, 1500, make_source(person, SourceKind.OWN, Rail.TRANSFER))
    look(pool, WEEK_BEFORE)
    for message in Message.objects.filter(state=MessageState.QUEUED):
        send_message(message_id=message.pk, send=lambda message, address: None, now=WEEK_BEFORE)
    notice = Message.objects.get(kind="payment_coming", person_id=people[0].person.pk)

    with pytest.raises(NotFound):
        record_told_in_person(
            message_id=notice.pk, told_on=WEEK_BEFORE.date(), by=rita, now=WEEK_BEFORE
        )
    record_visit(message_ids=[notice.pk], by=make_connector(), now=WEEK_BEFORE)
    look(pool, AFTER_CLOSE)
    assert BankTransfer.objects.count() == 4


@pytest.fixture
def one_unreachable(db, monkeypatch):
    """Five who pay by transfer; word of the payment could not be sent to the first of them."""
    use_standin(monkeypatch)
    people = make_people(5)
    pool = make_pool(people, first_in_days=28)
    for person in people:
        say_yes(pool, person, 1500, make_source(person, SourceKind.OWN, Rail.TRANSFER))
    advance_open_pool(pool_id=pool.pk, now=WEEK_BEFORE)
    notice = Message.objects.filter(kind="payment_coming", person_id=people[0].person.pk)
    assert notice.update(state=MessageState.FAILED, not_sent_because="address") == 1
    pool.refresh_from_db()
    return people, pool


@pytest.mark.holds("fault:F1")
def test_no_money_is_taken_on_a_notice_that_reached_nobody_by_whichever_way(one_unreachable):
    _people, pool = one_unreachable

    look(pool, AFTER_CLOSE)

    assert (pool.state, pool.moved_times) == (PoolState.READY, 1)
    assert BankTransfer.objects.count() == 0


@pytest.mark.holds("fault:F1", "P58")
def test_when_the_date_can_move_no_more_the_others_go_on_and_that_place_is_kept(one_unreachable):
    people, pool = one_unreachable
    second = pool.instalments.get(number=2)

    while pool.state == PoolState.READY:
        look(pool, pool.closes_at)

    assert who_is_asked_to_pay() == {each.person_id for each in people[1:]}
    pledge = pool.pledges.get(person=people[0].person)
    assert (pledge.state, pledge.parts.get().state) == (PledgeState.IN, "confirmed")
    told = Message.objects.get(kind="place_kept_open", person_id=people[0].person_id)
    assert format_day(second.collect_at) in told.text
    ended = Message.objects.filter(kind="pledge_ended", person_id=people[0].person_id)
    assert not ended.exists()


@pytest.mark.holds("P58")
def test_of_a_payment_that_nobody_told_too_it_is_asked_once_who_can_go_sooner(one_unreachable):
    people, pool = one_unreachable
    carl = make_connector("carl")
    asked = Message.objects.filter(kind="who_can_go_sooner", login_id=carl.login_id)
    advance_pool(pool_id=pool.pk, now=WEEK_BEFORE)
    assert not asked.exists() and pool.pk not in pools_due(WEEK_BEFORE)
    [notice] = notices_to_go_sooner(AFTER_CLOSE + timedelta(days=60))
    ten_before = notice.last - SOONER_BEFORE
    assert pool.pk in pools_due(ten_before)

    for _twice in range(2):
        advance_pool(pool_id=pool.pk, now=ten_before)

    day = last_day_before(notice.last)
    assert f"wait for them until {format_day(day)} and no longer" in asked.get().text
    [item] = visit_items(carl.login_id, today(ten_before))
    assert (item.key, item.tell_by, item.person_id) == (notice.key, day, people[0].person_id)
    record_visit(message_ids=[item.pk], by=carl, now=ten_before)
    while pool.state == PoolState.READY:
        look(pool, pool.closes_at)
    assert who_is_asked_to_pay() == {each.person_id for each in people}


@pytest.mark.holds("fault:F1", "P58")
def test_with_no_payment_to_come_it_ends_and_is_no_no_of_theirs(one_unreachable):
    people, pool = one_unreachable
    pool.instalments.filter(number__gt=1).delete()

    while pool.state == PoolState.READY:
        look(pool, pool.closes_at)

    assert who_is_asked_to_pay() == {each.person_id for each in people[1:]}
    told = Message.objects.get(kind="pledge_ended", person_id=people[0].person_id)
    assert "You have not said no" in told.text


def who_is_asked_to_pay() -> set:
    asked = BankTransfer.objects.values_list("charge_ref", flat=True)
    payers = Charge.objects.filter(pk__in=asked)
    return set(payers.values_list("part__pledge__person_id", flat=True))


@pytest.mark.holds("fault:F1")
def test_no_money_is_taken_where_no_notice_was_written_in_time(db, monkeypatch):
    """The worker was down for the whole week before."""
    use_standin(monkeypatch)
    people = make_people(4)
    pool = make_pool(people, first_in_days=28)
    for person in people:
        say_yes(pool, person, 1500, make_source(person, SourceKind.OWN, Rail.TRANSFER))

    advance_open_pool(pool_id=pool.pk, now=AFTER_CLOSE)

    pool.refresh_from_db()
    assert (pool.state, pool.moved_times) == (PoolState.READY, 1)
    assert BankTransfer.objects.count() == 0
