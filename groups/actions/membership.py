"""Starting a group, coming in, and leaving it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from community.common.clock import today
from community.common.codes import new_code
from community.common.intake import compared
from community.common.refusals import or_not_found
from community.common.shown import check_shown, digest_of
from community.people.acting import Acting
from community.people.actions.audit_lines import record_deed
from community.people.actions.consent import give_consent, withdraw_consent
from community.people.actions.decision_records import use_decision
from community.people.actions.persons import create_person_on_paper, name_if_unnamed
from community.people.bases import Matter
from community.people.how_put import SAID_BY_THEMSELVES, HowPut
from community.people.models.persons import Person
from community.people.rules.authority import check_authority, check_has_person, check_may_stop
from community.people.rules.how_put import check_how_it_was_put
from community.people.states import RepresentationScope
from community.pictures.actions.agreements import take_back_in_pictures_about
from community.places.queries import area_of_location, area_to_show, find_location
from groups.actions.group_words import submit_group_words
from groups.actions.notes import ask_about_newcomer
from groups.actions.notifications import notify_of_newcomer
from groups.actions.search_index import index_group
from groups.deeds import GroupDeed
from groups.models.members import Group, Member
from groups.models.posted_sheets import PostedSheet
from groups.queries.group_words import group_for_stranger
from groups.queries.members import (
    group_detail,
    groups_of_person,
    has_a_name_there,
    invite_by_code,
)
from groups.queries.pauses import is_paused
from groups.queries.removals import is_kept_out
from groups.rules.members import (
    check_agrees,
    check_name_free,
    check_not_started,
    check_open,
    check_purposes,
    require_area,
)
from groups.rules.pauses import check_not_paused
from groups.rules.removals import check_comes_in
from groups.states import (
    MEMBER,
    PLACE_STATES,
    GroupBeginning,
    MemberState,
)
from groups.wording import group_shown, peer_consent_text

PEER_CONSENT = "group_peers"
NOT_LEFT_NOR_GREETED: dict[str, Any] = {
    "left_at": None,
    "name_until": None,
    "greeted_at": None,
    "greeted_by": None,
    "hello_asked_at": None,
    "no_hello_because": "",
}


@transaction.atomic
def start_group(
    *,
    name: str,
    postcode: str,
    how_often: str,
    purposes: Collection[str],
    known_as: str,
    agrees: bool,
    purpose_words: str = "",
    is_findable: bool = False,
    begins: GroupBeginning = GroupBeginning.OPEN,
    how_put: HowPut = SAID_BY_THEMSELVES,
    by: Acting,
    now: datetime,
) -> Group:
    """A group and its first member. Of `postcode` only its first half is kept."""
    check_authority(by, RepresentationScope.DECIDE, matter=Matter.LIFE, now=now)
    check_agrees(agrees)
    check_purposes(purposes)
    _check_how_it_was_put(how_put, by)
    # Held, so that a button pressed twice starts one group.
    person = Person.objects.select_for_update(no_key=True).get(pk=by.required_person.pk)
    check_not_started(name, [group.name for group in groups_of_person(person.pk)])
    location = find_location(find_location(postcode).outward_code)
    area = require_area(area_of_location(location) or area_to_show(person.area_id))
    group = Group.objects.create(
        name=name,
        purposes=list(purposes),
        purpose_words=purpose_words,
        how_often=how_often,
        outward_code=location.outward_code,
        latitude=location.latitude,
        longitude=location.longitude,
        area=area,
        started_by=person,
        is_findable=is_findable,
        begins=begins,
        is_example=area.is_example,
        created_at=now,
    )
    request = _JoinRequest(known_as, agrees, None, how_put, is_invited=False)
    _create_member(group, request, state=MemberState.IN, by=by, now=now)
    record_deed(by=by, deed=GroupDeed.START_GROUP, about=f"group:{group.pk}", now=now)
    submit_group_words(group, by=by, now=now)
    index_group(group)
    return group


@transaction.atomic
def join_by_code(
    *,
    code: str,
    known_as: str,
    agrees: bool,
    how_put: HowPut = SAID_BY_THEMSELVES,
    shown_digest: str | None = None,
    by: Acting,
    now: datetime,
) -> Member:
    """Come in by an invitation. Coming in twice is coming in once. By a decision that was written
    down, it is open as it was on that day: while a second person looks, nothing runs out (P3)."""
    invite = invite_by_code(code, today(by.decision.at if by.decision else now))
    check_authority(
        by,
        RepresentationScope.DECIDE,
        matter=Matter.LIFE,
        now=now,
        about=f"group:{invite.group_id}",
    )
    request = _JoinRequest(known_as, agrees, shown_digest, how_put, is_invited=True)
    return _join(invite.group_id, request, by=by, now=now)


@transaction.atomic
def join_open_group(
    *,
    group_id: int,
    known_as: str,
    agrees: bool,
    how_put: HowPut = SAID_BY_THEMSELVES,
    shown_digest: str | None = None,
    by: Acting,
    now: datetime,
) -> Member:
    """Come into a group that may be found and is open to new people."""
    check_authority(
        by, RepresentationScope.DECIDE, matter=Matter.LIFE, now=now, about=f"group:{group_id}"
    )
    group_detail(group_id, by, now=now)
    request = _JoinRequest(known_as, agrees, shown_digest, how_put, is_invited=False)
    return _join(group_id, request, by=by, now=now)


@transaction.atomic
def join_on_paper(
    *,
    code: str,
    preferred_name: str,
    known_as: str,
    agrees: bool,
    contact: dict[str, Any],
    is_another: bool = False,
    how_put: HowPut = SAID_BY_THEMSELVES,
    shown_digest: str | None = None,
    by: Acting,
    now: datetime,
) -> Member:
    """Somebody new with no login, whose filled-in card a worker or connector of the area enters.
    Somebody who is here already comes in by `join_by_code`, on paper (M77)."""
    group = invite_by_code(code, today(now)).group
    # Held before anybody is looked for, so that one card entered twice at once is one person.
    Group.objects.select_for_update(no_key=True).get(pk=group.pk)
    person = create_person_on_paper(
        preferred_name=preferred_name,
        area=group.area,
        outward_code=group.outward_code,
        contact=contact,
        is_another=is_another,
        by=by,
        now=now,
    )
    on_paper = Acting(login=by.login, person=person, on_paper=True)
    request = _JoinRequest(known_as, agrees, shown_digest, how_put, is_invited=True)
    return _join(group.pk, request, by=on_paper, now=now)


@transaction.atomic
def leave_group(
    *, group_id: int, name_until: datetime | None = None, by: Acting, now: datetime
) -> Member:
    """Quietly, at any time, for no reason. Nobody in the group is told. `name_until`: while the
    others still read the name; nothing else stays."""
    check_may_stop(by, now=now)
    member = or_not_found(
        Member.objects.select_for_update(no_key=True)
        .filter(group_id=group_id, person=by.required_person)
        .first()
    )
    if member.state != MemberState.LEFT:
        end_membership(member, name_until=name_until, by=by, now=now)
    return member


def end_membership(
    member: Member, *, name_until: datetime | None = None, by: Acting, now: datetime
) -> None:
    """Of a member whose row, or group, the caller has locked, with all that hangs on it."""
    about = f"group:{member.group_id}"
    member.left_at = now
    member.name_until = name_until if member.is_current else None
    transition_member(member, MemberState.LEFT, "left_at", "name_until", by=by, now=now)
    withdraw_consent(purpose=PEER_CONSENT, about=about, by=by, now=now)
    PostedSheet.objects.filter(member=member, posted_at__isnull=True).delete()
    take_back_in_pictures_about(about=about, person_id=member.person_id, by=by, now=now)


@transaction.atomic
def leave_all_groups(*, by: Acting, now: datetime) -> list[Member]:
    """Each in which the person has a place. Held as they are read: of two presses one leaves."""
    held = Member.objects.select_for_update(no_key=True).filter(person=by.required_person)
    members = held.filter(state__in=PLACE_STATES).order_by("pk")
    return [leave_group(group_id=each.group_id, by=by, now=now) for each in members]


def transition_member(
    member: Member, state: MemberState, *fields: str, by: Acting, now: datetime
) -> None:
    """One move of a member whose row, or group, the caller has locked; `fields` changed with it."""
    deed = MEMBER.deed_for(member.state, state)
    member.state = state
    member.save(update_fields=["state", *fields])
    record_deed(by=by, deed=deed, about=f"group:{member.group_id}", now=now)


@dataclass(frozen=True)
class _JoinRequest:
    known_as: str
    agrees: bool
    shown_digest: str | None
    how_put: HowPut
    is_invited: bool


def _join(group_id: int, request: _JoinRequest, *, by: Acting, now: datetime) -> Member:
    check_has_person(by)
    check_agrees(request.agrees)
    # The group is held while a name is looked for in it, so that two cannot take the same one.
    group = or_not_found(Group.objects.select_for_update(no_key=True).filter(pk=group_id).first())
    member = Member.objects.filter(group=group, person=by.required_person).first()
    if member and member.state in PLACE_STATES:
        return member
    check_open(group.state, invited=request.is_invited)
    check_comes_in(is_kept_out=is_kept_out(group_id, by, now=now))
    check_not_paused(is_paused(group_id, now))
    _check_shown(group, request, by=by, now=now)
    _check_how_it_was_put(request.how_put, by)
    use_decision(f"group:{group.pk}", by=by, now=now)
    state = MemberState.NEWCOMER if group.begins == GroupBeginning.HELLO else MemberState.IN
    if member:
        member.group = group
        _return_member(member, request, state=state, by=by, now=now)
    else:
        member = _create_member(group, request, state=state, by=by, now=now)
        record_deed(by=by, deed=GroupDeed.JOIN_GROUP, about=f"group:{group.pk}", now=now)
    if member.is_newcomer:
        notify_of_newcomer(member, now=now)
    else:
        ask_about_newcomer(member, now=now)
    return member


def _check_how_it_was_put(how_put: HowPut, by: Acting) -> None:
    check_how_it_was_put(how_put, is_by_other_hands=by.asks_how_it_was_put, is_about_money=False)


def _check_shown(group: Group, request: _JoinRequest, *, by: Acting, now: datetime) -> None:
    """Somebody outside agrees to the group as they read it; by an invitation, to all of it, or to
    that much where a page showed no more before the code was typed."""
    outside = group_shown(group_for_stranger(group, by.login_id, now=now))
    is_whole = request.is_invited and request.shown_digest != digest_of(outside)
    check_shown(request.shown_digest, group_shown(group) if is_whole else outside)


def _create_member(
    group: Group, request: _JoinRequest, *, state: MemberState, by: Acting, now: datetime
) -> Member:
    return Member.objects.create(
        group=group,
        state=state,
        person=by.required_person,
        paper_code=new_code(),
        **_terms_of_joining(group, request, by, now),
    )


def _return_member(
    member: Member, request: _JoinRequest, *, state: MemberState, by: Acting, now: datetime
) -> None:
    """Somebody who left, and comes back under a name of today."""
    fields = _terms_of_joining(member.group, request, by, now) | NOT_LEFT_NOR_GREETED
    for name, value in fields.items():
        setattr(member, name, value)
    transition_member(member, state, *fields, by=by, now=now)


def _terms_of_joining(
    group: Group, request: _JoinRequest, by: Acting, now: datetime
) -> dict[str, Any]:
    """The name they chose, which nobody else has there, and their yes to its being seen. What was
    decided for them says itself how it was put."""
    known_as = request.known_as
    members = Member.objects.filter(has_a_name_there(now), group=group)
    members = members.exclude(person=by.required_person)
    check_name_free(known_as, list(members.values_list("known_as", flat=True)))
    name_if_unnamed(by.required_person.pk, known_as)
    consent = give_consent(
        purpose=PEER_CONSENT,
        about=f"group:{group.pk}",
        words=peer_consent_text(),
        how_put=by.how_put(request.how_put),
        by=by,
        now=now,
    )
    return {
        "known_as": known_as,
        "known_as_compared": compared(known_as),
        "consent": consent,
        "joined_at": now,
    }
