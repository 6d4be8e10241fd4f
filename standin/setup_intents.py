"""Setup intents: saving a card so that it may be charged later without the person there."""

from typing import Any

from stripe.params import (
    SetupIntentCancelParams,
    SetupIntentConfirmParams,
    SetupIntentCreateParams,
    SetupIntentListParams,
    SetupIntentRetrieveParams,
)

from standin.books import Thing, public
from standin.call import Call
from standin.cards import Asks, Decline
from standin.errors import invalid
from standin.listing import page
from standin.metadata import merged
from standin.payment_methods import attach_to, card_of, check_cards_only, found, refusal
from standin.proving import asked
from standin.routes import serves

OPEN = ("requires_payment_method", "requires_confirmation", "requires_action")


@serves("setup_intents.create", "POST", "/v1/setup_intents", SetupIntentCreateParams)
def create(
    call: Call,
    *,
    customer: str | None = None,
    payment_method: str | None = None,
    allowed_payment_method_types: list[str] | None = None,
    automatic_payment_methods: Any = None,
    usage: str = "off_session",
    confirm: bool = False,
    return_url: str | None = None,
    description: str | None = None,
    metadata: Any = None,
) -> Thing:
    if customer is not None:
        call.get("customer", customer, "customer")
    check_cards_only(allowed_payment_method_types)
    if return_url is not None and not confirm:
        raise invalid("return_url can only be used with confirm=true.", param="return_url")
    method = None if payment_method is None else found(call, payment_method)
    intent = call.add(
        "setup_intent",
        "seti",
        allowed_payment_method_types=allowed_payment_method_types,
        application=None,
        automatic_payment_methods=automatic_payment_methods,
        cancellation_reason=None,
        client_secret=None,
        customer=customer,
        description=description,
        flow_directions=None,
        last_setup_error=None,
        latest_attempt=None,
        livemode=False,
        mandate=None,
        metadata=merged({}, metadata),
        next_action=None,
        on_behalf_of=None,
        payment_method=None if method is None else method["id"],
        payment_method_options={"card": {"request_three_d_secure": "automatic"}},
        payment_method_types=["card"],
        single_use_mandate=None,
        status="requires_payment_method" if method is None else "requires_confirmation",
        usage=usage,
    )
    call.change(intent, client_secret=f"{intent['id']}_secret_standin")
    call.say("setup_intent.created", intent)
    if confirm:
        return confirm_with(call, intent, return_url)
    return intent


@serves("setup_intents.retrieve", "GET", "/v1/setup_intents/{intent}", SetupIntentRetrieveParams)
def retrieve(call: Call, intent: str, *, client_secret: str | None = None) -> Thing:
    return call.get("setup_intent", intent, "intent")


@serves("setup_intents.list", "GET", "/v1/setup_intents", SetupIntentListParams)
def every(
    call: Call,
    *,
    customer: str | None = None,
    payment_method: str | None = None,
    **paging: Any,
) -> Thing:
    return page(
        call,
        "setup_intent",
        "/v1/setup_intents",
        **paging,
        customer=customer,
        payment_method=payment_method,
    )


@serves(
    "setup_intents.confirm",
    "POST",
    "/v1/setup_intents/{intent}/confirm",
    SetupIntentConfirmParams,
)
def confirm(
    call: Call, intent: str, *, payment_method: str | None = None, return_url: str | None = None
) -> Thing:
    held = call.get("setup_intent", intent, "intent")
    _check_open(held, "confirm")
    if payment_method is not None:
        call.change(held, payment_method=found(call, payment_method)["id"])
    return confirm_with(call, held, return_url)


@serves(
    "setup_intents.cancel", "POST", "/v1/setup_intents/{intent}/cancel", SetupIntentCancelParams
)
def cancel(call: Call, intent: str, *, cancellation_reason: str | None = None) -> Thing:
    held = call.get("setup_intent", intent, "intent")
    _check_open(held, "cancel")
    call.change(held, status="canceled", cancellation_reason=cancellation_reason, next_action=None)
    return call.say("setup_intent.canceled", held)


def confirm_with(call: Call, intent: Thing, return_url: str | None) -> Thing:
    if intent["payment_method"] is None:
        raise invalid(
            "You cannot confirm this SetupIntent because it's missing a payment method.",
            code="setup_intent_unexpected_state",
        )
    method = call.get("payment_method", intent["payment_method"], "payment_method")
    card = card_of(method)
    if card.when_saved is not None:
        fail(call, intent, method, card.when_saved)
    if card.asks is not Asks.NEVER:
        call.change(intent, status="requires_action", next_action=asked(call, intent, return_url))
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


def fail(call: Call, intent: Thing, method: Thing, decline: Decline) -> None:
    told = refusal(decline).error
    call.change(
        intent,
        status="requires_payment_method",
        payment_method=None,
        next_action=None,
        last_setup_error={**told, "payment_method": public(method)},
    )
    call.say("setup_intent.setup_failed", intent)
    raise refusal(decline, setup_intent=public(intent), payment_method=public(method))


def _check_open(intent: Thing, deed: str) -> None:
    if intent["status"] not in OPEN:
        raise invalid(
            f"You cannot {deed} this SetupIntent because it has a status of {intent['status']}.",
            code="setup_intent_unexpected_state",
            setup_intent=public(intent),
        )
