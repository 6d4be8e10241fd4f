"""What the groups of a person wait for, beside what is asked of that person (fault J16)."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Exists, OuterRef, Q

from groups.models.briefs import Brief
from groups.models.decisions import Decision
from groups.models.members import Group, Member
from groups.models.motions import Motion
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


def waits_of_groups(groups: Sequence[Group]) -> list[GroupWait]:
    """What each of them waits for, in the order in which they are given."""
    waits = [*_of_briefs(groups), *_of_motions(groups), *_of_newcomers(groups)]
    places = {group.pk: place for place, group in enumerate(groups)}
    return sorted(waits, key=lambda wait: places[wait.group.pk])


def _of_briefs(groups: Collection[Group]) -> Iterator[GroupWait]:
    """Answers that are in with nothing being chosen; a choice from which no shared cost is open."""
    choosing = Decision.objects.filter(brief=OuterRef("pk"), closed_at__isnull=True)
    opened = Pool.objects.filter(offer__brief=OuterRef("pk"))
    to_choose = Q(state=BriefState.COMPARING) & ~Exists(choosing)
    to_open = Q(state=BriefState.DECIDED) & ~Exists(opened)
    briefs = Brief.objects.filter(to_choose | to_open, group__in=groups).select_related("group")
    for brief in briefs.order_by("state", "pk"):
        kind = (
            GroupWaitKind.TO_CHOOSE
            if brief.state == BriefState.COMPARING
            else GroupWaitKind.TO_OPEN
        )
        yield GroupWait(kind, brief.group, brief.pk, brief.what)


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
