"""Groups as their members, and as strangers, may see them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, FilteredRelation, OuterRef, Q, QuerySet

from community.common.codes import parse_code
from community.common.narrowing import lookups_with_values
from community.common.refusals import NotFound, or_not_found
from community.common.shown import Shown
from community.moderation.queries.items import WordsDetail, with_words
from community.people.acting import Acting
from community.people.models.representations import Representation
from community.people.queries.life_events import is_away
from community.people.rules.authority import scope_in_force
from community.people.rules.sight import may_see, scope_sees
from community.people.scope_table import Seen
from community.people.states import RepresentationState
from community.pictures.queries.pictures import has_pictures
from groups.models.members import Group, Invite, Member, NewcomerPause
from groups.models.motions import Motion
from groups.models.removals import Removal
from groups.models.reviews import GroupReview
from groups.queries.group_words import group_for_stranger, words_of_row
from groups.removal_states import OPEN_REMOVALS
from groups.rules.endings import is_alive
from groups.rules.members import HELLO_DAYS, check_code_works, no_such_code
from groups.states import (
    CURRENT_STATES,
    HELD_STATES,
    PLACE_STATES,
    GroupBeginning,
    GroupState,
    MemberState,
    MotionState,
)
from groups.wording import group_shown

CURRENT_MEMBERS = Q(members__state__in=PLACE_STATES)


def has_a_name_there(now: datetime) -> Q:
    """Who has a place in it; and who left and lets the name stand a while (M140)."""
    return Q(state__in=PLACE_STATES) | Q(state=MemberState.LEFT, name_until__gt=now)


@dataclass(frozen=True)
class GroupDetail:
    """A group to somebody who looks. To a stranger `me` is None and no member is named; to a
    newcomer who waits for a hello, nobody but themselves."""

    group: Group
    me: Member | None
    known_as: tuple[str, ...]
    people: int
    pause: NewcomerPause | None
    newcomers: tuple[Member, ...] = ()  # who wait for a hello, to those who may say it
    not_here: frozenset[str] = frozenset()  # by their names; nobody reads why
    in_it: int = 0  # for whom the group has begun
    is_acted_for: bool = False  # is somebody in it, by whom some of it may be read?
    words: WordsDetail | None = None  # what became of its own; none where no stranger reads it
    has_motions: bool = False
    has_pictures: bool = False
    has_removals: bool = False  # whether somebody stays is asked (P118)
    is_asked_to_go_on: bool = False

    @property
    def can_join(self) -> bool:
        is_open = self.group.state == GroupState.FORMING and self.pause is None
        return self.me is None and is_open


def names_shown_to(detail: GroupDetail, by: Acting, *, now: datetime) -> tuple[str, ...]:
    """The names the others chose; to somebody who acts for a member, and may not decide, only the
    member's own."""
    if detail.me is None or may_see(by, Seen.OTHERS_WORDS, now=now):
        return detail.known_as
    return (detail.me.known_as,)


def is_read_by_others(detail: GroupDetail, *, now: datetime) -> bool:
    """Does somebody who acts for one of its members read what is written in the group? Said to
    those in it."""
    if not detail.is_acted_for:
        return False
    for_members = Representation.objects.filter(
        state=RepresentationState.ACTIVE,
        person__memberships__group=detail.group,
        person__memberships__state__in=CURRENT_STATES,
    )
    scopes = [scope_in_force(each, now=now) for each in for_members]
    return any(scope_sees(scope, Seen.OTHERS_WORDS) for scope in scopes)


def place_in_group(group_id: int, by: Acting) -> Member:
    """The same as `membership`, also for a newcomer for whom the group has not begun."""
    person_id = or_not_found(by.person_id)
    members = Member.objects.select_related("group", "person").filter(state__in=PLACE_STATES)
    return or_not_found(members.filter(group_id=group_id, person_id=person_id).first())


def is_member(group_id: int, person_id: UUID | None) -> bool:
    """Is this person in the group now? Nobody is who acts for no person."""
    return (
        person_id is not None
        and Member.objects.filter(
            group_id=group_id, person_id=person_id, state__in=CURRENT_STATES
        ).exists()
    )


def has_place(group_id: int, person_id: UUID) -> bool:
    """In it, or asked to stay away while somebody looks: what is theirs there holds (P118)."""
    members = Member.objects.filter(group_id=group_id, person_id=person_id)
    return members.filter(state__in=HELD_STATES).exists()


def membership(group_id: int, by: Acting) -> Member:
    """The living membership of whoever `by` acts for; without one there is no such group. Who
    arranges something alone is in none: see `asking_member`."""
    return or_not_found(_memberships(group_id, by).filter(group__is_solo=False).first())


def asking_member(group_id: int, by: Acting) -> Member:
    """The same, also of whoever arranges something alone: for what is wanted, offered and paid."""
    return or_not_found(_memberships(group_id, by).first())


def _memberships(group_id: int, by: Acting) -> QuerySet[Member]:
    members = Member.objects.select_related("group__area", "person")
    person_id = or_not_found(by.person_id)
    return members.filter(group_id=group_id, person_id=person_id, state__in=CURRENT_STATES)


