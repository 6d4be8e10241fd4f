"""What was written between two sides."""

from datetime import datetime, timedelta

from django.db.models import (
    DurationField,
    ExpressionWrapper,
    F,
    Max,
    Q,
    QuerySet,
)

from community.conversations.models import Conversation, RelayedMessage


def messages_about(about: str) -> QuerySet[RelayedMessage]:
    """All that was written about one thing, in its order."""
    messages = RelayedMessage.objects.filter(conversation__about=about)
    return messages.order_by("sent_at", "pk")


def of_one_group() -> Q:
    """What a group's own people write to one another."""
    return Q(asking=F("asked")) & ~Q(asking="")


def messages_to_forget(now: datetime) -> list[int]:
    """What was written in a group goes message by message, for the group goes on. The words of an
    idea are kept as the idea is."""
    kept_for = ExpressionWrapper(
        F("conversation__area__words_kept_days") * timedelta(days=1), output_field=DurationField()
    )
    groups = Conversation.objects.filter(of_one_group()).exclude(about__startswith="idea:")
    old = RelayedMessage.objects.filter(conversation__in=groups, sent_at__lt=now - kept_for)
    return list(old.order_by("pk").values_list("pk", flat=True))


def conversations_to_forget(now: datetime) -> list[int]:
    """Those between two sides in which nothing was written for as long as their area keeps words.
    What was said about an offer belongs to what was agreed, and is kept as that is."""
    kept_for = ExpressionWrapper(
        F("area__words_kept_days") * timedelta(days=1), output_field=DurationField()
    )
    quiet = (
        Conversation.objects.exclude(about__startswith="offer:")
        .exclude(about__startswith="idea:")
        .annotate(last_at=Max("messages__sent_at"))
        .filter(last_at__lt=now - kept_for)
    )
    return list(quiet.order_by("pk").values_list("pk", flat=True))
