"""Dates on which a group meets, each added through its action."""

from datetime import datetime, timedelta

from community.people.acting import Acting
from groups.actions.gatherings import plan_gatherings, say_attendance
from groups.models.gatherings import Attendance, Gathering
from groups.models.members import Group
from groups.rules.gatherings import GatheringPlan, InTurn, Repeats

from .supply import NOW

NEXT_TUESDAY = datetime.fromisoformat("2027-05-11T10:30:00+01:00")


def make_plan(**words) -> GatheringPlan:
    return GatheringPlan(
        **{
            "title": "Museum coffee morning",
            "starts_at": NEXT_TUESDAY,
            "ends_at": words.get("starts_at", NEXT_TUESDAY) + timedelta(hours=2),
            "place_words": "The learning room",
            **words,
        }
    )


def make_gathering(group: Group, by: Acting, now=NOW, **words) -> Gathering:
    [gathering] = plan_gatherings(group_id=group.pk, plan=make_plan(**words), by=by, now=now)
    return gathering


def make_month(group: Group, by: Acting, now=NOW) -> list[Gathering]:
    """Three free outings, and a hired room in the fourth week."""
    room = InTurn(every=4, title="The hired room", place_words="Room 2", costs=True)
    return plan_gatherings(
        group_id=group.pk, plan=make_plan(), repeats=Repeats(1, 4, room), by=by, now=now
    )


def say_coming(gathering: Gathering, by: Acting, coming=True, now=NOW, **words) -> Attendance:
    return say_attendance(gathering_id=gathering.pk, coming=coming, by=by, now=now, **words)
