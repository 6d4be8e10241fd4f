"""Capturing what a payment intent holds, letting it go, and a hold that lapses by itself."""

from stripe.params import PaymentIntentCancelParams, PaymentIntentCaptureParams

from standin import charges, confirming
from standin.agenda import errand
from standin.books import Thing
from standin.call import Call
from standin.errors import ApiError
from standin.intents import BEFORE_CONFIRMING, check_status
from standin.payment_methods import card_of, refusal
from standin.routes import serves

HELD = "requires_capture"
CANCELABLE = (*BEFORE_CONFIRMING, HELD)


@serves(
    "payment_intents.capture",
    "POST",
    "/v1/payment_intents/{intent}/capture",
    PaymentIntentCaptureParams,
)
def capture(call: Call, intent: str) -> Thing:
    held = call.get("payment_intent", intent, "intent")
    check_status(held, "captured", (HELD,))
    charge = call.get("charge", held["latest_charge"])
    method = call.books.find(call.account, "payment_method", charge["payment_method"])
    if method is not None and card_of(method).when_captured is not None:
        raise _capture_failed(call, held, charge, method)
    return confirming.take(call, held, charge)


def _capture_failed(call: Call, intent: Thing, charge: Thing, method: Thing) -> ApiError:
    """The bank takes back its yes: nothing is held any more and another card may be tried."""
    lapsed = card_of(method).when_captured
    assert lapsed is not None
    call.change(
        charge,
        failure_code=lapsed.code,
        failure_message=lapsed.message,
        paid=False,
        status="failed",
    )
    call.say("charge.failed", charge)
    return confirming.failed(call, intent, method, refusal(lapsed, charge=charge["id"]))


@serves(
    "payment_intents.cancel",
    "POST",
    "/v1/payment_intents/{intent}/cancel",
    PaymentIntentCancelParams,
)
def cancel(call: Call, intent: str) -> Thing:
    held = call.get("payment_intent", intent, "intent")
    check_status(held, "canceled", CANCELABLE)
    return _let_go(call, held, None)


@errand("hold_lapses")
def _hold_lapses(call: Call, intent: Thing) -> None:
    if intent["status"] == HELD:
        call.say("charge.expired", call.get("charge", intent["latest_charge"]))
        _let_go(call, intent, "automatic")


def _let_go(call: Call, intent: Thing, reason: str | None) -> Thing:
    if intent["status"] == HELD:
        charge = charges.release(call, call.get("charge", intent["latest_charge"]))
        call.say("charge.refunded", charge)
    call.change(
        intent,
        status="canceled",
        canceled_at=call.now,
        cancellation_reason=reason,
        amount_capturable=0,
        next_action=None,
    )
    return call.say("payment_intent.canceled", intent)
