"""From one state of a message to the next, as the table has it."""

from datetime import datetime
from uuid import UUID

from community.audit.actions import record_deed
from community.audit.actors import Actor
from community.messaging.models import Message
from community.messaging.states import MESSAGE, MessageState


def transition_message(
    message: Message,
    state: MessageState,
    *fields: str,
    for_person: UUID | None = None,
    by: Actor,
    now: datetime,
) -> None:
    """One move of a message whose row the caller has locked; `fields` changed with it."""
    deed = MESSAGE.deed_for(message.state, state)
    message.state = state
    message.save(update_fields=["state", *fields])
    record_deed(by=by, deed=deed, about=f"message:{message.pk}", for_person=for_person, now=now)
