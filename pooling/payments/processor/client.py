"""The client, and every way it can say no, put into four kinds of our own."""

import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Protocol
from uuid import UUID

import stripe
from django.conf import settings

from community.common.refusals import Unavailable
from pooling.payments.states.cards import CardFailure


class HasId(Protocol):
    id: str


class ProcessorUnavailable(Unavailable):
    """No answer that can be trusted: what was asked may or may not have happened.

    `needs_new_key` is true where the processor did answer, with a fault of its own that it will
    repeat for as long as it remembers the idempotency key.
    """

    def __init__(self, message: str, *, needs_new_key: bool = False):
        super().__init__(message)
        self.needs_new_key = needs_new_key


class CardDeclined(Exception):
    """The card's bank said no. Read the object again: it says so too."""

    def __init__(self, failure: CardFailure):
        super().__init__(failure.label)
        self.failure = failure


class StateConflict(Exception):
    """The object is not where this deed could happen: read it again."""


class ProcessorRefused(Exception):
    """It will not do this, however often it is asked. `code` is for staff, never for a person."""

    def __init__(self, code: str, about: str = ""):
        super().__init__(f"{code} {about}".strip())
        self.code, self.about = code, about


@lru_cache(maxsize=4)
def _client(key: str, base: str) -> stripe.StripeClient:
    # No retries of the library's own: whoever asks decides, having looked first.
    return stripe.StripeClient(
        key, base_addresses={"api": base} if base else {}, max_network_retries=0
    )


def stripe_client() -> stripe.StripeClient:
    """Stripe itself, or the stand-in where STRIPE_API_BASE names one."""
    return _client(settings.STRIPE_API_KEY, settings.STRIPE_API_BASE)


def is_reachable() -> bool:
    """Is there a processor at the other end at all? Any answer will do."""
    try:
        urllib.request.urlopen(settings.STRIPE_API_BASE or "https://api.stripe.com", timeout=2)
    except urllib.error.HTTPError:
        return True
    except OSError:
        return False
    return True


@contextmanager
def translate_errors() -> Iterator[None]:
    """Around every request: the library's errors become ours."""
    try:
        yield
    except stripe.CardError as error:
        raise CardDeclined(failure_of(error.code, _decline_code(error))) from error
    except stripe.IdempotencyError as error:
        if error.http_status == 409:  # the same request is still on its way
            raise ProcessorUnavailable("the processor is still busy with it") from error
        raise ProcessorRefused("idempotency_error") from error
    except stripe.InvalidRequestError as error:
        if error.code in ("payment_intent_unexpected_state", "charge_already_refunded"):
            raise StateConflict(error.code) from error
        if error.http_status == 429 or error.code == "lock_timeout":
            raise ProcessorUnavailable("the processor is busy") from error
        raise ProcessorRefused(error.code or "invalid_request", error.param or "") from error
    except (stripe.RateLimitError, stripe.APIConnectionError) as error:
        raise ProcessorUnavailable("the processor did not answer") from error
    except (stripe.AuthenticationError, stripe.PermissionError) as error:
        # Ours to mend; until then nothing happened there and nothing is anybody's failure.
        raise ProcessorUnavailable("the processor does not know our key") from error
    except stripe.StripeError as error:
        raise ProcessorUnavailable("the processor is at fault", needs_new_key=True) from error


def _decline_code(error: stripe.CardError) -> str:
    return str((getattr(error.error, "decline_code", None) if error.error else None) or "")


FAILURES = {
    "authentication_required": CardFailure.NEEDS_YES,
    "insufficient_funds": CardFailure.NOT_ENOUGH,
    "expired_card": CardFailure.CARD_ENDED,
    "payment_method_unactivated": CardFailure.CARD_ENDED,
    "capture_charge_authorization_expired": CardFailure.TAKEN_BACK,
}


def failure_of(code: str | None, decline_code: str | None) -> CardFailure:
    """Our reason for theirs. A lost or stolen card is only "the bank said no"."""
    for theirs in (code, decline_code):
        if theirs in FAILURES:
            return FAILURES[theirs]
    return CardFailure.DECLINED


def idempotency_key(command_id: UUID, verb: str, key_version: int = 0) -> stripe.RequestOptions:
    """The idempotency key of one deed of one command."""
    return {"idempotency_key": f"cp-{command_id}-{verb}-{key_version}"}


def id_of(thing: str | HasId | None) -> str:
    """The id of what the processor named, whether it sent the whole object or only that."""
    if thing is None:
        return ""
    return thing if isinstance(thing, str) else thing.id
