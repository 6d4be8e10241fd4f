"""Payments after the first, sessions that happen or do not, and money that ends half way."""

from datetime import datetime, timedelta

import pytest

from community.common.clock import today
from community.messaging.models import Message
from pooling.ledger.queries import ledger_faults, pool_balance
from pooling.payments.models.commitments import LineDelivery
from pooling.pools.actions.private_questions import answer_question
from pooling.pools.actions.sessions import account_for_sessions
from pooling.pools.actions.stopping import end_source
from pooling.pools.models.pledges import Pool
from pooling.pools.models.private_questions import PrivateQuestion
from pooling.pools.queries.due import pools_due
from pooling.pools.queries.later_instalments import pools_with_later_payment_due
from pooling.pools.states import (
    InstalmentState,
    PledgeState,
    PoolState,
    PrivateQuestionKind,
    PrivateQuestionState,
)
from providers.actions.session_outcomes import confirm_session
from providers.actions.sessions import call_off_session, record_delivered
from tests.factories.cards import DECLINES, open_account, use_standin
from tests.factories.pools import (
    AFTER_CLOSE,
    go_on,
    look,
    make_card,
    make_group,
    make_officer,
    make_people,
    make_pool,
    office_agrees,
    say_yes,
)
from tests.factories.supply import make_login, send_all


@pytest.fixture
def eight_weeks(db, monkeypatch):
    """Five people with council-managed money, eight weekly sessions, two payments of four."""
    use_standin(monkeypatch)
    people = make_people(5)
    pool = make_pool(people, sessions=8)
    office_agrees([say_yes(pool, person, 1500) for person in people], make_officer())
    go_on(pool)
    assert pool.state == PoolState.FUNDED
    return people, pool


def second(pool):
    return pool.instalments.get(number=2)


def hold_sessions(pool, people, count):
    rows = pool.sessions.filter(released_at=None).order_by("session__starts_at")[:count]
    for row in rows:
        ended = row.session.ends_at + timedelta(hours=1)
        voice = _voice(pool)
        record_delivered(
            session_id=row.session_id,
            came=[place.pk for place in row.session.bookings.all()],
            by=voice,
            now=ended,
        )
        confirm_session(session_id=row.session_id, by=people[0], now=ended)
        look(pool, ended)


def _voice(pool):
    from community.people.acting import Acting

    return Acting(login=pool.provider.members.get().login)


def test_the_same_share_needs_no_new_yes(eight_weeks):
    _people, pool = eight_weeks

    look(pool, second(pool).collect_at)

    assert second(pool).state == InstalmentState.COLLECTED
    assert PrivateQuestion.objects.count() == 0
    assert pool_balance(pool.pk) == 8 * 6000


def test_an_invoice_says_the_day_of_the_session_however_late_it_became_certain(eight_weeks):
    people, pool = eight_weeks
    first = pool.sessions.order_by("session__starts_at").first().session
    record_delivered(
        session_id=first.pk,
        came=[place.pk for place in first.bookings.all()],
        by=_voice(pool),
        now=first.ends_at,
    )

    confirm_session(session_id=first.pk, by=people[0], now=first.ends_at)
    look(pool, first.ends_at + timedelta(days=3))

    days = LineDelivery.objects.filter(session_ref=first.pk).values_list("delivered_on", flat=True)
    assert set(days) == {today(first.starts_at)}


def test_held_sessions_are_released_and_the_pool_finishes(eight_weeks):
    people, pool = eight_weeks
    look(pool, second(pool).collect_at)

    hold_sessions(pool, people, 8)

    assert (pool.state, pool_balance(pool.pk)) == (PoolState.FINISHED, 0)
    assert ledger_faults() == []


def test_a_session_called_off_goes_back_to_each_source(eight_weeks):
    _people, pool = eight_weeks
    row = pool.sessions.order_by("session__starts_at").first()

    call_off_session(
        session_id=row.session_id, why="the boiler has broken", by=_voice(pool), now=AFTER_CLOSE
    )
    look(pool, AFTER_CLOSE + timedelta(days=1))

    assert pool_balance(pool.pk) == 3 * 6000
    assert ledger_faults() == []


