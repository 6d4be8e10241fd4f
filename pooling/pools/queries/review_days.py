"""Whose money is looked at soon, and who has not been told (fault C9)."""

from datetime import date, timedelta

from community.messaging.models import Message
from pooling.pools.models.pledges import MoneySource

REMIND_BEFORE = timedelta(days=14)


def review_key(source_id: int, review_on: date) -> str:
    """The key of the message that tells of it: it is told once."""
    return f"source:{source_id}:review:{review_on.isoformat()}"


def sources_to_remind_of(on: date) -> list[int]:
    """The ids of money whose day is within two weeks, of which its person was not told."""
    sources = MoneySource.objects.filter(
        ended_at__isnull=True, review_on__gte=on, review_on__lte=on + REMIND_BEFORE
    )
    keys = {review_key(pk, day): pk for pk, day in sources.values_list("pk", "review_on") if day}
    told = Message.objects.filter(key__in=keys).values_list("key", flat=True)
    return sorted(keys[key] for key in keys.keys() - set(told))
