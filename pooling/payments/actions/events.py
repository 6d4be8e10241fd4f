"""What the processor tells us of its own accord: kept once, then only a reason to look."""

from datetime import datetime

from django.db import transaction
from procrastinate.contrib.django import app

from ..models import ProcessorEvent
from ..processor import Event


@transaction.atomic
def keep_event(*, event: Event, body: str, now: datetime) -> bool:
    """Store it, once for each id, and send for the worker. False when we have had it before."""
    kept, made = ProcessorEvent.objects.get_or_create(
        event_id=event.id, defaults={"kind": event.kind[:80], "body": body, "received_at": now}
    )
    if made:
        app.configure_task("pooling.payments.tasks.handle_event").defer(event_id=kept.pk)
    return made


def mark_handled(*, event_id: int, now: datetime) -> None:
    ProcessorEvent.objects.filter(pk=event_id, handled_at=None).update(handled_at=now)
