"""What was written between two sides."""

from datetime import datetime, timedelta

from django.db.models import (
    DurationField,
    ExpressionWrapper,
    F,
    Max,
    QuerySet,
)

from community.conversations.models import Conversation, RelayedMessage


def messages_about(about: str) -> QuerySet[RelayedMessage]:
    """All that was written about one thing, in its order."""
    messages = RelayedMessage.objects.filter(conversation__about=about)
    return messages.order_by("sent_at", "pk")


def conversations_to_forget(now: datetime) -> list[int]:
    """Those between two sides in which nothing was written for as long as their area keeps words.
    What was said about an offer belongs to what was agreed, and is kept as that is."""
    kept_for = ExpressionWrapper(
        F("area__words_kept_days") * timedelta(days=1), output_field=DurationField()
    )
    quiet = (
        Conversation.objects.exclude(about__startswith="offer:")
        .annotate(last_at=Max("messages__sent_at"))
        .filter(last_at__lt=now - kept_for)
    )
    return list(quiet.order_by("pk").values_list("pk", flat=True))
