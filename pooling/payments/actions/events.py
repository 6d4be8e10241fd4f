"""What the processor tells us of its own accord: kept once, then only a reason to look."""

from datetime import datetime

from django.db import transaction
from procrastinate.contrib.django import app

from pooling.payments.models.events import ProcessorEvent
from pooling.payments.processor.events import read_event


@transaction.atomic
def store_event(*, body: bytes, signature: str, now: datetime) -> bool:
    """Store it, once for each id, and send for the worker. False when we have had it before.

    Raises BadSignature, having written nothing, where the signature over these very bytes is not
    the processor's, or is older than five minutes.
    """
    event = read_event(body, signature)
    row, is_new = ProcessorEvent.objects.get_or_create(
        event_id=event.id,
        defaults={"kind": event.kind[:80], "body": body.decode(), "received_at": now},
    )
    if is_new:
        app.configure_task("pooling.payments.tasks.handle_event").defer(event_id=row.pk)
    return is_new


def mark_handled(*, event_id: int, now: datetime) -> None:
    ProcessorEvent.objects.filter(pk=event_id, handled_at=None).update(handled_at=now)
