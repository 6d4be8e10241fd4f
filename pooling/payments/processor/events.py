"""What the processor tells us of its own accord, once its signature has been checked."""

from dataclasses import dataclass

import stripe
from django.conf import settings


class NotSigned(Exception):
    """Not from the processor, or too old to be: nothing in it may be read."""


@dataclass(frozen=True)
class Event:
    """`object_id` names what to read again; the rest of the body is not believed."""

    id: str
    kind: str
    object_id: str
    parent_id: str = ""  # the payment intent of a charge or a refund


def read_event(body: bytes, signature: str) -> Event:
    try:
        found = stripe.Webhook.construct_event(body, signature, settings.STRIPE_WEBHOOK_SECRET)
        thing = found.data.object
        is_live = bool(found.livemode)
    except (ValueError, AttributeError, stripe.SignatureVerificationError) as error:
        raise NotSigned from error
    if is_live is not settings.STRIPE_API_KEY.startswith(("sk_live_", "rk_live_")):
        raise NotSigned("a test event where money is real, or the other way round")
    return Event(
        id=found.id,
        kind=found.type,
        object_id=getattr(thing, "id", None) or "",
        parent_id=getattr(thing, "payment_intent", None) or "",
    )
