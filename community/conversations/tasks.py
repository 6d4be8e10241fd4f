from procrastinate.contrib.django import app

from community.common import clock
from community.common.sweep import for_each
from community.conversations.actions.forgetting import forget_conversation, forget_message
from community.conversations.queries.conversations import (
    conversations_to_forget,
    messages_to_forget,
)


@app.periodic(cron="30 3 * * *")
@app.task(queueing_lock="forget_conversations", pass_context=False)
def forget_conversations(timestamp: int = 0) -> None:
    """Words go once nothing was written for as long as their area keeps them."""
    now = clock.now()
    for_each(
        "conversations to forget",
        conversations_to_forget(now),
        lambda conversation_id: forget_conversation(conversation_id=conversation_id, now=now),
    )
    for_each(
        "words of groups to forget",
        messages_to_forget(now),
        lambda message_id: forget_message(message_id=message_id, now=now),
    )
