"""What a lead may have to hear of: read when somebody writes or stops, and kept nowhere."""

from datetime import datetime

from community.conversations.models import Conversation, MemberBlock
from community.conversations.rules.flags import FirstWords


def began(conversation: Conversation) -> bool | None:
    """Was it the side that asks that wrote first? None where nothing was written."""
    messages = conversation.messages.order_by("sent_at", "pk")
    return messages.values_list("is_from_asking", flat=True).first()


def first_words_to_people(conversation: Conversation) -> list[FirstWords]:
    """Of the person who asks in this conversation, to each group to which they wrote first. What
    is asked of a provider is no word to people."""
    others = Conversation.objects.filter(
        person_id=conversation.required_person_id, asked__startswith="group:"
    )
    return [FirstWords(each.asked, each.begun_at) for each in others.order_by("pk") if began(each)]


def stops_by(login_id: int | None) -> list[datetime]:
    """When these hands stopped others' ways to somebody for whom they act."""
    if login_id is None:
        return []
    blocks = MemberBlock.objects.filter(blocked_by_id=login_id).exclude(person__login_id=login_id)
    closed = Conversation.objects.filter(closed_by_id=login_id, closed_by_asking_at__isnull=False)
    closed = closed.filter(person__isnull=False).exclude(person__login_id=login_id)
    return [
        *blocks.values_list("blocked_at", flat=True),
        *(each.closed_by_asking_at for each in closed if each.closed_by_asking_at),
    ]
