"""C8: twenty pools close at noon while the worker is down; one has a corrupt provider account.
Later nineteen are settled exactly once, the one is set apart, and it was said aloud in time."""

import logging
from datetime import timedelta

import pytest

from community.common import clock
from community.messaging.models import Message
from pooling.ledger.queries import ledger_faults, pool_balance
from pooling.payments.models.commitments import Commitment
from pooling.pools.actions import advancing
from pooling.pools.actions.advancing import advance_due_pools
from pooling.pools.actions.closing import advance_open_pool
from pooling.pools.actions.opening import open_pool
from pooling.pools.models.instalments import Charge
from pooling.pools.models.pledges import Pool
from pooling.pools.queries.due import overdue_pools
from pooling.pools.states import PoolState
from tests.factories.pools import (
    CLOSES_ON,
    make_chosen_offer,
    make_group,
    make_officer,
    make_people,
    office_agrees,
    say_yes,
)
from tests.factories.supply import NOW, make_login

COUNT = 20
SMALL = dict.fromkeys(range(2, 5), 3000)


@pytest.fixture
def twenty(db):
    """Twenty pools of two people each, covered by council-managed money."""
    people, officer, pools = make_people(2), make_officer(), []
    for number in range(COUNT):
        group = make_group(people, name=f"Group {number}")
        offer = make_chosen_offer(
            people, prices=SMALL, sessions=1, group=group, voice=make_login(f"museum-{number}")
        )
        pool = open_pool(offer_id=offer.pk, closes_on=CLOSES_ON, by=people[0], now=NOW)
        office_agrees([say_yes(pool, person, 2000) for person in people], officer)
        pools.append(pool)
    return pools


def at(moment):
    clock.set_offset(moment - (clock.now() - _offset()))
    return moment


def _offset():
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT offset_by FROM clock_offset")
        return cursor.fetchone()[0]


def test_nineteen_are_settled_once_one_is_set_apart_and_it_is_said(twenty, caplog, monkeypatch):
    noon = twenty[0].closes_at
    seventh = twenty[6]
    # A corrupt account: the office's agreement of one pool points at nobody any more.
    Commitment.objects.filter(part_ref__in=seventh.pledges.values("parts__pk")).update(
        state="ended"
    )

    at(noon + timedelta(minutes=45))
    assert len(overdue_pools(clock.now())) == COUNT  # what /health/ says while the worker is down

    at(noon + timedelta(hours=6))
    with caplog.at_level(logging.ERROR):
        for _restart in range(3):
            advance_due_pools(now=clock.now())

    states = list(Pool.objects.order_by("pk").values_list("state", flat=True))
    assert states.count(PoolState.FUNDED) == COUNT - 1
    seventh.refresh_from_db()
    assert seventh.state == PoolState.READY
    assert any("expected" in record.message for record in caplog.records)
    assert Charge.objects.count() == 2 * (COUNT - 1)
    assert {pool_balance(pool.pk) for pool in twenty if pool != seventh} == {3000}
    told = Message.objects.filter(kind="going_ahead", person_id__isnull=False)
    assert told.count() == 2 * (COUNT - 1)
    assert ledger_faults() == []


def test_killed_midway_and_started_again_each_is_still_settled_once(twenty, monkeypatch):
    at(twenty[0].closes_at + timedelta(hours=1))
    real, calls = advance_open_pool, []

    def dies_at_the_tenth(**facts):
        calls.append(facts)
        if len(calls) == 10:
            raise SystemExit("killed")
        return real(**facts)

    monkeypatch.setattr(advancing, "advance_open_pool", dies_at_the_tenth)
    with pytest.raises(SystemExit):
        advance_due_pools(now=clock.now())
    monkeypatch.setattr(advancing, "advance_open_pool", real)
    advance_due_pools(now=clock.now())

    assert set(Pool.objects.values_list("state", flat=True)) == {PoolState.FUNDED}
    assert Message.objects.filter(kind="going_ahead", person_id__isnull=False).count() == 2 * COUNT
    assert ledger_faults() == []
