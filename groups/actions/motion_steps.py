"""What each motion does when it is agreed, what rests on it then, and how it is taken back."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

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
from groups.models.briefs import Brief
from groups.models.decisions import Ballot, Decision
from groups.models.motions import Motion
from groups.models.offers import Offer
from groups.queries.decisions import is_choosing
from groups.states import BriefState, MotionPurpose


@dataclass(frozen=True)
class MotionStep:
    """Of a brief whose row is locked: `is_done` already, whether it may be done now (else it is
    refused), the doing of it, and the way back until something `rests` on it."""

    is_done: Callable[[Brief], bool]
    check: Callable[[Brief, Motion, datetime], None]
    do: Callable[[Brief, Motion, Acting, datetime], None]
    rests: Callable[[Brief], bool]
    undo: Callable[[Brief, Acting, datetime], None]


def _open(brief: Brief, motion: Motion, by: Acting, now: datetime) -> None:
    open_decision(brief, closes_on=motion.last_day, by=by, now=now)


def _open_choice(brief: Brief) -> Decision:
    return Decision.objects.select_for_update(no_key=True).get(brief=brief, closed_at__isnull=True)


def _is_answered(brief: Brief) -> bool:
    """Or over: then there is nothing to take back."""
    answered = Ballot.objects.filter(decision__brief=brief, decision__closed_at__isnull=True)
    return answered.exists() or not is_choosing(brief.pk)


STEPS = {
    MotionPurpose.SEND_BRIEF: MotionStep(
        is_done=lambda brief: brief.state == BriefState.ASKING,
        check=lambda brief, _motion, now: check_can_publish(brief, now),
        do=lambda brief, _motion, by, now: publish_brief(brief, by=by, now=now),
        rests=lambda brief: (
            brief.state != BriefState.ASKING or Offer.objects.filter(brief=brief).exists()
        ),
        undo=lambda brief, by, now: unsend_brief(brief, by=by, now=now),
    ),
    MotionPurpose.STOP_ANSWERS: MotionStep(
        is_done=lambda brief: brief.state == BriefState.COMPARING,
        check=lambda brief, _motion, _now: check_can_stop(brief),
        do=lambda brief, _motion, by, now: stop_taking_answers(brief, by=by, now=now),
        rests=lambda brief: (
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
        rests=lambda _brief: True,
        undo=lambda _brief, _by, _now: None,
    ),
}
