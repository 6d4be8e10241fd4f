"""The states of payment intents and setup intents."""

from enum import StrEnum

from standin.api.errors import invalid_request
from standin.store.object_store import ApiObject, public_copy


class IntentStatus(StrEnum):
    REQUIRES_PAYMENT_METHOD = "requires_payment_method"
    REQUIRES_CONFIRMATION = "requires_confirmation"
    REQUIRES_ACTION = "requires_action"
    REQUIRES_CAPTURE = "requires_capture"
    SUCCEEDED = "succeeded"
    CANCELED = "canceled"


CONFIRMABLE_STATES = (
    IntentStatus.REQUIRES_PAYMENT_METHOD,
    IntentStatus.REQUIRES_CONFIRMATION,
    IntentStatus.REQUIRES_ACTION,
)
CANCELABLE_STATES = (*CONFIRMABLE_STATES, IntentStatus.REQUIRES_CAPTURE)


def check_status(payment_intent: ApiObject, verb: str, states: tuple[IntentStatus, ...]) -> None:
    """`verb` as in "could not be captured"."""
    if payment_intent["status"] not in states:
        raise invalid_request(
            f"This PaymentIntent could not be {verb} because it has a status of"
            f" {payment_intent['status']}. Only a PaymentIntent with one of the following statuses"
            f" may be {verb}: {', '.join(states)}.",
            code="payment_intent_unexpected_state",
            payment_intent=public_copy(payment_intent),
        )
