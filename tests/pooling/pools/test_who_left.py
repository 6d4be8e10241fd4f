"""Leaving a group also ends what was not yet paid, and the others see only places."""

from datetime import timedelta

import pytest

from community.common.clock import today
from community.people.acting import Acting
from groups.actions.membership import leave_group
from groups.actions.removal_decisions import decide_removal, settle_removal
from groups.actions.removals import ask_removal
from groups.models.members import Member
from groups.removal_states import RemovalAbout
from pooling.pools.actions.advancing import advance_due_pools
from pooling.pools.queries.shares import coverage_of
from pooling.pools.states import PledgeState
from tests.factories.pools import make_people, make_pool, office_agrees, say_yes
from tests.factories.supply import NOW, make_connector


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


@pytest.mark.holds("P118")
def test_what_they_said_yes_to_is_held_while_they_are_asked_to_stay_away(db):
    people = make_people(5)
    pool = make_pool(people)
    pledges = [say_yes(pool, person, 1500) for person in people]
    office_agrees(pledges)
    removal = ask_removal(
        group_id=pool.group_id,
        member_id=Member.objects.get(group=pool.group, person=people[4].person).pk,
        about=RemovalAbout.OTHER,
        words="Shouts",
        is_afraid=True,
        by=people[0],
        now=NOW,
    )

    advance_due_pools(now=NOW)
    pledges[4].refresh_from_db()
    assert pledges[4].state == PledgeState.IN

    day = today(NOW)
    decide_removal(
        removal_id=removal.pk, removes=True, heard_asker_on=day, heard_member_on=day,
        by=Acting(login=make_connector().login), now=NOW,
    )  # fmt: skip
    settle_removal(removal_id=removal.pk, now=NOW + timedelta(days=28))
    advance_due_pools(now=NOW + timedelta(days=28))
    pledges[4].refresh_from_db()
    assert pledges[4].state == PledgeState.OUT
