"""The moves of a motion, and what ends it from outside."""

from datetime import datetime

from community.people.acting import Acting
from community.people.actions.audit_lines import record_deed
from groups.models.motions import Motion
from groups.states import MOTION, MotionPurpose, MotionState


def transition_motion(
    motion: Motion, state: MotionState, *fields: str, by: Acting, now: datetime
) -> None:
    """One move of a motion whose row the caller has locked; `fields` changed with it."""
    deed = MOTION.deed_for(motion.state, state)
    motion.state, motion.ended_at = state, now
    motion.save(update_fields=["state", "ended_at", *fields])
    record_deed(by=by, deed=deed, about=motion.about, now=now)


def let_waiting_go(about: str, *purposes: MotionPurpose, by: Acting, now: datetime) -> None:
    """What was proposed is not what is there any more: whoever agreed did not agree to that."""
    waiting = Motion.objects.select_for_update(no_key=True).filter(
        about=about, state=MotionState.WAITING
    )
    if purposes:
        waiting = waiting.filter(purpose__in=purposes)
    for motion in waiting:
        transition_motion(motion, MotionState.LET_GO, by=by, now=now)


def let_all_waiting_go(group_id: int, *, by: Acting, now: datetime) -> None:
    """Whatever was proposed in a group that ends."""
    waiting = Motion.objects.select_for_update(no_key=True).filter(
        group_id=group_id, state=MotionState.WAITING
    )
    for motion in waiting.order_by("pk"):
        transition_motion(motion, MotionState.LET_GO, by=by, now=now)
