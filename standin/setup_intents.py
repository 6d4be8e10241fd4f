"""Setup intents: saving a card so that it may be charged later without the person there.

A Checkout session makes one and its page confirms it; they have no address of their own here.
"""

from standin.books import Thing, public
from standin.call import Call
from standin.cards import Asks, Decline
from standin.errors import ApiError
from standin.payment_methods import attach_to, card_of, check_cards_only, refusal
from standin.proving import USE_SCRIPTS

OPEN = ("requires_payment_method", "requires_action")


def create(
    call: Call, *, customer: str | None, allowed_payment_method_types: list[str] | None
) -> Thing:
    if customer is not None:
        call.get("customer", customer, "customer")
    check_cards_only(allowed_payment_method_types)
    intent = call.add(
        "setup_intent",
        "seti",
        allowed_payment_method_types=allowed_payment_method_types,
        application=None,
        automatic_payment_methods=None,
        cancellation_reason=None,
        client_secret=None,
        customer=customer,
        description=None,
        flow_directions=None,
        last_setup_error=None,
        latest_attempt=None,
        livemode=False,
        mandate=None,
        metadata={},
        next_action=None,
        on_behalf_of=None,
        payment_method=None,
        payment_method_options={"card": {"request_three_d_secure": "automatic"}},
        payment_method_types=["card"],
        single_use_mandate=None,
        status="requires_payment_method",
        usage="off_session",
    )
    call.change(intent, client_secret=f"{intent['id']}_secret_standin")
    return call.say("setup_intent.created", intent)


def cancel(call: Call, intent: Thing) -> Thing:
    call.change(intent, status="canceled", next_action=None)
    return call.say("setup_intent.canceled", intent)


def confirm(call: Call, intent: Thing, method: Thing) -> Thing:
    card = card_of(method)
    call.change(intent, payment_method=method["id"])
    if card.when_saved is not None:
        raise fail(call, intent, method, card.when_saved)
    if card.asks is not Asks.NEVER:
        call.change(intent, status="requires_action", next_action=USE_SCRIPTS)
        return call.say("setup_intent.requires_action", intent)
    return succeed(call, intent, method)


def succeed(call: Call, intent: Thing, method: Thing) -> Thing:
    """The card is saved; a bank that asks only the first time has now been answered."""
    if intent["customer"] is not None:
        attach_to(call, method, intent["customer"])
    call.change(method, _proven=card_of(method).asks is Asks.FIRST_TIME)
    call.change(
        intent,
        status="succeeded",
        payment_method=method["id"],
        next_action=None,
        last_setup_error=None,
    )
    return call.say("setup_intent.succeeded", intent)


def fail(call: Call, intent: Thing, method: Thing, decline: Decline) -> ApiError:
    """Back to needing a card; the error that says so."""
    told = refusal(decline).error
    call.change(
        intent,
        status="requires_payment_method",
        payment_method=None,
        next_action=None,
        last_setup_error={**told, "payment_method": public(method)},
    )
    call.say("setup_intent.setup_failed", intent)
    return refusal(decline, setup_intent=public(intent), payment_method=public(method))
