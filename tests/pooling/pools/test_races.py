"""Eight clients at once, on real commits. Each race has a control without the lock that loses it,
so that a race which cannot be lost is not taken for a proof."""

from threading import Barrier

import pytest

from pooling.payments.states.charges import Rail
from pooling.pools.actions import locking, pledges
from pooling.pools.actions.closing import advance_open_pool
from pooling.pools.actions.leaving import leave_pool
from pooling.pools.models.pledges import Part, Pledge, Pool
from pooling.pools.rules.pledging import PoolFull
from pooling.pools.states import PledgeState, PoolState, SourceKind
from tests.factories.at_once import at_once
from tests.factories.pools import (
    AFTER_CLOSE,
    make_officer,
    make_people,
    make_pool,
    make_source,
    office_agrees,
    say_yes,
)
from tests.waits import TEST_WAIT_SECONDS

CLIENTS = 8
FOUR_PLACES = {2: 3000, 3: 3000, 4: 3000}


@pytest.fixture
def eight_for_four_places(committed_db):
    people = make_people(CLIENTS)
    pool = make_pool(people, prices=FOUR_PLACES, sessions=1)
    sources = [make_source(person, SourceKind.OWN, Rail.TRANSFER) for person in people]
    return people, pool, sources


@pytest.mark.holds("T4")
def test_eight_yeses_for_four_places_are_four(eight_for_four_places):
    people, pool, sources = eight_for_four_places

    answers = at_once(
        *(lambda p=p, s=s: say_yes(pool, p, 1500, s) for p, s in zip(people, sources, strict=True))
    )

    assert sum(isinstance(answer, PoolFull) for answer in answers) == 4
    assert Pledge.objects.filter(pool=pool, state=PledgeState.IN).count() == 4


def test_the_control_without_the_pools_lock_gives_out_too_many(eight_for_four_places, monkeypatch):
    people, pool, sources = eight_for_four_places
    barrier = Barrier(CLIENTS)

    def unlocked():
        return Pool.objects.all()

    def check_after_all_have_looked(others_in, largest):
        barrier.wait(timeout=TEST_WAIT_SECONDS)
        real(others_in, largest)

    real = pledges.check_places_left
    monkeypatch.setattr(locking, "_locked_pools", unlocked)
    monkeypatch.setattr(pledges, "check_places_left", check_after_all_have_looked)

    at_once(
        *(lambda p=p, s=s: say_yes(pool, p, 1500, s) for p, s in zip(people, sources, strict=True))
    )

    assert Pledge.objects.filter(pool=pool, state=PledgeState.IN).count() > 4


def test_one_person_pressing_eight_times_says_yes_once(committed_db):
    people = make_people(4)
    pool = make_pool(people)
    source = make_source(people[0], SourceKind.OWN, Rail.TRANSFER)

    at_once(*[lambda: say_yes(pool, people[0], 1500, source)] * CLIENTS)

    assert Pledge.objects.filter(pool=pool).count() == 1
    assert Part.objects.count() == 1


@pytest.mark.holds("T4")
def test_closing_by_eight_workers_while_one_leaves_is_funded_or_not_and_never_both(committed_db):
    people = make_people(4)
    pool = make_pool(people)
    office_agrees([say_yes(pool, person, 1500) for person in people], make_officer())

    close = [lambda: advance_open_pool(pool_id=pool.pk, now=AFTER_CLOSE)] * (CLIENTS - 1)
    leave = [lambda: leave_pool(pool_id=pool.pk, by=people[0], now=AFTER_CLOSE)]
    at_once(*close, *leave)

    pool.refresh_from_db()
    instalment = pool.instalments.get(number=1)
    stayed = pool.pledges.filter(state=PledgeState.IN).count() == 4
    assert pool.state == (PoolState.COLLECTING if stayed else PoolState.LAPSED)
    assert instalment.charges.count() == (4 if stayed else 0)
    assert instalment.attempt == (1 if stayed else 0)