def known_as_in_group(group_id: int, by: Acting) -> str:
    """The name by which a group knows whoever `by` acts for; without one there is no such group."""
    members = Member.objects.filter(
        group_id=group_id, person_id=or_not_found(by.person_id), state__in=CURRENT_STATES
    )
    return or_not_found(members.values_list("known_as", flat=True).first())


def group_detail(group_id: int, by: Acting, *, now: datetime) -> GroupDetail:
    """For a member, with the names the others chose; for anybody, one that may be found."""
    row = or_not_found(_groups_to_read(now).filter(pk=group_id).first())
    pause = getattr(row, "live_pause", None)  # no attribute where none is joined
    members = list(_members_to_read(now).filter(group=row))
    there = [member for member in members if member.state in PLACE_STATES]
    me = next((member for member in there if member.person_id == by.person_id), None)
    if me is None and not (row.is_findable and row.state != GroupState.ENDED):
        raise NotFound("")
    if me is None:
        return GroupDetail(
            group=group_for_stranger(row, by.login_id, now=now),
            me=None,
            known_as=(),
            people=len(there),
            pause=pause,
            words=words_of_row(row),
        )
    me.group = row
    return GroupDetail(
        group=row,
        me=me,
        known_as=_names_read_by(me, members),
        people=len(members),
        pause=pause,
        newcomers=tuple(_newcomers(members) if me.is_current else ()),
        in_it=sum(each.state in CURRENT_STATES for each in members),
        not_here=frozenset(each.known_as for each in members if _is_not_here(each)),
        is_acted_for=any(each.is_acted_for for each in members),
        words=words_of_row(row),
        has_motions=row.has_motions,
        has_pictures=row.has_pictures,
        has_removals=row.has_removals,
        is_asked_to_go_on=row.is_asked_to_go_on,
    )


def _groups_to_read(now: datetime) -> QuerySet[Any]:
    """Each with the pause that stands, what became of its own words, and what there is of it."""
    live = FilteredRelation("pauses", condition=Q(pauses__ended_at__isnull=True))
    waiting = Motion.objects.filter(group=OuterRef("pk"), state=MotionState.WAITING)
    removals = Removal.objects.filter(group=OuterRef("pk"), state__in=OPEN_REMOVALS)
    asked = GroupReview.objects.filter(
        group=OuterRef("pk"), over_at__isnull=True, closes_at__gt=now
    )
    of_people = Group.objects.filter(is_solo=False)
    groups = with_words(of_people.annotate(live_pause=live), "group").annotate(
        has_motions=Exists(waiting),
        has_pictures=has_pictures("group"),
        has_removals=Exists(removals),
        is_asked_to_go_on=Exists(asked),
    )
    return groups.select_related("area", "live_pause", "live_pause__first")


def _members_to_read(now: datetime) -> QuerySet[Any]:
    """Each with whether they are away, and whether somebody acts for them."""
    acting = Representation.objects.filter(
        person=OuterRef("person"), state=RepresentationState.ACTIVE
    )
    members = Member.objects.filter(has_a_name_there(now)).annotate(
        is_away=is_away("person"), is_acted_for=Exists(acting)
    )
    return members.order_by("joined_at", "pk")


def _is_not_here(member: Any) -> bool:
    return member.state in CURRENT_STATES and (member.is_resting or member.is_away)


def _names_read_by(me: Member, members: list[Member]) -> tuple[str, ...]:
    if not me.is_current:
        return (me.known_as,)
    return tuple(
        each.known_as for each in members if not each.is_newcomer and not each.is_suspended
    )


def _newcomers(members: list[Member]) -> list[Member]:
    return [each for each in members if each.is_newcomer]


def newcomers_shown_to(detail: GroupDetail, by: Acting, *, now: datetime) -> tuple[Member, ...]:
    """Who wait for a hello, to whoever reads the others' names."""
    return detail.newcomers if may_see(by, Seen.OTHERS_WORDS, now=now) else ()


def names_in_group(group_id: int) -> list[str]:
    """As its people are called there, who came first first; nobody who waits for a hello."""
    members = Member.objects.filter(group_id=group_id, state__in=CURRENT_STATES)
    return list(members.order_by("joined_at", "pk").values_list("known_as", flat=True))


def newcomers_of_group(group_id: int) -> list[Member]:
    """Who wait for a hello, who came first first."""
    waiting = Member.objects.filter(group_id=group_id, state=MemberState.NEWCOMER)
    return list(waiting.order_by("joined_at", "pk"))


def newcomers_not_asked_about(now: datetime) -> list[int]:
    """Who have waited for their seven days, and of whom no connector has been told."""
    waiting = Member.objects.filter(
        state=MemberState.NEWCOMER,
        hello_asked_at__isnull=True,
        joined_at__lte=now - timedelta(days=HELLO_DAYS),
    )
    return list(waiting.order_by("pk").values_list("pk", flat=True))


