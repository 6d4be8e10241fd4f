"""A group's dates: who comes, and to one member what they said."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from community.common.clock import today
from community.common.dates import start_of_day
from community.common.refusals import or_not_found
from community.common.shared_words import Words
from community.people.acting import Acting
from community.people.rules.sight import may_see
from community.people.scope_table import Seen
from groups.models.briefs import Brief
from groups.models.gatherings import Attendance, Gathering
from groups.models.members import Member
from groups.queries.members import membership
from groups.rules.gatherings import has_begun
from groups.states import CURRENT_STATES, AttendanceState, BriefState, GatheringState

GATHERING_WORDS = (
    "title",
    "starts_at",
    "ends_at",
    "place_words",
    "is_at_home",
    "costs",
    "words",
)
SHEETS_OF_NEXT_TIMES = 4
ON_THE_GROUPS_PAGE = 3


@dataclass(frozen=True)
class Comes:
    """Somebody who said that they come, by the name they chose, and what they bring."""

    known_as: str
    brings_words: str
    is_me: bool


@dataclass(frozen=True)
class GatheringDetail:
    """One date, to one member. `coming`: those who said so, and nobody else (P119); to whoever acts
    for the member and may not read the others, the member alone; to nobody once its day is over.
    `changed_by`: empty where the name has left the group."""

    gathering: Gathering
    me: Member
    coming: tuple[Comes, ...]
    mine: Attendance | None
    changed_by: str
    has_begun: bool
    shows_words: bool

    @property
    def is_on(self) -> bool:
        return self.gathering.state == GatheringState.PLANNED

    @property
    def is_asked(self) -> bool:
        """May it be answered now?"""
        return self.is_on and not self.has_begun

    @property
    def am_coming(self) -> bool:
        return self.mine is not None and self.mine.state == AttendanceState.COMING

    @property
    def my_words(self) -> str:
        return self.mine.brings_words if self.mine else ""

    @property
    def my_state(self) -> str:
        return self.mine.state if self.mine else ""


def next_gatherings(
    group_id: int, by: Acting, *, now: datetime, at_most: int | None = None
) -> list[GatheringDetail]:
    """The dates of today and after it, also those called off, the next first; for a member."""
    return next_gatherings_for(membership(group_id, by), by, now=now, at_most=at_most)


def next_gatherings_for(
    me: Member, by: Acting, *, now: datetime, at_most: int | None = None
) -> list[GatheringDetail]:
    return _details(me, _to_come(me.group_id, now)[:at_most], by, now)


def gathering_detail(gathering_id: int, by: Acting, *, now: datetime) -> GatheringDetail:
    """One date of a group that whoever acts is in; also one that is over."""
    found = Gathering.objects.select_related("group__area", "changed_by", "listing")
    gathering = or_not_found(found.filter(pk=gathering_id).first())
    [detail] = _details(membership(gathering.group_id, by), [gathering], by, now)
    return detail


def gathering_of_group(gathering_id: int, group_id: int) -> Gathering:
    """One of this group's dates."""
    return or_not_found(Gathering.objects.filter(pk=gathering_id, group_id=group_id).first())


def briefs_of_gathering(gathering_id: int) -> list[Brief]:
    """What was asked for of the cost of one date, the newest first."""
    briefs = Brief.objects.filter(gathering_id=gathering_id).exclude(state=BriefState.CLOSED)
    return list(briefs.order_by("-created_at", "-pk"))


def gatherings_on_paper(member: Member, *, now: datetime) -> list[Gathering]:
    """The next dates that a sheet asks about."""
    planned = _to_come(member.group_id, now).filter(state=GatheringState.PLANNED)
    return list(planned.filter(starts_at__gt=now)[:SHEETS_OF_NEXT_TIMES])


def count_to_come(group_id: int, now: datetime) -> int:
    return Gathering.objects.filter(
        group_id=group_id, starts_at__gt=now, state=GatheringState.PLANNED
    ).count()


