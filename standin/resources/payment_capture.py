"""Capturing what a payment intent holds, letting it go, and a hold that lapses by itself."""

from stripe.params import PaymentIntentCancelParams, PaymentIntentCaptureParams

from standin.api.call import Call
from standin.api.errors import ApiError
from standin.api.routes import route
from standin.cards import Decline
from standin.resources.charges import release_charge
from standin.resources.intent_status import CANCELABLE_STATES, IntentStatus, check_status
from standin.resources.payment_confirmation import capture_payment, fail_payment
from standin.resources.payment_methods import card_of, decline_error
from standin.store.object_store import ApiObject
from standin.store.schedule import scheduled_job


@route(
    "payment_intents.capture",
    "POST",
    "/v1/payment_intents/{intent}/capture",
    PaymentIntentCaptureParams,
)
def capture_intent(call: Call, intent_id: str) -> ApiObject:
    intent = call.get("payment_intent", intent_id, "intent")
    check_status(intent, "captured", (IntentStatus.REQUIRES_CAPTURE,))
    charge = call.get("charge", intent["latest_charge"])
    method = call.store.find(call.account, "payment_method", charge["payment_method"])
    decline = None if method is None else card_of(method).capture_decline
    if method is not None and decline is not None:
        raise _fail_capture(call, intent, charge, method, decline)
    return capture_payment(call, intent, charge)


def _fail_capture(
    call: Call, intent: ApiObject, charge: ApiObject, method: ApiObject, decline: Decline
) -> ApiError:
    """The bank takes back its yes: nothing is held any more and another card may be tried."""
    call.update(
        charge,
        failure_code=decline.code,
        failure_message=decline.message,
        paid=False,
        status="failed",
    )
    call.emit("charge.failed", charge)
    return fail_payment(call, intent, method, decline_error(decline, charge=charge["id"]))


@route(
    "payment_intents.cancel",
    "POST",
    "/v1/payment_intents/{intent}/cancel",
    PaymentIntentCancelParams,
)
def cancel_intent(call: Call, intent_id: str) -> ApiObject:
    intent = call.get("payment_intent", intent_id, "intent")
    check_status(intent, "canceled", CANCELABLE_STATES)
    return _cancel_payment(call, intent, None)


@scheduled_job("expire_hold")
def _expire_hold(call: Call, intent: ApiObject) -> None:
    if intent["status"] == IntentStatus.REQUIRES_CAPTURE:
        call.emit("charge.expired", call.get("charge", intent["latest_charge"]))
        _cancel_payment(call, intent, "automatic")


def _cancel_payment(call: Call, intent: ApiObject, reason: str | None) -> ApiObject:
    if intent["status"] == IntentStatus.REQUIRES_CAPTURE:
        charge = release_charge(call, call.get("charge", intent["latest_charge"]))
        call.emit("charge.refunded", charge)
    call.update(
        intent,
        status=IntentStatus.CANCELED,
        canceled_at=call.now,
        cancellation_reason=reason,
        amount_capturable=0,
        next_action=None,
    )
    return call.emit("payment_intent.canceled", intent)
