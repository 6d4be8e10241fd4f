"""Who in a group is not here for now: their place is theirs, and nothing is asked of them."""

from collections.abc import Iterable
from uuid import UUID

from community.messaging.queries.messages import told_by_key
from community.people.queries.life_events import persons_away, persons_who_died
from groups.models.decisions import Ballot, Decision
from groups.models.members import Member
from groups.states import CURRENT_STATES, PLACE_STATES, MemberState


def persons_not_here_in(group_id: int) -> set[UUID]:
    """Those in a group of whom nothing is asked now: no reminder goes to them for it, and what
    waits for them waits."""
    return persons_not_here(Member.objects.filter(group_id=group_id, state__in=CURRENT_STATES))


def persons_not_here(members: Iterable[Member]) -> set[UUID]:
    """Of these, who rests, is asked to stay away, is in hospital, or was said to have died."""
    everybody = list(members)
    not_asked = (MemberState.RESTING, MemberState.SUSPENDED)
    resting = {each.person_id for each in everybody if each.state in not_asked}
    return resting | persons_away(each.person_id for each in everybody)


def in_the_count(voters: Iterable[Member], decision: Decision | None = None) -> list[Member]:
    """Those for whose answers a choice waits (P43): not who said to go on without them; not who
    rests, is away or could not be told, unless they answered it all the same. Where everybody
    rests, all of them."""
    everybody = list(voters)
    not_here = persons_not_here(everybody)
    ballots = list(Ballot.objects.filter(decision=decision)) if decision is not None else []
    without = {each.member_id for each in ballots if each.without_me}
    answered = {each.member_id for each in ballots} - without
    lost = _persons_not_reached(everybody, decision) if decision is not None else set()
    rest = [each for each in everybody if each.pk not in without]
    counted = [
        each for each in rest if each.person_id not in not_here | lost or each.pk in answered
    ]
    return counted or rest


def opened_key(decision: Decision, person_id: UUID) -> str:
    """Of the message by which somebody hears that a choice has begun."""
    return f"decision:{decision.pk}:opened:{person_id}"


def _persons_not_reached(voters: Iterable[Member], decision: Decision) -> set[UUID]:
    key_of = {each.person_id: opened_key(decision, each.person_id) for each in voters}
    told = told_by_key(key_of.values())
    return {person for person, key in key_of.items() if key in told and told[key].is_lost}


def members_who_died() -> list[int]:
    """The ids of those still in a group of whom a second person has seen that they have died."""
    died = Member.objects.filter(person__in=persons_who_died(), state__in=PLACE_STATES)
    return list(died.order_by("pk").values_list("pk", flat=True))


def groups_ever_of(person_id: UUID) -> list[str]:
    """The names of the groups that know a person, also where their name has left it."""
    members = Member.objects.filter(person_id=person_id).order_by("group__name", "pk")
    return list(members.values_list("group__name", flat=True))
