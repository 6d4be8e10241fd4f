"""A group that ends: to its people, and to the connector who asks after them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from community.common.clock import today
from community.common.refusals import or_not_found
from community.common.rough_counts import FEW_PEOPLE
from community.people.acting import Acting
from groups.models.endings import GroupEnding, NextStep
from groups.models.members import Group, Member
from groups.queries.members import place_in_group
from groups.queries.resting import persons_not_here
from groups.rules.endings import CONNECTORS_ARE_TOLD_AFTER, is_alive, readable_until
from groups.states import ASKS_CONNECTOR, PLACE_STATES, EndReason, GroupState

LOGGED_FOR = timedelta(days=365)
NOT_SAID = Q(kind="")
ASKS = Q(kind__in=ASKS_CONNECTOR) | ~Q(words="")


@dataclass(frozen=True)
class EndingDetail:
    """To one of its people: what they said themselves, and nobody else's."""

    ending: GroupEnding
    mine: NextStep | None

    @property
    def readable_until(self) -> date | None:
        return readable_until(self.ending.ended_at) if self.ending.ended_at else None


def ending_of_group(group_id: int) -> GroupEnding | None:
    """The one that stands."""
    endings = GroupEnding.objects.select_related("group__area")
    return endings.filter(group_id=group_id, undone_at__isnull=True).first()


def ending_of_member(member: Member, group: Group) -> EndingDetail | None:
    """The same, of a group that was read already: nothing is asked of one that does not end."""
    return None if is_alive(group.state) else ending_for_member(member)


def ending_for_member(member: Member) -> EndingDetail | None:
    ending = ending_of_group(member.group_id)
    if ending is None:
        return None
    return EndingDetail(ending, NextStep.objects.filter(ending=ending, member=member).first())


def my_ending(group_id: int, by: Acting) -> tuple[Member, EndingDetail]:
    """Also of somebody for whom the group has not begun. One that does not end is not there."""
    member = place_in_group(group_id, by)
    return member, or_not_found(ending_for_member(member))


def has_unsaid(ending: GroupEnding) -> bool:
    """Has somebody who is still in the group not said what is next for them?"""
    return _of_who_is_there().filter(NOT_SAID, ending=ending).exists()


def endings_to_close(now: datetime) -> list[int]:
    """Those in which everybody has said it, and those whose four weeks are over."""
    unsaid = _of_who_is_there().filter(NOT_SAID, ending=OuterRef("pk"))
    endings = GroupEnding.objects.filter(undone_at__isnull=True, ended_at__isnull=True)
    due = endings.filter(Q(closes_at__lte=now) | ~Exists(unsaid))
    return list(due.order_by("pk").values_list("pk", flat=True))


def endings_to_tell_of(now: datetime) -> list[int]:
    """Those of which the connectors have not been told, and have somebody to ask after."""
    endings = GroupEnding.objects.filter(undone_at__isnull=True, connectors_told_at__isnull=True)
    due = endings.filter(
        Q(ended_at__isnull=False) | Q(began_at__lte=now - CONNECTORS_ARE_TOLD_AFTER)
    )
    return [each.pk for each in due.order_by("pk") if _for_connector(now, Q(ending=each))]


def next_steps_for_connector(area_ids: Collection[int], now: datetime) -> list[NextStep]:
    """In these areas: who asks for somebody, and who was not reached, until somebody has spoken to
    them. While it is being asked, nobody is looked for in its first two weeks, nor who rests."""
    return _for_connector(now, Q(ending__group__area_id__in=area_ids))


def next_step_for_connector(
    next_step_id: int, area_ids: Collection[int], now: datetime
) -> NextStep:
    steps = _for_connector(now, Q(pk=next_step_id, ending__group__area_id__in=area_ids))
    return or_not_found(steps[0] if steps else None)


def _for_connector(now: datetime, which: Q) -> list[NextStep]:
    waited = Q(ending__began_at__lte=now - CONNECTORS_ARE_TOLD_AFTER)
    not_reached = NOT_SAID & (Q(ending__ended_at__isnull=False) | waited)
    standing = _of_who_is_there().filter(
        which, ASKS | not_reached, ending__undone_at__isnull=True, spoken_at__isnull=True
    )
    steps = list(
        standing.select_related("ending__group__area", "member__person").order_by("ending", "pk")
    )
    not_here = persons_not_here([each.member for each in steps])
    return [
        each
        for each in steps
        if each.kind or each.ending.ended_at or each.member.person_id not in not_here
    ]


@dataclass(frozen=True)
class EndedGroups:
    """How many groups ended for one reason; `count` is None for a few, of whom it could be told
    who they are."""

    reason: EndReason
    count: int | None


def ended_groups_counted(area_ids: Collection[int], now: datetime) -> list[EndedGroups]:
    """What these areas log of groups that ended in the last twelve months, and why, in the order
    of the list of reasons (M43)."""
    ended = GroupEnding.objects.filter(
        group__area_id__in=area_ids,
        undone_at__isnull=True,
        ended_at__gt=now - LOGGED_FOR,
        ended_at__lte=now,
    )
    counts = dict(ended.values_list("reason").annotate(count=Count("pk")))
    return [
        EndedGroups(reason, count if count >= FEW_PEOPLE else None)
        for reason in EndReason
        if (count := counts.get(reason, 0))
    ]


def groups_to_release(now: datetime) -> list[int]:
    """Ended, and read for twelve months, with people still in them."""
    ended = GroupEnding.objects.filter(
        undone_at__isnull=True, ended_at__isnull=False, group__state=GroupState.ENDED
    )
    there = Member.objects.filter(group_id=OuterRef("group_id"), state__in=PLACE_STATES)
    with_people = ended.filter(Exists(there)).order_by("pk")
    return [each.group_id for each in with_people if _is_over(each, now)]


def _is_over(ending: GroupEnding, now: datetime) -> bool:
    return ending.ended_at is not None and today(now) > readable_until(ending.ended_at)


def _of_who_is_there() -> QuerySet[NextStep]:
    return NextStep.objects.filter(member__state__in=PLACE_STATES)
