"""What is proposed in a group, to whoever may say a word to it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet

from community.common.refusals import or_not_found
from community.messaging.queries import told_by_key
from community.people.acting import Acting
from groups.models.briefs import Brief
from groups.models.decisions import Decision
from groups.models.members import Member
from groups.models.motions import Motion, MotionWord
from groups.queries.members import membership
from groups.queries.resting import persons_not_here
from groups.rules.motions import FINAL_PURPOSES, too_few_can_act
from groups.states import CURRENT_STATES, BriefState, MotionPurpose, MotionState, OfferState


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

    @property
    def waits(self) -> bool:
        return self.motion.state == MotionState.WAITING

    @property
    def purpose_text(self) -> str:
        return str(MotionPurpose(self.motion.purpose).label)


def motion_for_member(motion_id: int, by: Acting) -> MotionDetail:
    motion = or_not_found(_motions().filter(pk=motion_id).first())
    return _detail(motion, membership(motion.group_id, by))


def waiting_motions_of_group(group_id: int, by: Acting) -> list[MotionDetail]:
    """What waits for a second word, the oldest first."""
    me = membership(group_id, by)
    return [_detail(motion, me) for motion in _motions().filter(group_id=group_id, **WAITING)]


def motions_about_brief(brief: Brief, by: Acting) -> list[MotionDetail]:
    """What was agreed last, and what waits, the oldest first."""
    me = membership(brief.group_id, by)
    motions = _motions().filter(about=f"brief:{brief.pk}")
    agreed = list(motions.filter(state=MotionState.CARRIED))[-1:]
    return [_detail(motion, me) for motion in [*agreed, *motions.filter(**WAITING)]]


def steps_to_propose(group_id: int) -> list[tuple[MotionPurpose, Brief]]:
    """The next step of each brief, where it has one and nobody has proposed it."""
    proposed = set(Motion.objects.filter(group_id=group_id, **WAITING).values_list("about"))
    briefs = Brief.objects.filter(group_id=group_id).annotate(
        live_offers=Count("offers", filter=~Q(offers__state=OfferState.WITHDRAWN)),
        is_choosing=Exists(Decision.objects.filter(brief=OuterRef("pk"), closed_at__isnull=True)),
    )
    steps = [(_next_step(brief), brief) for brief in briefs.order_by("pk")]
    return [(step, each) for step, each in steps if step and (f"brief:{each.pk}",) not in proposed]


def _next_step(brief: Any) -> MotionPurpose | None:
    if brief.state == BriefState.DRAFT:
        return MotionPurpose.SEND_BRIEF
    if brief.state == BriefState.ASKING and brief.live_offers:
        return MotionPurpose.STOP_ANSWERS
    if brief.state == BriefState.COMPARING and not brief.is_choosing:
        return MotionPurpose.OPEN_CHOICE
    return None


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
    members = list(_members(group_id).select_related("person"))
    not_here = persons_not_here(members)
    here = [each for each in members if each.person_id not in not_here]
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


def _detail(motion: Motion, me: Member | None) -> MotionDetail:
    words = list(motion.words.all())
    agreed = [word for word in words if word.agrees]
    my_word = next((word for word in words if me and word.member_id == me.pk), None)
    people, with_login = people_and_signing_in(motion.group_id)
    return MotionDetail(
        motion=motion,
        what=_what(motion),
        agreed=tuple(word.named for word in agreed),
        refused=len(words) - len(agreed),
        my_word=my_word,
        may_take_back=bool(my_word and my_word.agrees and not _is_final(motion)),
        may_be_second=too_few_can_act(people=people, with_login=with_login),
    )


def _is_final(motion: Motion) -> bool:
    return motion.state == MotionState.CARRIED and motion.purpose in FINAL_PURPOSES


def _what(motion: Motion) -> str:
    """The group's words that it is about."""
    return Brief.objects.values_list("what", flat=True).get(pk=motion.about_id)
