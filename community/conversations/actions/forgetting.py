"""Words go once nothing was written for as long as their area keeps them (M28)."""

from datetime import datetime

from django.db import transaction

from community.conversations.actions.writing import lock_conversation
from community.conversations.queries.conversations import conversations_to_forget


@transaction.atomic
def forget_conversation(*, conversation_id: int, now: datetime) -> None:
    """With all in it, unless somebody wrote meanwhile."""
    conversation = lock_conversation(conversation_id)
    if conversation.pk in conversations_to_forget(now):
        conversation.delete()
