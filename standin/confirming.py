"""What confirming a payment intent comes to: held, taken, declined, or “is it you?”."""

from standin import charges
from standin.books import Thing, public
from standin.call import Call
from standin.cards import UNPROVEN, Asks, Decline
from standin.errors import ApiError, invalid
from standin.payment_methods import card_of, refusal
from standin.proving import USE_SCRIPTS


def confirm(call: Call, intent: Thing, *, off_session: bool) -> Thing:
    """`off_session`: nobody is there to answer their bank."""
    method = _method(call, intent)
    _check_return_url(intent, off_session)
    card = card_of(method)
    if card.when_charged is not None:
        raise _declined(call, intent, method, card.when_charged)
    asks = card.asks is Asks.EVERY_TIME or (card.asks is Asks.FIRST_TIME and not method["_proven"])
    if asks and off_session:
        raise _declined(call, intent, method, UNPROVEN)
    if asks:
        call.change(intent, status="requires_action", next_action=USE_SCRIPTS)
        return call.say("payment_intent.requires_action", intent)
    return _said_yes(call, intent, method, off_session=off_session)


def _said_yes(call: Call, intent: Thing, method: Thing, *, off_session: bool) -> Thing:
    manual = intent["capture_method"] == "manual"
    charge = charges.hold(call, intent, method, off_session=off_session, manual=manual)
    call.change(intent, latest_charge=charge["id"], next_action=None, last_payment_error=None)
    if not manual:
        return take(call, intent, charge)
    lapses_at = charge["payment_method_details"]["card"]["capture_before"]
    call.change(
        intent,
        status="requires_capture",
        amount_capturable=intent["amount"],
        _due=[lapses_at, "hold_lapses"],
    )
    call.say("charge.succeeded", charge)
    return call.say("payment_intent.amount_capturable_updated", intent)


def take(call: Call, intent: Thing, charge: Thing) -> Thing:
    method = call.books.find(call.account, "payment_method", charge["payment_method"])
    at_once = method is not None and card_of(method).at_once
    pence = intent["amount"]
    charges.take(call, charge, pence, at_once=at_once)
    call.change(intent, status="succeeded", amount_capturable=0, amount_received=pence, _due=None)
    call.say(
        "charge.captured" if intent["capture_method"] == "manual" else "charge.succeeded", charge
    )
    return call.say("payment_intent.succeeded", intent)


def failed(call: Call, intent: Thing, method: Thing, trouble: ApiError) -> ApiError:
    """Back to needing a card. The error to raise has the intent inside, as the processor does."""
    told = {**trouble.error, "payment_method": public(method)}
    call.change(
        intent,
        status="requires_payment_method",
        payment_method=None,
        amount_capturable=0,
        next_action=None,
        last_payment_error=told,
        _due=None,
    )
    call.say("payment_intent.payment_failed", intent)
    trouble.error.update(payment_intent=public(intent), payment_method=public(method))
    return trouble


def _declined(call: Call, intent: Thing, method: Thing, decline: Decline) -> ApiError:
    charge = charges.declined(call, intent, method, decline)
    call.change(intent, latest_charge=charge["id"])
    return failed(call, intent, method, refusal(decline, charge=charge["id"]))


def _method(call: Call, intent: Thing) -> Thing:
    if intent["payment_method"] is None:
        raise invalid(
            "You cannot confirm this PaymentIntent because it's missing a payment method.",
            code="payment_intent_unexpected_state",
            payment_intent=public(intent),
        )
    method = call.get("payment_method", intent["payment_method"], "payment_method")
    if method["customer"] is not None and method["customer"] != intent["customer"]:
        raise invalid(
            "The payment method supplied belongs to a Customer. Please include the Customer in"
            " the `customer` parameter on the PaymentIntent.",
            param="payment_method",
        )
    return method


def _check_return_url(intent: Thing, off_session: bool) -> None:
    if intent["allowed_payment_method_types"] is None and not off_session:
        raise invalid(
            "This PaymentIntent accepts payment methods that may redirect, so a `return_url` is"
            " needed, which the stand-in does not keep: list `allowed_payment_method_types`.",
            param="return_url",
        )
