"""What each motion does when it is agreed, what rests on it then, and how it is taken back."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from community.people.acting import Acting
from groups.actions.briefs import (
    check_can_close,
    check_can_publish,
    check_can_stop,
    close_brief,
    publish_brief,
    stop_taking_answers,
    take_answers_again,
    unsend_brief,
)
from groups.actions.decisions import check_can_begin, open_decision, take_back_decision
from groups.actions.endings import (
    begin_again,
    begin_ending,
    check_can_end,
    keep_group,
    may_begin_again,
)
from groups.actions.openness import open_to_finders, openness, set_beginning
from groups.actions.rewordings import check_can_send_changes, send_changes
from groups.models.briefs import Brief
from groups.models.decisions import Ballot, Decision
from groups.models.members import Group, Member
from groups.models.motions import Motion
from groups.models.offers import Offer
from groups.queries.decisions import is_choosing
from groups.queries.rewordings import is_written_anew
from groups.rules.endings import check_may_begin_again, is_alive
from groups.rules.motions import SETTLES_AFTER
from groups.states import GROUP, BriefState, GroupBeginning, GroupState, MotionPurpose


@dataclass(frozen=True)
class MotionStep[Subject: (Brief, Group)]:
    """Of a brief or a group whose row is locked: `is_done` already, whether it may be done now
    (else it is refused), the doing of it, and the way back until something `rests` on it."""

    is_done: Callable[[Subject], bool]
    check: Callable[[Subject, Motion, datetime], None]
    do: Callable[[Subject, Motion, Acting, datetime], None]
    rests: Callable[[Subject, Motion, datetime], bool]
    undo: Callable[[Subject, Acting, datetime], None]


def _open(brief: Brief, motion: Motion, by: Acting, now: datetime) -> None:
    open_decision(brief, closes_on=motion.last_day, by=by, now=now)


def _open_choice(brief: Brief) -> Decision:
    return Decision.objects.select_for_update(no_key=True).get(brief=brief, closed_at__isnull=True)


def _is_answered(brief: Brief, _motion: Motion, _now: datetime) -> bool:
    """Or over: then there is nothing to take back."""
    answered = Ballot.objects.filter(decision__brief=brief, decision__closed_at__isnull=True)
    return answered.exists() or not is_choosing(brief.pk)


def _opening(*, is_open: bool) -> MotionStep[Group]:
    state = openness(is_open=is_open)
    return MotionStep(
        is_done=lambda group: group.state == state,
        check=lambda group, _motion, _now: GROUP.check(group.state, state),
        do=lambda group, _motion, by, now: open_to_finders(group, is_open=is_open, by=by, now=now),
        rests=lambda group, motion, now: (
            group.state != state or _has_settled(motion, now) or _came_in_since(motion)
        ),
        undo=lambda group, by, now: open_to_finders(group, is_open=not is_open, by=by, now=now),
    )


def _beginning(begins: GroupBeginning, before: GroupBeginning) -> MotionStep[Group]:
    return MotionStep(
        is_done=lambda group: group.begins == begins,
        check=lambda _group, _motion, _now: None,
        do=lambda group, _motion, by, now: set_beginning(group, begins, by=by, now=now),
        rests=lambda group, motion, now: (
            group.begins != begins or _has_settled(motion, now) or _came_in_since(motion)
        ),
        undo=lambda group, by, now: set_beginning(group, before, by=by, now=now),
    )


def _has_settled(motion: Motion, now: datetime) -> bool:
    """A group lives by it: what two agreed a week ago, one of them does not turn round alone."""
    return motion.ended_at is not None and now >= motion.ended_at + SETTLES_AFTER


def _came_in_since(motion: Motion) -> bool:
    return Member.objects.filter(
        group_id=motion.group_id, joined_at__gt=motion.ended_at or motion.proposed_at
    ).exists()


STEPS: dict[MotionPurpose, MotionStep[Any]] = {
    MotionPurpose.OPEN_GROUP: _opening(is_open=True),
    MotionPurpose.CLOSE_GROUP: _opening(is_open=False),
    MotionPurpose.HELLO_FIRST: _beginning(GroupBeginning.HELLO, before=GroupBeginning.OPEN),
    MotionPurpose.BEGIN_AT_ONCE: _beginning(GroupBeginning.OPEN, before=GroupBeginning.HELLO),
    MotionPurpose.END_GROUP: MotionStep(
        is_done=lambda group: not is_alive(group.state),
        check=lambda group, _motion, _now: check_can_end(group),
        do=lambda group, motion, by, now: begin_ending(group, motion.reason, by=by, now=now),
        rests=lambda group, _motion, _now: group.state != GroupState.ENDING,
        undo=lambda group, by, now: keep_group(group, by=by, now=now),
    ),
    MotionPurpose.KEEP_GROUP: MotionStep(  # final: it can be ended again
        is_done=lambda group: is_alive(group.state),
        check=lambda _group, _motion, _now: None,
        do=lambda group, _motion, by, now: keep_group(group, by=by, now=now),
        rests=lambda _group, _motion, _now: True,
        undo=lambda _group, _by, _now: None,
    ),
    MotionPurpose.BEGIN_AGAIN: MotionStep(  # final, as above
        is_done=lambda group: is_alive(group.state),
        check=lambda group, _motion, now: check_may_begin_again(may_begin_again(group, now)),
        do=lambda group, motion, by, now: begin_again(group, motion, by=by, now=now),
        rests=lambda _group, _motion, _now: True,
        undo=lambda _group, _by, _now: None,
    ),
    MotionPurpose.SEND_BRIEF: MotionStep(
        is_done=lambda brief: brief.state == BriefState.ASKING,
        check=lambda brief, _motion, now: check_can_publish(brief, now),
        do=lambda brief, _motion, by, now: publish_brief(brief, by=by, now=now),
        rests=lambda brief, _motion, _now: (
            brief.state != BriefState.ASKING or Offer.objects.filter(brief=brief).exists()
        ),
        undo=lambda brief, by, now: unsend_brief(brief, by=by, now=now),
    ),
    MotionPurpose.SEND_CHANGES: MotionStep(  # final: whoever may answer has been told
        is_done=lambda brief: not is_written_anew(brief),
        check=lambda brief, _motion, now: check_can_send_changes(brief, now),
        do=lambda brief, _motion, by, now: send_changes(brief, by=by, now=now),
        rests=lambda _brief, _motion, _now: True,
        undo=lambda _brief, _by, _now: None,
    ),
    MotionPurpose.STOP_ANSWERS: MotionStep(
        is_done=lambda brief: brief.state == BriefState.COMPARING,
        check=lambda brief, _motion, _now: check_can_stop(brief),
        do=lambda brief, _motion, by, now: stop_taking_answers(brief, by=by, now=now),
        rests=lambda brief, _motion, _now: (
            brief.state != BriefState.COMPARING or Decision.objects.filter(brief=brief).exists()
        ),
        undo=lambda brief, by, now: take_answers_again(brief, by=by, now=now),
    ),
    MotionPurpose.OPEN_CHOICE: MotionStep(
        is_done=lambda brief: is_choosing(brief.pk),
        check=lambda brief, motion, now: check_can_begin(brief, motion.last_day, now),
        do=_open,
        rests=_is_answered,
        undo=lambda brief, by, now: take_back_decision(_open_choice(brief), by=by, now=now),
    ),
    MotionPurpose.CLOSE_BRIEF: MotionStep(  # final
        is_done=lambda brief: brief.state == BriefState.CLOSED,
        check=lambda brief, _motion, _now: check_can_close(brief),
        do=lambda brief, _motion, by, now: close_brief(brief, by=by, now=now),
        rests=lambda _brief, _motion, _now: True,
        undo=lambda _brief, _by, _now: None,
    ),
}