def newcomers_for_connector(area_ids: Collection[int]) -> list[Member]:
    """Of these areas, whom nobody greeted in seven days, and no connector has answered."""
    waiting = Member.objects.filter(
        state=MemberState.NEWCOMER,
        hello_asked_at__isnull=False,
        no_hello_because="",
        group__area_id__in=area_ids,
    )
    return list(waiting.select_related("group").order_by("joined_at", "pk"))


def was_greeted(group_id: int, person_id: UUID) -> bool:
    """Has somebody of the group said hello to them, or were they there before one was needed?"""
    members = Member.objects.filter(group_id=group_id, person_id=person_id)
    greeted = Q(greeted_at__isnull=False) | Q(group__begins=GroupBeginning.HELLO)
    return members.filter(greeted, state__in=CURRENT_STATES).exists()


def group_shown_to_all(group_id: int, by: Acting, *, now: datetime) -> Shown:
    """What a newcomer agrees to; of a group that cannot be found, none before its card is shown."""
    findable = Group.objects.filter(pk=group_id, is_findable=True)
    group = findable.exclude(state=GroupState.ENDED).first()
    return group_shown(group_for_stranger(group, by.login_id, now=now)) if group else ()


def groups_of_person(
    person_id: UUID, *, state: str = "", with_waiting: bool = False
) -> list[Group]:
    """The groups a person is in, the newest first; narrowed to a state where one is named.
    `with_waiting`: also those that begin for them after a hello."""
    states = PLACE_STATES if with_waiting else CURRENT_STATES
    return list(_groups_of_person(person_id, states).filter(**lookups_with_values(state=state)))


def memberships_of_person(person_id: UUID) -> list[Member]:
    """Their places in the groups that have begun for them, by the groups' names."""
    members = Member.objects.filter(person_id=person_id, state__in=CURRENT_STATES)
    in_groups = members.filter(group__is_solo=False)
    return list(in_groups.select_related("group").order_by("group__name", "pk"))


@dataclass(frozen=True)
class GroupSummary:
    """One of a person's groups, and how many people are in it."""

    group: Group
    people: int


def group_summaries_of_person(person_id: UUID) -> list[GroupSummary]:
    """The groups a person is in, the newest first."""
    groups = _groups_of_person(person_id, PLACE_STATES)
    counted_groups = groups.annotate(people=Count("members", filter=CURRENT_MEMBERS))
    return [GroupSummary(group, group.people) for group in counted_groups]


def _groups_of_person(person_id: UUID, states: Collection[str]) -> QuerySet[Group]:
    memberships = Member.objects.filter(person_id=person_id, state__in=states)
    groups = Group.objects.filter(pk__in=memberships.values("group_id"), is_solo=False)
    return groups.order_by("-created_at", "-pk")


def member_ids(group_id: int) -> list[UUID]:
    """The persons in a group now."""
    return list(
        Member.objects.filter(group_id=group_id, state__in=CURRENT_STATES)
        .order_by("pk")
        .values_list("person_id", flat=True)
    )


def others_in_group(group_id: int, by: Acting) -> list[Member]:
    """Those in the group with whoever `by` acts for, as it knows them."""
    me = membership(group_id, by)
    members = Member.objects.filter(group_id=group_id, state__in=CURRENT_STATES)
    return list(members.exclude(pk=me.pk).select_related("person").order_by("joined_at", "pk"))


def invites_of_group(group_id: int, by: Acting, on: date) -> list[Invite]:
    """The invitations that open this group on a day, for its members to see."""
    return invites_for(membership(group_id, by), on)


def invites_for(me: Member, on: date) -> list[Invite]:
    live = Invite.objects.filter(group_id=me.group_id, stopped_at__isnull=True, ends_on__gte=on)
    return list(live.order_by("pk"))


def invite_for_member(invite_id: int, by: Acting, on: date) -> Invite:
    """One living invitation, for a member of its group."""
    invite = or_not_found(Invite.objects.select_related("group").filter(pk=invite_id).first())
    membership(invite.group_id, by)
    check_code_works(invite.ends_on, invite.stopped_at, on)
    return invite


def invite_by_code(text: str, on: date) -> Invite:
    """The invitation a code opens. Wrong, ended and stopped are refused in the same words."""
    invite = Invite.objects.select_related("group__area").filter(code=parse_code(text)).first()
    if invite is None or not is_alive(invite.group.state):
        raise no_such_code()
    check_code_works(invite.ends_on, invite.stopped_at, on)
    return invite


def member_by_paper_code(text: str) -> Member | None:
    """Whose sheet of paper this is."""
    return (
        Member.objects.select_related("group__area", "person__area")
        .filter(paper_code=parse_code(text), state__in=PLACE_STATES)
        .first()
    )


def members_of_persons(person_ids: Collection[UUID], area_ids: Collection[int]) -> list[Member]:
    """The places in groups of these persons, of those who live in one of these areas."""
    members = Member.objects.filter(
        person_id__in=person_ids, person__area_id__in=area_ids, state__in=CURRENT_STATES
    )
    return list(members.select_related("group").order_by("group__name", "pk"))
