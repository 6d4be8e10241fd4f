"""Steps for a group that two persons agree to, each by their own login."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from unittest.mock import patch

from django.db import connection, transaction

from community.messaging.actions.sending import send_message
from community.messaging.models import Message
from community.moderation.models import ModerationItem
from community.moderation.states import ModerationState
from community.people.acting import Acting
from groups.actions.group_words import index_group_looked_at
from groups.actions.motion_steps import STEPS
from groups.actions.motions import propose_step
from groups.models.briefs import Brief
from groups.models.decisions import Decision
from groups.models.members import Group, Member
from groups.models.motions import Motion, MotionWord
from groups.queries.brief_words import about_brief
from groups.queries.group_words import about_group
from groups.states import CURRENT_STATES, CarriedBy, MotionPurpose, MotionState
from tests.factories.how_put import put_to
from tests.factories.supply import NOW


def another_of(group_id: int, by: Acting) -> Acting | None:
    """Somebody else of the group who signs in for themselves."""
    members = Member.objects.filter(
        group_id=group_id, state__in=CURRENT_STATES, person__login__isnull=False
    ).exclude(person=by.person)
    member = members.exclude(person__login=by.login).order_by("pk").first()
    return Acting(login=member.person.login, person=member.person) if member else None


def agree_together(
    purpose: MotionPurpose, brief: Brief, by: Acting, now: datetime = NOW, **more
) -> Motion | None:
    """`by` proposes it, and another of the group agrees; alone, nobody has to."""
    motion = propose_step(
        purpose=purpose, about_id=brief.pk, how_put=put_to(by), by=by, now=now, **more
    )
    second = another_of(brief.group_id, by)
    if motion is not None and second is not None:
        propose_step(purpose=purpose, about_id=brief.pk, by=second, now=now)
    brief.refresh_from_db()
    return motion


def carry(purpose: MotionPurpose, brief: Brief, by: Acting, now: datetime = NOW) -> None:
    """As `agree_together` leaves it, with no word to anybody that it was proposed and agreed: the
    rows of two who agreed, as the database asks, and what the step does."""
    second = another_of(brief.group_id, by)
    if second is None:
        agree_together(purpose, brief, by, now)
        return
    members = {
        member.person_id: member
        for member in Member.objects.filter(
            group_id=brief.group_id, person_id__in=[by.person_id, second.person_id]
        )
    }
    motion = Motion.objects.create(
        group_id=brief.group_id,
        purpose=purpose,
        about=f"brief:{brief.pk}",
        proposed_by=members[by.person_id],
        proposed_at=now,
    )
    MotionWord.objects.bulk_create(
        MotionWord(
            motion=motion,
            member=members[each.person_id],
            login=each.login,
            agrees=True,
            named=members[each.person_id].known_as,
            given_at=now,
        )
        for each in (by, second)
    )
    motion.state, motion.carried_by, motion.ended_at = MotionState.CARRIED, CarriedBy.TWO, now
    motion.save(update_fields=["state", "carried_by", "ended_at"])
    with transaction.atomic():  # of its own where a test commits
        STEPS[purpose].do(brief, motion, by, now)
    brief.refresh_from_db()


@contextmanager
def without_savepoints() -> Iterator[None]:
    """Of a world that is made without a refusal: nothing is gone back to."""
    with patch.object(connection.features, "uses_savepoints", False):
        yield


def change_together(
    purpose: MotionPurpose, group: Group, by: Acting, now: datetime = NOW, **more
) -> Group:
    """A step about the group itself, which another of it agrees to."""
    propose_step(purpose=purpose, about_id=group.pk, how_put=put_to(by), by=by, now=now, **more)
    second = another_of(group.pk, by)
    if second is not None:
        propose_step(purpose=purpose, about_id=group.pk, by=second, now=now)
    group.refresh_from_db()
    return group


def send_together(brief: Brief, by: Acting, now: datetime = NOW) -> Brief:
    agree_together(MotionPurpose.SEND_BRIEF, brief, by, now)
    let_words_through(brief, now)
    return brief


def let_words_through(brief: Brief, now: datetime = NOW) -> None:
    """As if a connector had looked at its words; there need be none in the area."""
    _look_at(about_brief(brief), now)


def let_group_words_through(group: Group, now: datetime = NOW) -> Group:
    """The same of what a group says of itself; and it is found by that."""
    _look_at(about_group(group.pk), now)
    return index_group_looked_at(group_id=group.pk)


def _look_at(about: str, now: datetime) -> None:
    item = ModerationItem.objects.filter(about=about, state=ModerationState.WAITING)
    item.update(state=ModerationState.PASSED, looked_at=now)


def stop_together(brief: Brief, by: Acting, now: datetime = NOW) -> Brief:
    agree_together(MotionPurpose.STOP_ANSWERS, brief, by, now)
    return brief


def close_together(brief: Brief, by: Acting, now: datetime = NOW) -> Brief:
    agree_together(MotionPurpose.CLOSE_BRIEF, brief, by, now)
    return brief


def choose_together(brief: Brief, by: Acting, now: datetime = NOW, closes_on=None) -> Decision:
    """And everybody is told at once."""
    agree_together(MotionPurpose.OPEN_CHOICE, brief, by, now, last_day=closes_on)
    tell_of_choice(now)
    return brief.decisions.order_by("number").last()


def tell_of_choice(now: datetime = NOW) -> None:
    """Word that a choice has begun, or moved, has gone out to everybody it is written to."""
    waiting = Message.objects.filter(kind__in=["decision_opened", "decision_moved"], state="queued")
    for message_id in waiting.values_list("pk", flat=True):
        send_message(message_id=message_id, send=lambda message, address: None, now=now)


def end_together(group: Group, by: Acting, now: datetime = NOW, reason: str = "budgets") -> Group:
    """Two agree that it ends; what is next for each is asked."""
    return change_together(MotionPurpose.END_GROUP, group, by, now, reason=reason)