def next_times_of_person(person_id: UUID, now: datetime) -> dict[int, Gathering]:
    """{group id: the next time of it}, of the groups that have begun for somebody: whoever waits
    for a hello does not read when it meets."""
    to_come = Gathering.objects.filter(
        state=GatheringState.PLANNED,
        starts_at__gt=now,
        group__members__person_id=person_id,
        group__members__state__in=CURRENT_STATES,
    )
    first = to_come.order_by("group_id", "starts_at", "pk").distinct("group_id")
    return {each.group_id: each for each in first}


def next_date_of(person_id: UUID, now: datetime) -> Gathering | None:
    """The next time of any of their groups to which they said that they come. One statement."""
    coming = Attendance.objects.filter(
        member__person_id=person_id,
        member__state__in=CURRENT_STATES,
        state=AttendanceState.COMING,
        gathering__state=GatheringState.PLANNED,
        gathering__starts_at__gt=now,
    )
    dates = coming.select_related("gathering__group")
    first = dates.order_by("gathering__starts_at", "gathering_id").first()
    return first.gathering if first else None


def is_planned(group_id: int, title: str, starts_at: datetime, *, but: int | None = None) -> bool:
    planned = Gathering.objects.filter(
        group_id=group_id, title=title, starts_at=starts_at, state=GatheringState.PLANNED
    )
    others = planned if but is None else planned.exclude(pk=but)
    return others.exists()


def persons_coming(gathering_ids: Iterable[int]) -> list[UUID]:
    """Who said that they come to any of these, and are in the group."""
    coming = Attendance.objects.filter(
        gathering_id__in=gathering_ids,
        state=AttendanceState.COMING,
        member__state__in=CURRENT_STATES,
    )
    return sorted(set(coming.values_list("member__person_id", flat=True)))


def words_of_gathering(gathering: Gathering) -> Words:
    """What any member may change."""
    return {name: getattr(gathering, name) for name in GATHERING_WORDS}


def _to_come(group_id: int, now: datetime) -> QuerySet[Gathering]:
    gatherings = Gathering.objects.filter(group_id=group_id, starts_at__gte=_today_begins(now))
    return gatherings.select_related("changed_by").order_by("starts_at", "pk")


def _today_begins(now: datetime) -> datetime:
    return start_of_day(today(now))


def _details(
    member: Member, gatherings: Iterable[Gathering], by: Acting, now: datetime
) -> list[GatheringDetail]:
    shown = list(gatherings)
    shows_others = may_see(by, Seen.OTHERS_WORDS, now=now)
    answers = _answers_of([each.pk for each in shown])
    return [
        _detail(each, answers.get(each.pk, []), member, shows_others=shows_others, now=now)
        for each in shown
    ]


def _answers_of(gathering_ids: Collection[int]) -> dict[int, list[Attendance]]:
    answers: dict[int, list[Attendance]] = {}
    rows = Attendance.objects.filter(
        gathering_id__in=gathering_ids, member__state__in=CURRENT_STATES
    )
    for row in rows.select_related("member").order_by("member__joined_at", "member_id"):
        answers.setdefault(row.gathering_id, []).append(row)
    return answers


def _detail(
    gathering: Gathering,
    answers: list[Attendance],
    me: Member,
    *,
    shows_others: bool,
    now: datetime,
) -> GatheringDetail:
    is_past = gathering.starts_at < _today_begins(now)
    coming = tuple(
        Comes(each.member.known_as, each.brings_words, each.member_id == me.pk)
        for each in answers
        if each.state == AttendanceState.COMING and (shows_others or each.member_id == me.pk)
    )
    changed_by = gathering.changed_by
    is_named = changed_by.state in CURRENT_STATES and (shows_others or changed_by.pk == me.pk)
    return GatheringDetail(
        gathering=gathering,
        me=me,
        coming=() if is_past else coming,
        mine=next((each for each in answers if each.member_id == me.pk), None),
        changed_by=changed_by.known_as if is_named else "",
        has_begun=has_begun(gathering.starts_at, now),
        shows_words=shows_others,
    )
