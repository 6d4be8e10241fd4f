"""What the processor tells us of its own accord, once its signature has been checked."""

from dataclasses import dataclass

import stripe
from django.conf import settings


class BadSignature(Exception):
    """Not from the processor, or too old to be: nothing in it may be read."""


@dataclass(frozen=True)
class SignedEvent:
    id: str
    kind: str


def read_event(body: bytes, signature: str) -> SignedEvent:
    try:
        event = stripe.Webhook.construct_event(body, signature, settings.STRIPE_WEBHOOK_SECRET)
        is_live = bool(event.livemode)
    except (ValueError, AttributeError, stripe.SignatureVerificationError) as error:
        raise BadSignature from error
    if is_live is not settings.STRIPE_API_KEY.startswith(("sk_live_", "rk_live_")):
        raise BadSignature("a test event where money is real, or the other way round")
    return SignedEvent(id=event.id, kind=event.type)
