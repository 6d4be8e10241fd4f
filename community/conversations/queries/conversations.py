"""What was written between two sides."""

from django.db.models import QuerySet

from community.conversations.models import RelayedMessage


def messages_about(about: str) -> QuerySet[RelayedMessage]:
    """All that was written about one thing, in its order."""
    messages = RelayedMessage.objects.filter(conversation__about=about)
    return messages.order_by("sent_at", "pk")
