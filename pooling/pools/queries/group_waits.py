"""What the groups of a person wait for, beside what is asked of that person (fault J16)."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef

from groups.models.briefs import Brief
from groups.models.decisions import Decision
from groups.models.members import Group, Member
from groups.models.motions import Motion
from groups.queries.members import groups_of_person
from groups.states import BriefState, MemberState, MotionState
from pooling.pools.models.cover_choices import CoverChoice
from pooling.pools.models.pledges import Pledge, Pool
from pooling.pools.states import PAID_POOL_STATES, GroupWaitKind, PledgeState


@dataclass(frozen=True)
class GroupWait:
    """One thing that anybody of a group may do next. `about_id`: of the brief, the offer, the
    motion or the group, by its kind; `what`: the group's own words about it, where there are."""

    kind: GroupWaitKind
    group: Group
    about_id: int
    what: str = ""


def group_waits_of_person(person_id: UUID) -> list[GroupWait]:
    """Of each group that has begun for them, the newest group first."""
    groups = groups_of_person(person_id)
    waits = [*_of_briefs(groups), *_of_motions(groups), *_of_newcomers(groups)]
    places = {group.pk: place for place, group in enumerate(groups)}
    return sorted(waits, key=lambda wait: places[wait.group.pk])


def waits_of_group(group: Group) -> list[GroupWait]:
    return [*_of_briefs([group]), *_of_motions([group]), *_of_newcomers([group])]


def _of_briefs(groups: Collection[Group]) -> Iterator[GroupWait]:
    """Answers that are in with nothing being chosen; a choice from which no shared cost is open."""
    choosing = Decision.objects.filter(brief=OuterRef("pk"), closed_at__isnull=True)
    to_choose = Brief.objects.filter(group__in=groups, state=BriefState.COMPARING)
    for brief in to_choose.exclude(Exists(choosing)).select_related("group").order_by("pk"):
        yield GroupWait(GroupWaitKind.TO_CHOOSE, brief.group, brief.pk, brief.what)
    opened = Pool.objects.filter(offer__brief=OuterRef("pk"))
    chosen = Brief.objects.filter(group__in=groups, state=BriefState.DECIDED)
    for brief in chosen.exclude(Exists(opened)).select_related("group").order_by("pk"):
        yield GroupWait(GroupWaitKind.TO_OPEN, brief.group, brief.pk, brief.what)


def _of_motions(groups: Collection[Group]) -> Iterator[GroupWait]:
    motions = Motion.objects.filter(group__in=groups, state=MotionState.WAITING)
    for motion in motions.select_related("group").order_by("pk"):
        what = str(motion.get_purpose_display())
        yield GroupWait(GroupWaitKind.SECOND_WORD, motion.group, motion.pk, what)


def _of_newcomers(groups: Collection[Group]) -> Iterator[GroupWait]:
    newcomers = Member.objects.filter(group__in=groups, state=MemberState.NEWCOMER)
    for group in Group.objects.filter(pk__in=newcomers.values("group_id")).order_by("pk"):
        yield GroupWait(GroupWaitKind.HELLO, group, group.pk)


def mid_term_choices_of_person(person_id: UUID) -> list[CoverChoice]:
    """Those open in shared costs that they are still in, for each of them to answer."""
    pledges = Pledge.objects.filter(
        person_id=person_id, state=PledgeState.IN, pool__state__in=PAID_POOL_STATES
    )
    choices = CoverChoice.objects.filter(pool__in=pledges.values("pool_id"), closed_at__isnull=True)
    return list(choices.select_related("pool__group").order_by("closes_at", "pk"))
