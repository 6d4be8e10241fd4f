"""Pressing stop while a payment is taken, on real commits: what stopped is not asked for, or was
being taken already. The control without the pool's lock asks somebody who has stopped."""

from threading import Barrier

import pytest

from pooling.payments.states.charges import Rail
from pooling.pools.actions import closing, locking, stopping
from pooling.pools.actions.closing import advance_open_pool
from pooling.pools.actions.stopping import end_source
from pooling.pools.models.instalments import Charge
from pooling.pools.models.pledges import Pool
from pooling.pools.states import InstalmentState, PartState, SourceKind
from tests.factories.at_once import at_once
from tests.factories.pools import (
    AFTER_CLOSE,
    make_people,
    make_pool,
    make_source,
    say_yes,
    tell_of_payment,
)
from tests.waits import TEST_WAIT_SECONDS

CLIENTS = 8


@pytest.fixture
def five_in(committed_db):
    people = make_people(5)
    pool = make_pool(people)
    for person in people:
        say_yes(pool, person, 1500, make_source(person, SourceKind.OWN, Rail.TRANSFER))
    tell_of_payment(pool, AFTER_CLOSE)
    return people, pool


def press_stop_while_it_is_taken(people, pool, *, workers: int = CLIENTS - 1) -> None:
    source_id = people[0].person.sources.get().pk
    take = [lambda: advance_open_pool(pool_id=pool.pk, now=AFTER_CLOSE)] * workers
    at_once(*take, lambda: end_source(source_id=source_id, by=people[0], now=AFTER_CLOSE))


def asked_after_stopping(pool) -> int:
    """Charges of what has ended, in a payment that is being put together."""
    instalment = pool.instalments.get(number=1)
    return Charge.objects.filter(
        instalment=instalment,
        instalment__state=InstalmentState.COLLECTING,
        attempt=instalment.attempt,
        part__state=PartState.ENDED,
    ).count()


@pytest.mark.holds("P18", "M54")
def test_what_stopped_while_a_payment_was_put_together_is_not_asked_for(five_in):
    people, pool = five_in

    press_stop_while_it_is_taken(people, pool)

    assert people[0].person.sources.get().ended_at == AFTER_CLOSE
    assert asked_after_stopping(pool) == 0
    asked = Charge.objects.filter(instalment=pool.instalments.get(number=1))
    whose = set(asked.values_list("part__pledge__person_id", flat=True))
    assert whose >= {person.person_id for person in people[1:]}  # a payment has begun


def test_the_control_without_the_pools_lock_asks_somebody_who_has_stopped(five_in, monkeypatch):
    people, pool = five_in
    both_have_looked = Barrier(2)
    real_start, real_let_go = closing.start_attempt, stopping._let_go_of_what_is_held

    def start_and_wait(*args, **kwargs):
        real_start(*args, **kwargs)
        both_have_looked.wait(timeout=TEST_WAIT_SECONDS)

    def let_go_and_wait(*args):
        real_let_go(*args)
        both_have_looked.wait(timeout=TEST_WAIT_SECONDS)

    monkeypatch.setattr(locking, "_locked_pools", Pool.objects.all)
    monkeypatch.setattr(closing, "start_attempt", start_and_wait)
    monkeypatch.setattr(stopping, "_let_go_of_what_is_held", let_go_and_wait)

    press_stop_while_it_is_taken(people, pool, workers=1)

    assert asked_after_stopping(pool) == 1
