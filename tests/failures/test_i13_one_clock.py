"""I13: deadlines use the database's clock and no other. A worker whose own clock is years wrong
closes, collects and releases nothing early or late; nor does a day on which clocks change, or a
leap day."""

from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine

from community.common import clock
from community.common.clock import LONDON
from community.common.dates import format_day
from community.people.acting import Acting
from groups.tasks import close_due_decisions
from pooling.ledger.queries import ledger_faults, pool_balance
from pooling.payments.tasks import sync_due_commands
from pooling.pools.actions.opening import open_pool
from pooling.pools.models.instalments import Charge
from pooling.pools.states import PoolState
from providers.actions.session_outcomes import confirm_session
from providers.actions.sessions import record_delivered
from tests.factories.pools import (
    make_chosen_offer,
    make_officer,
    make_people,
    make_pool,
    office_agrees,
    say_yes,
    work_off_pools,
)
from tests.factories.supply import NOW, tell_everyone
from tests.frontend.visiting import set_clock

MINUTE = timedelta(minutes=1)
WRONG_BY = (timedelta(days=5 * 365), timedelta(days=-5 * 365), timedelta(hours=1), -15 * MINUTE)


def worker_runs(at: datetime, *, wrong_by: timedelta) -> None:
    """All of a worker's tasks about money, by a process whose clock is wrong, while the database's
    says `at`."""
    set_clock(at)
    with time_machine.travel(at + wrong_by, tick=True):
        assert abs(datetime.now(UTC) - (at + wrong_by)) < MINUTE  # its clock really is wrong
        assert abs(clock.now() - at) < MINUTE
        for task in (close_due_decisions, work_off_pools, sync_due_commands, work_off_pools):
            task(timestamp=0)


@pytest.fixture
def five_in(core):
    people = make_people(5)
    pool = make_pool(people, sessions=1)
    office_agrees([say_yes(pool, person, 1500) for person in people], make_officer())
    return people, pool


def state_of(pool) -> str:
    pool.refresh_from_db()
    return pool.state


@pytest.mark.holds("T7", "I13")
@pytest.mark.parametrize("wrong_by", WRONG_BY, ids=str)
def test_nothing_closes_or_collects_before_its_time_or_after_it(five_in, wrong_by):
    _people, pool = five_in

    worker_runs(pool.closes_at - MINUTE, wrong_by=wrong_by)
    assert (state_of(pool), Charge.objects.count()) == (PoolState.READY, 0)

    worker_runs(pool.closes_at, wrong_by=wrong_by)
    assert (state_of(pool), pool_balance(pool.pk)) == (PoolState.FUNDED, 6000)
    assert abs(pool.funded_at - pool.closes_at) < MINUTE
    assert ledger_faults() == []


@pytest.mark.parametrize("wrong_by", WRONG_BY, ids=str)
def test_nothing_is_released_before_it_is_certain_or_after_it(five_in, wrong_by):
    """Told that it took place and nobody says otherwise: certain 14 days later."""
    _people, pool = five_in
    worker_runs(pool.closes_at, wrong_by=wrong_by)
    row = pool.sessions.get()
    ended = row.session.ends_at
    set_clock(ended + MINUTE)
    record_delivered(
        session_id=row.session_id,
        came=[place.pk for place in row.session.bookings.all()],
        by=Acting(login=pool.provider.members.get().login),
        now=ended + MINUTE,
    )
    tell_everyone(row.session, ended + MINUTE)

    worker_runs(ended + timedelta(days=14), wrong_by=wrong_by)
    row.refresh_from_db()
    assert row.released_at is None

    due = ended + timedelta(days=14) + 2 * MINUTE
    worker_runs(due, wrong_by=wrong_by)
    row.refresh_from_db()
    assert abs(row.released_at - due) < MINUTE
    assert ledger_faults() == []


@pytest.mark.parametrize(
    ("closes_on", "in_utc", "words"),
    [
        (date(2027, 10, 30), 16, "Saturday 30 October 2027"),
        (date(2027, 10, 31), 17, "Sunday 31 October 2027"),  # clocks went back that night
        (date(2028, 2, 29), 17, "Tuesday 29 February 2028"),  # a leap day
        (date(2028, 3, 25), 17, "Saturday 25 March 2028"),
        (date(2028, 3, 26), 16, "Sunday 26 March 2028"),  # clocks went forward that night
    ],
    ids=str,
)
def test_a_date_is_five_in_the_afternoon_where_people_live(core, closes_on, in_utc, words):
    people = make_people(4)
    pool = make_pool_closing(people, closes_on)
    office_agrees([say_yes(pool, person, 1500) for person in people], make_officer())
    assert pool.closes_at == datetime(
        closes_on.year, closes_on.month, closes_on.day, in_utc, tzinfo=UTC
    )
    assert format_day(pool.closes_at) == words

    worker_runs(pool.closes_at - MINUTE, wrong_by=timedelta(0))
    assert state_of(pool) == PoolState.READY
    worker_runs(pool.closes_at, wrong_by=timedelta(0))
    assert state_of(pool) == PoolState.FUNDED

    session = pool.sessions.order_by("session__starts_at").last().session
    assert session.starts_at.astimezone(LONDON).time() == FIRST_TIME


FIRST_TIME = datetime(2027, 6, 15, 10, 30).time()


def make_pool_closing(people, closes_on: date):
    """Weekly sessions at half past ten by the clock on the wall, from two weeks after the date."""
    offer = make_chosen_offer(people)
    offer.starts = [
        datetime.combine(closes_on + timedelta(weeks=week), FIRST_TIME, tzinfo=LONDON).isoformat()
        for week in range(2, 6)
    ]
    offer.save()
    return open_pool(offer_id=offer.pk, closes_on=closes_on, by=people[0], now=NOW)


def test_a_session_on_a_leap_day_is_held_and_paid_on_that_day(core):
    people = make_people(4)
    pool = make_pool_closing(people, date(2028, 2, 8))
    office_agrees([say_yes(pool, person, 1500) for person in people], make_officer())
    worker_runs(pool.closes_at, wrong_by=timedelta(0))
    second = pool.sessions.order_by("session__starts_at")[1]
    day = clock.today(second.session.starts_at)
    assert day == date(2028, 2, 29)
    ended = second.session.ends_at + MINUTE

    record_delivered(
        session_id=second.session_id,
        came=[place.pk for place in second.session.bookings.all()],
        by=Acting(login=pool.provider.members.get().login),
        now=ended,
    )
    confirm_session(session_id=second.session_id, by=people[0], now=ended)
    worker_runs(ended + MINUTE, wrong_by=timedelta(0))

    second.refresh_from_db()
    assert clock.today(second.released_at) == day
    assert ledger_faults() == []
