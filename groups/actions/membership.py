"""Starting a group, coming in, and leaving it."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from community.audit.actions import record_deed
from community.common.clock import today
from community.common.refusals import or_not_found
from community.messaging.actions import notify_person
from community.people.acting import Acting
from community.people.actions.consent import give_consent, withdraw_consent
from community.people.actions.persons import create_person_on_paper
from community.people.models import Person
from community.people.rules import check_authority, check_has_person
from community.people.states import RepresentationScope
from community.places.actions.search_index import index_object, unindex_object
from community.places.models.search_index import ObjectType, OpennessRank
from community.places.queries import area_of_location, area_to_show, find_location
from community.places.search_document import SearchDocument
from groups.models import Group, Member
from groups.queries.members import group_detail, groups_of, invite_by_code, membership
from groups.rules.codes import new_code
from groups.rules.members import (
    check_agrees,
    check_name_free,
    check_not_started,
    check_open,
    check_purposes,
    peer_consent_text,
    require_area,
)
from groups.states import GROUP, MEMBER, GroupState, MemberState, Purpose

PEER_CONSENT = "group_peers"


@transaction.atomic
def start_group(
    *,
    name: str,
    postcode: str,
    how_often: str,
    purposes,
    known_as: str,
    agrees: bool,
    purpose_words: str = "",
    is_findable: bool = False,
    by,
    now: datetime,
) -> Group:
    """A group and its first member. Of `postcode` only its first half is kept."""
    check_authority(by, RepresentationScope.DECIDE, on=today(now))
    check_agrees(agrees)
    check_purposes(purposes)
    # Held, so that a button pressed twice starts one group.
    Person.objects.select_for_update(no_key=True).get(pk=by.person_id)
    check_not_started(name, [group.name for group in groups_of(by.person_id)])
    where = find_location(find_location(postcode).outward_code)
    area = require_area(area_of_location(where) or area_to_show(by.person.area_id))
    group = Group.objects.create(
        name=name,
        purposes=list(purposes),
        purpose_words=purpose_words,
        how_often=how_often,
        outward_code=where.outward_code,
        latitude=where.latitude,
        longitude=where.longitude,
        area=area,
        started_by=by.person,
        is_findable=is_findable,
        is_example=area.is_example,
        created_at=now,
    )
    _add_member(group, known_as=known_as, by=by, now=now)
    record_deed(by=by, deed="start_group", about=f"group:{group.pk}", now=now)
    _index_group(group)
    return group


@transaction.atomic
def join_by_code(*, code: str, known_as: str, agrees: bool, by, now: datetime) -> Member:
    """Come in by an invitation. Coming in twice is coming in once."""
    check_authority(by, RepresentationScope.DECIDE, on=today(now))
    invite = invite_by_code(code, today(now))
    return _join(invite.group_id, known_as, agrees, invited=True, by=by, now=now)


@transaction.atomic
def join_open_group(*, group_id: int, known_as: str, agrees: bool, by, now: datetime) -> Member:
    """Come into a group that may be found and is open to new people."""
    check_authority(by, RepresentationScope.DECIDE, on=today(now))
    group_detail(group_id, by)
    return _join(group_id, known_as, agrees, invited=False, by=by, now=now)


@transaction.atomic
def join_on_paper(
    *, code: str, preferred_name: str, known_as: str, agrees: bool, contact: dict, by, now: datetime
) -> Member:
    """Somebody with no login, whose filled-in card a worker or connector of the area enters."""
    group = invite_by_code(code, today(now)).group
    person = create_person_on_paper(
        preferred_name=preferred_name,
        area=group.area,
        outward_code=group.outward_code,
        contact=contact,
        by=by,
        now=now,
    )
    theirs = Acting(login=by.login, person=person, on_paper=True)
    return _join(group.pk, known_as, agrees, invited=True, by=theirs, now=now)


@transaction.atomic
def leave_group(*, group_id: int, by, now: datetime) -> Member:
    """Quietly, at any time, for no reason. Nobody in the group is told."""
    check_authority(by, RepresentationScope.DECIDE, on=today(now))
    member = or_not_found(
        Member.objects.select_for_update(no_key=True)
        .filter(group_id=group_id, person_id=by.person_id)
        .first()
    )
    if member.state == MemberState.LEFT:
        return member
    MEMBER.check(member.state, MemberState.LEFT)
    member.state, member.left_at = MemberState.LEFT, now
    member.save()
    withdraw_consent(purpose=PEER_CONSENT, about=f"group:{group_id}", by=by, now=now)
    record_deed(by=by, deed="leave_group", about=f"group:{group_id}", now=now)
    if by.representation is not None:
        notify_person(
            person_id=by.person_id,
            kind="left_for_you",
            subject=_("Something was done for you"),
            text=_("%(who)s said that you have left a group. You can come back if you want to.")
            % {"who": by.login.name},
            link="/home/history/",
            key=f"left:{member.pk}:{now.isoformat()}",
            now=now,
        )
    return member


@transaction.atomic
def set_group_open(*, group_id: int, is_open: bool, by, now: datetime) -> Group:
    """Open the group to people who find it, or close it to them for now."""
    check_authority(by, RepresentationScope.DECIDE, on=today(now))
    membership(group_id, by)
    group = Group.objects.select_for_update(no_key=True).select_related("area").get(pk=group_id)
    wanted = GroupState.FORMING if is_open else GroupState.FULL
    if group.state != wanted:
        GROUP.check(group.state, wanted)
        group.state = wanted
        group.save()
        record_deed(by=by, deed=f"group_{wanted}", about=f"group:{group.pk}", now=now)
        _index_group(group)
    return group


def _join(group_id, known_as, agrees, *, invited, by, now) -> Member:
    check_has_person(by)
    check_agrees(agrees)
    # The group is held while a name is looked for in it, so that two cannot take the same one.
    group = or_not_found(Group.objects.select_for_update(no_key=True).filter(pk=group_id).first())
    already = Member.objects.filter(
        group=group, person_id=by.person_id, state=MemberState.IN
    ).first()
    if already:
        return already
    check_open(group.state, invited=invited)
    member = _add_member(group, known_as=known_as, by=by, now=now)
    record_deed(by=by, deed="join_group", about=f"group:{group.pk}", now=now)
    return member


def _add_member(group, *, known_as, by, now) -> Member:
    names = Member.objects.filter(group=group, state=MemberState.IN)
    check_name_free(known_as, names.values_list("known_as", flat=True))
    consent = give_consent(
        purpose=PEER_CONSENT, about=f"group:{group.pk}", words=peer_consent_text(), by=by, now=now
    )
    member, _is_new = Member.objects.update_or_create(
        group=group,
        person=by.person,
        defaults={
            "known_as": known_as,
            "consent": consent,
            "state": MemberState.IN,
            "joined_at": now,
            "left_at": None,
        },
        create_defaults={
            "known_as": known_as,
            "consent": consent,
            "paper_code": new_code(),
            "joined_at": now,
        },
    )
    return member


def _index_group(group: Group) -> None:
    """Keep the search index as the group wants to be found."""
    if not group.is_findable or group.state != GroupState.FORMING:
        unindex_object(object_type=ObjectType.GROUP, object_id=group.pk)
        return
    index_object(document=_document(group))


def _document(group: Group) -> SearchDocument:
    return SearchDocument(
        object_type=ObjectType.GROUP,
        object_id=group.pk,
        title=group.name,
        summary=group.purpose_words or _purposes_in_words(group),
        search_words=_purposes_in_words(group),
        latitude=group.latitude,
        longitude=group.longitude,
        openness=OpennessRank.OPEN,
        price_kind="",
        price_words=_("No money needed to be in it"),
        purposes=tuple(group.purposes),
        place_words=_("Near %(outward)s") % {"outward": group.outward_code},
        when_words=group.how_often,
        area_id=group.area_id,
        is_example=group.is_example,
    )


def _purposes_in_words(group: Group) -> str:
    return ". ".join(str(Purpose(purpose).label) for purpose in group.purposes)