def test_the_sweep_queues_a_later_payment_only_when_somebody_is_to_be_told_or_it_is_its_day(
    eight_weeks,
):
    _people, pool = eight_weeks
    day = second(pool).collect_at

    assert [_is_due(pool, day - timedelta(days=days)) for days in (9, 6, 5)] == [False, False, True]
    look(pool, day - timedelta(days=5))  # each is told of it
    assert not _is_due(pool, day - timedelta(days=4))
    assert _is_due(pool, day)


def test_the_sweep_queues_another_share_until_each_was_asked(eight_weeks):
    people, pool = eight_weeks
    end_source(source_id=people[4].person.sources.get().pk, by=people[4], now=AFTER_CLOSE)
    send_all(AFTER_CLOSE)
    nine_days_before = second(pool).collect_at - timedelta(days=9)

    assert _is_due(pool, nine_days_before)
    look(pool, nine_days_before)  # four are asked
    assert not _is_due(pool, nine_days_before)
    for person in people[:4]:
        question = PrivateQuestion.objects.get(pledge__person=person.person)
        answer_question(question_id=question.pk, yes=True, by=person, now=nine_days_before)
    assert not _is_due(pool, nine_days_before)  # nobody is asked about the same share twice


def _is_due(pool: Pool, now: datetime) -> bool:
    """Whatever else is due at that moment being done."""
    account_for_sessions(pool_id=pool.pk, now=now)
    return pool.pk in pools_due(now)


@pytest.mark.parametrize("count", [1, 3])
def test_later_payments_are_found_by_as_many_statements_for_three_as_for_one(
    db, monkeypatch, django_assert_num_queries, count
):
    use_standin(monkeypatch)
    people, officer = make_people(5), make_officer()
    pools = [
        make_pool(
            people,
            sessions=8,
            voice=make_login(f"hall-{number}"),
            group=make_group(people, f"G{number}"),
        )
        for number in range(count)
    ]
    for pool in pools:
        office_agrees([say_yes(pool, person, 1500) for person in people], officer)
        go_on(pool)
    day_of_notice = second(pools[0]).collect_at - timedelta(days=5)

    with django_assert_num_queries(LATER_PAYMENT_STATEMENTS):
        assert pools_with_later_payment_due(day_of_notice) == {pool.pk for pool in pools}


LATER_PAYMENT_STATEMENTS = 6


@pytest.mark.holds("M54")
def test_money_that_ends_stops_at_what_is_paid_and_the_others_are_asked(eight_weeks):
    people, pool = eight_weeks

    end_source(source_id=people[4].person.sources.get().pk, by=people[4], now=AFTER_CLOSE)
    send_all(AFTER_CLOSE)
    look(pool, second(pool).collect_at - timedelta(days=5))

    assert pool.pledges.get(person=people[4].person).state == PledgeState.STOPPED
    questions = PrivateQuestion.objects.filter(
        kind=PrivateQuestionKind.NEW_SHARE, state=PrivateQuestionState.ASKED
    )
    assert [question.pence for question in questions] == [1500] * 4
    assert pool.group.members.count() == 5


@pytest.mark.holds("M53")
def test_a_new_share_moves_nothing_without_each_yes(eight_weeks):
    people, pool = eight_weeks
    end_source(source_id=people[4].person.sources.get().pk, by=people[4], now=AFTER_CLOSE)
    send_all(AFTER_CLOSE)
    look(pool, second(pool).collect_at - timedelta(days=5))
    for person in people[:4]:
        question = PrivateQuestion.objects.get(pledge__person=person.person)
        answer_question(question_id=question.pk, yes=True, by=person, now=AFTER_CLOSE)

    look(pool, second(pool).collect_at + timedelta(minutes=1))

    assert second(pool).state == InstalmentState.COLLECTED
    assert second(pool).people == 4


