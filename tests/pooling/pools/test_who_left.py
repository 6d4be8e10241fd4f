"""Leaving a group also ends what was not yet paid, and the others see only places."""

import pytest

from groups.actions.membership import leave_group
from pooling.pools.actions.advancing import advance_due_pools
from pooling.pools.queries.shares import coverage_of
from pooling.pools.states import PledgeState
from tests.factories.pools import make_people, make_pool, office_agrees, say_yes
from tests.factories.supply import NOW


@pytest.mark.holds("C7")
def test_a_yes_of_who_left_counts_no_more(db):
    people = make_people(5)
    pool = make_pool(people)
    pledges = [say_yes(pool, person, 1500) for person in people]
    office_agrees(pledges)
    leave_group(group_id=pool.group_id, by=people[4], now=NOW)

    advance_due_pools(now=NOW)

    pledges[4].refresh_from_db()
    assert pledges[4].state == PledgeState.OUT
    assert (coverage_of(pool).said_yes, coverage_of(pool).share_pence) == (4, 1500)


def test_who_stayed_is_left_alone(db):
    people = make_people(4)
    pool = make_pool(people)
    pledge = say_yes(pool, people[0], 1500)

    advance_due_pools(now=NOW)

    pledge.refresh_from_db()
    assert pledge.state == PledgeState.IN
