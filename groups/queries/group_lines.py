"""The groups of one person, each in a few lines: how many are in it, when it meets next, who comes,
and since when something new was written."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, F, Max

from community.conversations.models import RelayedMessage
from community.people.acting import Acting
from community.people.rules.sight import may_see
from community.people.scope_table import Seen
from groups.models.gatherings import Attendance, Gathering
from groups.models.members import Group, Member
from groups.queries.gatherings import next_times_of_person
from groups.states import CURRENT_STATES, PLACE_STATES, AttendanceState


@dataclass(frozen=True)
class GroupLine:
    """`coming`: how many said that they come to the next time; None where it meets at no time, or
    whoever acts does not read what the others said. `newest_at`: of what its people wrote, so too.
    """

    group: Group
    people: int
    next_time: Gathering | None
    coming: int | None
    newest_at: datetime | None


def group_lines(groups: Sequence[Group], by: Acting, *, now: datetime) -> list[GroupLine]:
    """Of groups that `by` acts for a member of. Four statements, however many there are."""
    ids = [group.pk for group in groups]
    reads_others = may_see(by, Seen.OTHERS_WORDS, now=now)
    sees_dates = may_see(by, Seen.GROUPS, now=now)
    next_times = next_times_of_person(by.required_person.pk, now) if sees_dates else {}
    people = _people(ids)
    coming = _coming([each.pk for each in next_times.values()]) if reads_others else {}
    newest = _newest_words(ids) if reads_others else {}
    return [
        GroupLine(
            group,
            people.get(group.pk, 0),
            (next_time := next_times.get(group.pk)),
            coming.get(next_time.pk, 0) if next_time and reads_others else None,
            newest.get(f"group:{group.pk}"),
        )
        for group in groups
    ]


def _people(group_ids: Collection[int]) -> dict[int, int]:
    members = Member.objects.filter(group_id__in=group_ids, state__in=PLACE_STATES)
    return dict(members.values_list("group_id").annotate(Count("pk")).order_by())


def _coming(gathering_ids: Collection[int]) -> dict[int, int]:
    coming = Attendance.objects.filter(
        gathering_id__in=gathering_ids,
        state=AttendanceState.COMING,
        member__state__in=CURRENT_STATES,
    )
    return dict(coming.values_list("gathering_id").annotate(Count("pk")).order_by())


def _newest_words(group_ids: Collection[int]) -> dict[str, datetime]:
    """By the side of each: "group:12"."""
    sides = [f"group:{pk}" for pk in group_ids]
    notes = RelayedMessage.objects.filter(
        conversation__about__in=sides,
        conversation__asking=F("conversation__about"),
        conversation__asked=F("conversation__about"),
    )
    return dict(notes.values_list("conversation__about").annotate(Max("sent_at")).order_by())