@pytest.mark.holds("M53")
def test_no_yes_to_a_new_share_ends_it_after_what_is_paid(eight_weeks):
    people, pool = eight_weeks
    end_source(source_id=people[4].person.sources.get().pk, by=people[4], now=AFTER_CLOSE)
    send_all(AFTER_CLOSE)
    asked_at = second(pool).collect_at - timedelta(days=5)
    look(pool, asked_at)
    send_all(asked_at)

    look(pool, second(pool).collect_at + timedelta(days=4))
    hold_sessions(pool, people, 4)

    assert second(pool).state == InstalmentState.NOT_COLLECTED
    assert pool.state == PoolState.FINISHED
    assert pool_balance(pool.pk) == 0
    assert ledger_faults() == []


def who_paid_the_spare_penny(pool, number):
    instalment = pool.instalments.get(number=number)
    paid = list(
        instalment.charges.filter(attempt=instalment.attempt).select_related("part__pledge")
    )
    most = max(charge.session_pence for charge in paid)
    return [charge.part.pledge.person for charge in paid if charge.session_pence == most]


@pytest.mark.holds("I8")
def test_the_spare_penny_is_paid_by_the_next_person_at_the_next_payment(db, monkeypatch):
    """£60.01 among five: four pay £12 and one pays £12.01, never the same one twice running."""
    use_standin(monkeypatch)
    people = make_people(5)
    pool = make_pool(people, sessions=8, prices=dict.fromkeys(range(4, 9), 6001))
    office_agrees([say_yes(pool, person, 1500) for person in people], make_officer())

    go_on(pool)
    look(pool, second(pool).collect_at)

    assert who_paid_the_spare_penny(pool, 1) == [people[1].person]
    assert who_paid_the_spare_penny(pool, 2) == [people[2].person]
    assert pool_balance(pool.pk) == 8 * 6001


def test_the_spare_penny_goes_round_after_a_payment_was_mended_too(db, monkeypatch):
    """One card fails; at the gap's date the other four share £60.01, in the first one's order."""
    core = use_standin(monkeypatch)
    people, voice = make_people(5), make_login("museum")
    pool = make_pool(people, voice=voice, prices=dict.fromkeys(range(4, 9), 6001))
    open_account(core, pool.provider, voice)
    officer = make_officer()
    office_agrees([say_yes(pool, person, 1600) for person in people[:4]], officer)
    say_yes(pool, people[4], 1600, make_card(core, people[4], DECLINES))

    look(pool, AFTER_CLOSE)
    look(pool, AFTER_CLOSE + timedelta(days=8))

    assert (pool.state, pool.instalments.get(number=1).people) == (PoolState.FUNDED, 4)
    assert who_paid_the_spare_penny(pool, 1) == [people[1].person]


@pytest.fixture
def one_payment(db, monkeypatch):
    """Five people with council-managed money, four sessions, one payment; nothing is recorded."""
    use_standin(monkeypatch)
    people = make_people(5)
    pool = make_pool(people)
    office_agrees([say_yes(pool, person, 1500) for person in people], make_officer())
    go_on(pool)
    return people, pool, pool.instalments.get(number=1).collected_at


def test_what_is_not_certain_60_days_after_it_was_taken_goes_back(one_payment):
    """A processor holds nobody's money for ever, and nor do we."""
    people, pool, taken_at = one_payment
    first = pool.sessions.order_by("session__starts_at").first().session
    record_delivered(
        session_id=first.pk,
        came=[place.pk for place in first.bookings.all()],
        by=_voice(pool),
        now=first.ends_at,
    )  # and nobody confirms it, nor was told of it

    look(pool, taken_at + timedelta(days=60, seconds=-1))
    assert pool_balance(pool.pk) == 4 * 6000

    look(pool, taken_at + timedelta(days=60))
    assert pool_balance(pool.pk) == 0
    assert LineDelivery.objects.count() == 0
    assert set(pool.sessions.values_list("released_at", flat=True)) == {None}
    told = Message.objects.filter(kind="session_refunded")
    assert {message.person_id for message in told} == {each.person_id for each in people}
    assert ledger_faults() == []
