"""What confirming a payment intent comes to: held, captured, declined, or “is it you?”."""

from standin.api.call import Call
from standin.api.errors import ApiError, invalid_request
from standin.cards import AUTHENTICATION_DECLINE, Decline
from standin.resources.charges import authorize_charge, capture_charge, decline_charge
from standin.resources.intent_status import IntentStatus
from standin.resources.payment_methods import card_of, decline_error
from standin.resources.three_d_secure import NEXT_ACTION, is_asked_at_charge
from standin.store.object_store import ApiObject, public_copy


def confirm_payment(call: Call, intent: ApiObject, *, off_session: bool) -> ApiObject:
    """`off_session`: nobody is there to answer their bank."""
    method = _payment_method(call, intent)
    _check_return_url(intent, off_session)
    decline = card_of(method).charge_decline
    if decline is not None:
        raise _decline_payment(call, intent, method, decline)
    if not is_asked_at_charge(method):
        return _authorize_payment(call, intent, method, off_session=off_session)
    if off_session:
        raise _decline_payment(call, intent, method, AUTHENTICATION_DECLINE)
    call.update(intent, status=IntentStatus.REQUIRES_ACTION, next_action=NEXT_ACTION)
    return call.emit("payment_intent.requires_action", intent)


def _authorize_payment(
    call: Call, intent: ApiObject, method: ApiObject, *, off_session: bool
) -> ApiObject:
    is_manual = intent["capture_method"] == "manual"
    charge = authorize_charge(call, intent, method, off_session=off_session, is_manual=is_manual)
    call.update(intent, latest_charge=charge["id"], next_action=None, last_payment_error=None)
    if not is_manual:
        return capture_payment(call, intent, charge)
    capture_before = charge["payment_method_details"]["card"]["capture_before"]
    call.update(
        intent,
        status=IntentStatus.REQUIRES_CAPTURE,
        amount_capturable=intent["amount"],
        _due=[capture_before, "expire_hold"],
    )
    call.emit("charge.succeeded", charge)
    return call.emit("payment_intent.amount_capturable_updated", intent)


def capture_payment(call: Call, intent: ApiObject, charge: ApiObject) -> ApiObject:
    method = call.store.find(call.account, "payment_method", charge["payment_method"])
    has_instant_funds = method is not None and card_of(method).has_instant_funds
    capture_charge(call, charge, has_instant_funds=has_instant_funds)
    call.update(
        intent,
        status=IntentStatus.SUCCEEDED,
        amount_capturable=0,
        amount_received=charge["amount_captured"],
        _due=None,
    )
    is_manual = intent["capture_method"] == "manual"
    call.emit("charge.captured" if is_manual else "charge.succeeded", charge)
    return call.emit("payment_intent.succeeded", intent)


def fail_payment(call: Call, intent: ApiObject, method: ApiObject, error: ApiError) -> ApiError:
    """Back to needing a card. The error to raise has the intent inside, as the processor does."""
    call.update(
        intent,
        status=IntentStatus.REQUIRES_PAYMENT_METHOD,
        payment_method=None,
        amount_capturable=0,
        next_action=None,
        last_payment_error={**error.error, "payment_method": public_copy(method)},
        _due=None,
    )
    call.emit("payment_intent.payment_failed", intent)
    error.error.update(payment_intent=public_copy(intent), payment_method=public_copy(method))
    return error


def _decline_payment(
    call: Call, intent: ApiObject, method: ApiObject, decline: Decline
) -> ApiError:
    charge = decline_charge(call, intent, method, decline)
    call.update(intent, latest_charge=charge["id"])
    return fail_payment(call, intent, method, decline_error(decline, charge=charge["id"]))


def _payment_method(call: Call, intent: ApiObject) -> ApiObject:
    if intent["payment_method"] is None:
        raise invalid_request(
            "You cannot confirm this PaymentIntent because it's missing a payment method.",
            code="payment_intent_unexpected_state",
            payment_intent=public_copy(intent),
        )
    method = call.get("payment_method", intent["payment_method"], "payment_method")
    if method["customer"] is not None and method["customer"] != intent["customer"]:
        raise invalid_request(
            "The payment method supplied belongs to a Customer. Please include the Customer in"
            " the `customer` parameter on the PaymentIntent.",
            param="payment_method",
        )
    return method


def _check_return_url(intent: ApiObject, off_session: bool) -> None:
    if intent["allowed_payment_method_types"] is None and not off_session:
        raise invalid_request(
            "This PaymentIntent accepts payment methods that may redirect, so a `return_url` is"
            " needed, which the stand-in does not keep: list `allowed_payment_method_types`.",
            param="return_url",
        )
