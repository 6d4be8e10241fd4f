"""Who in a group is not here for now: their place is theirs, and nothing is asked of them."""

from collections.abc import Iterable
from uuid import UUID

from groups.models import Ballot, Decision, Member
from groups.states import MemberState


def names_not_here(group_id: int) -> frozenset[str]:
    """Of those in a group, by the names they chose. Nobody reads why."""
    members = Member.objects.filter(group_id=group_id, state=MemberState.RESTING)
    return frozenset(members.values_list("known_as", flat=True))


def is_not_here(group_id: int, person_id: UUID) -> bool:
    """Does this person rest, so that no reminder goes to them and what waits for them waits?"""
    return Member.objects.filter(
        group_id=group_id, person_id=person_id, state=MemberState.RESTING
    ).exists()


def in_the_count(voters: Iterable[Member], decision: Decision | None = None) -> list[Member]:
    """Those for whose answers a choice waits (P43): not whoever rests, unless they answered it
    all the same. Where everybody rests, all of them."""
    everybody = list(voters)
    answered = (
        set(Ballot.objects.filter(decision=decision).values_list("member_id", flat=True))
        if decision is not None
        else set()
    )
    counted = [
        each for each in everybody if each.state != MemberState.RESTING or each.pk in answered
    ]
    return counted or everybody
