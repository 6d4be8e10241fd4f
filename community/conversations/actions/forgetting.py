"""Words go once nothing was written for as long as their area keeps them (M28)."""

from datetime import datetime

from django.db import transaction

from community.conversations.actions.writing import lock_conversation
from community.conversations.models import RelayedMessage
from community.conversations.queries.conversations import (
    conversations_to_forget,
    messages_to_forget,
)


@transaction.atomic
def forget_conversation(*, conversation_id: int, now: datetime) -> None:
    """With all in it, unless somebody wrote meanwhile."""
    conversation = lock_conversation(conversation_id)
    if conversation.pk in conversations_to_forget(now):
        conversation.delete()


@transaction.atomic
def forget_message(*, message_id: int, now: datetime) -> None:
    """One of what a group's own people wrote, once it is as old as words are kept."""
    if message_id in messages_to_forget(now):
        RelayedMessage.objects.filter(pk=message_id).delete()
