"""Resting from a group: it asks nothing and loses nothing (P126)."""

from datetime import datetime

from django.db import transaction

from community.common.refusals import or_not_found
from community.people.acting import Acting
from community.people.rules.authority import check_authority, check_may_stop
from community.people.states import RepresentationScope
from groups.actions.membership import transition_member
from groups.actions.solo import close_asking_of_one_who_died
from groups.models.members import Member
from groups.states import CURRENT_STATES, PLACE_STATES, MemberState


@transaction.atomic
def set_resting(*, group_id: int, rests: bool, by: Acting, now: datetime) -> Member:
    """Rest for now, or be back, in one press and for no reason. The same again changes nothing."""
    if rests:
        check_may_stop(by, now=now)
    else:
        check_authority(by, RepresentationScope.DECIDE, now=now)
    member = or_not_found(
        Member.objects.select_for_update(no_key=True)
        .filter(group_id=group_id, person=by.required_person, state__in=CURRENT_STATES)
        .first()
    )
    state = MemberState.RESTING if rests else MemberState.IN
    if member.state != state:
        transition_member(member, state, by=by, now=now)
    return member


@transaction.atomic
def remove_member_who_died(*, member_id: int, now: datetime) -> Member:
    """Of whom a second person has seen it: the name leaves every list, and their words stay."""
    member = Member.objects.select_related("person").get(pk=member_id)
    of_person = Acting(person=member.person)
    # Briefs before members, as everywhere.
    close_asking_of_one_who_died(group_id=member.group_id, by=of_person, now=now)
    member = Member.objects.select_for_update(no_key=True).get(pk=member_id)
    if member.state in PLACE_STATES:
        member.left_at = now
        transition_member(member, MemberState.LEFT, "left_at", by=of_person, now=now)
    return member
