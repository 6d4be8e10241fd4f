"""What is proposed in a group, to whoever may say a word to it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from community.common.refusals import or_not_found
from community.common.shown import Shown, digest_of
from community.messaging.queries.messages import told_by_key
from community.people.acting import Acting
from community.people.queries.life_events import is_away
from groups.models.briefs import Brief, BriefRewording
from groups.models.decisions import Decision
from groups.models.members import Group, Member
from groups.models.motions import Motion, MotionWord
from groups.queries.members import member_ids, membership
from groups.queries.motion_subjects import (
    Subject,
    about_of,
    motion_shown,
    step_shown,
    subject_of,
    words_of,
)
from groups.queries.resting import persons_not_here
from groups.rules.endings import is_alive
from groups.rules.motions import FINAL_PURPOSES, NEVER_BY_WAITING, too_few_can_act, version_of
from groups.states import (
    CURRENT_STATES,
    GROUP_PURPOSES,
    BriefState,
    GroupBeginning,
    GroupState,
    MotionPurpose,
    MotionState,
    OfferState,
)
from groups.wording import when_done_text


def needs_second_text(group_id: int, purpose: str = "") -> str:
    """Before the press: that it needs somebody else; nothing where there is nobody else."""
    people = len(member_ids(group_id))
    return second_word_text(Group.objects.get(pk=group_id), people, purpose)


def second_word_text(group: Group, people: int, purpose: str = "") -> str:
    """The same, of a group that was read with how many are in it."""
    by_waiting = is_alive(group.state) and purpose not in NEVER_BY_WAITING
    return when_done_text(people, group.area_id, by_waiting=by_waiting) if people > 1 else ""


@dataclass(frozen=True)
class MotionDetail:
    """One motion to a member, or to a connector (who has no `my_word`)."""

    motion: Motion
    what: str  # the group's own words about it
    agreed: tuple[str, ...]  # by the names they chose
    refused: int
    my_word: MotionWord | None
    may_take_back: bool
    may_be_second: bool
    shown: Shown  # what somebody agrees to who agrees

    @property
    def waits(self) -> bool:
        return self.motion.state == MotionState.WAITING

    @property
    def digest(self) -> str:
        return digest_of(self.shown)

    @property
    def version(self) -> str:
        return version_of(self.digest)

    @property
    def brief_id(self) -> int | None:
        is_about_group = self.motion.purpose in GROUP_PURPOSES
        return None if is_about_group else self.motion.about_id

    @property
    def purpose_text(self) -> str:
        return str(MotionPurpose(self.motion.purpose).label)


def motion_for_member(motion_id: int, by: Acting) -> MotionDetail:
    motion = or_not_found(_motions().filter(pk=motion_id).first())
    return _detail(motion, membership(motion.group_id, by))


def waiting_motions_of_group(group_id: int, by: Acting) -> list[MotionDetail]:
    """What waits for a second word, the oldest first."""
    return waiting_motions_for(membership(group_id, by))


def waiting_motions_for(me: Member) -> list[MotionDetail]:
    motions = _motions().filter(group_id=me.group_id, **WAITING)
    return [_detail(motion, me) for motion in motions]


def motions_about_brief(brief: Brief, by: Acting) -> list[MotionDetail]:
    me = membership(brief.group_id, by)
    return motions_for_member(brief, me, people_and_signing_in(brief.group_id))


def motions_for_member(
    brief: Brief, me: Member, people: tuple[int, int] | None = None
) -> list[MotionDetail]:
    """What was agreed last, and what waits, the oldest first. `people`: in the group, as they
    were counted already."""
    states = (MotionState.CARRIED, MotionState.WAITING)
    motions = list(_motions().filter(about=f"brief:{brief.pk}", state__in=states))
    agreed = [motion for motion in motions if motion.state == MotionState.CARRIED][-1:]
    waiting = [motion for motion in motions if motion.state == MotionState.WAITING]
    return [_detail(motion, me, subject=brief, people=people) for motion in [*agreed, *waiting]]


@dataclass(frozen=True)
class StepToPropose:
    """`about_id`: of the group, or of one of its briefs; `what`: its own words."""

    purpose: MotionPurpose
    about_id: int
    what: str
    shown: Shown


def steps_to_propose(group_id: int) -> list[StepToPropose]:
    """What somebody of the group may propose now, and nobody has; that it ends has a page of its
    own, for its reason."""
    waiting = Motion.objects.filter(group_id=group_id, **WAITING)
    proposed = set(waiting.values_list("purpose", "about"))
    briefs = Brief.objects.filter(group_id=group_id).annotate(
        live_offers=Count("offers", filter=~Q(offers__state=OfferState.WITHDRAWN)),
        is_written_anew=Exists(BriefRewording.objects.filter(brief=OuterRef("pk"))),
        is_choosing=Exists(Decision.objects.filter(brief=OuterRef("pk"), closed_at__isnull=True)),
    )
    group = Group.objects.get(pk=group_id)
    steps: list[tuple[MotionPurpose, Subject]] = [
        (step, brief)
        for brief in briefs.order_by("pk")
        if is_alive(group.state)
        for step in _steps_of_brief(brief)
    ]
    steps += [(step, group) for step in steps_of_group(group)]
    return [
        StepToPropose(step, about.pk, words_of(about), step_shown(step, about))
        for step, about in steps
        if (step, about_of(about)) not in proposed
    ]


def steps_of_group(group: Group) -> list[MotionPurpose]:
    """Of the group itself: the other way about. A group that nobody finds is neither opened nor
    closed to who finds it; one that ends goes on, or begins again, and nothing else."""
    if group.state == GroupState.ENDING:
        return [MotionPurpose.KEEP_GROUP]
    if group.state == GroupState.ENDED:
        return [MotionPurpose.BEGIN_AGAIN]
    is_hello = group.begins == GroupBeginning.HELLO
    steps = [MotionPurpose.BEGIN_AT_ONCE if is_hello else MotionPurpose.HELLO_FIRST]
    if group.is_findable and group.state == GroupState.FORMING:
        steps.append(MotionPurpose.CLOSE_GROUP)
    if group.is_findable and group.state == GroupState.FULL:
        steps.append(MotionPurpose.OPEN_GROUP)
    return steps


def _steps_of_brief(brief: Any) -> list[MotionPurpose]:
    if brief.is_choosing or brief.state in (BriefState.DECIDED, BriefState.CLOSED):
        return []
    steps = [MotionPurpose.CLOSE_BRIEF]
    if brief.state == BriefState.DRAFT:
        steps.insert(0, MotionPurpose.SEND_BRIEF)
    if brief.state == BriefState.ASKING and brief.live_offers:
        steps.insert(0, MotionPurpose.STOP_ANSWERS)
    if brief.state == BriefState.ASKING and brief.is_written_anew:
        steps.insert(0, MotionPurpose.SEND_CHANGES)
    if brief.state == BriefState.COMPARING:
        steps.insert(0, MotionPurpose.OPEN_CHOICE)
    return steps


def motions_of_person(by: Acting) -> list[MotionDetail]:
    """What waits in the groups of whoever `by` acts for."""
    members = {
        each.group_id: each
        for each in Member.objects.filter(person=by.person, state__in=CURRENT_STATES)
    }
    motions = _motions().filter(group_id__in=members, **WAITING)
    return [_detail(motion, members[motion.group_id]) for motion in motions]


def motions_for_connector(area_ids: Collection[int]) -> list[MotionDetail]:
    """What waits in groups of these areas where too few can act for themselves (P39)."""
    motions = _motions().filter(group__area_id__in=area_ids, **WAITING)
    details = [_detail(motion, None) for motion in motions]
    return [each for each in details if each.may_be_second]


def motion_for_connector(motion_id: int, area_ids: Collection[int]) -> MotionDetail:
    motion = _motions().filter(pk=motion_id, group__area_id__in=area_ids).first()
    detail = _detail(or_not_found(motion), None)
    return or_not_found(detail if detail.may_be_second else None)


def waiting_motion_ids() -> list[int]:
    return list(Motion.objects.filter(**WAITING).order_by("pk").values_list("pk", flat=True))


def people_and_signing_in(group_id: int) -> tuple[int, int]:
    """How many are in a group; and how many of them are here, and sign in for themselves."""
    members = list(_members(group_id).select_related("person").annotate(is_away=is_away("person")))
    here = [each for each in members if not (each.is_resting or each.is_away)]
    return len(members), sum(each.person.login_id is not None for each in here)


def others_told_at(motion: Motion) -> list[datetime | None]:
    """When each of the others was told of it: not who is not here, nor who could not be told."""
    members = list(_members(motion.group_id).exclude(pk=motion.proposed_by_id))
    not_here = persons_not_here(members)
    keys = [
        proposed_key(motion, each.person_id)
        for each in members
        if each.person_id not in not_here and each.joined_at <= motion.proposed_at
    ]
    told = told_by_key(keys)
    return [told[key].at if key in told else None for key in keys if not _is_lost(told.get(key))]


def proposed_key(motion: Motion, person_id: UUID) -> str:
    return f"motion:{motion.pk}:proposed:{person_id}"


WAITING = {"state": MotionState.WAITING}


def _is_lost(told: object) -> bool:
    return bool(getattr(told, "is_lost", False))


def _members(group_id: int) -> QuerySet[Member]:
    return Member.objects.filter(group_id=group_id, state__in=CURRENT_STATES)


def _motions() -> QuerySet[Motion]:
    words = Prefetch("words", MotionWord.objects.order_by("pk"))
    motions = Motion.objects.select_related("group__area", "proposed_by").prefetch_related(words)
    return motions.order_by("pk")


def _detail(
    motion: Motion,
    me: Member | None,
    *,
    subject: Subject | None = None,
    people: tuple[int, int] | None = None,
) -> MotionDetail:
    words = list(motion.words.all())
    agreed = [word for word in words if word.agrees]
    my_word = next((word for word in words if me and word.member_id == me.pk), None)
    count, with_login = people or people_and_signing_in(motion.group_id)
    subject = subject or subject_of(motion)
    return MotionDetail(
        motion=motion,
        what=words_of(subject),
        agreed=tuple(word.named for word in agreed),
        refused=len(words) - len(agreed),
        my_word=my_word,
        may_take_back=bool(my_word and my_word.agrees and not _is_final(motion)),
        may_be_second=too_few_can_act(people=count, with_login=with_login),
        shown=motion_shown(motion, subject),
    )


def _is_final(motion: Motion) -> bool:
    return motion.state == MotionState.CARRIED and motion.purpose in FINAL_PURPOSES
