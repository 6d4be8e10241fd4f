"""Payment intents: asked for, read, changed and confirmed."""

from typing import Any

from stripe.params import (
    PaymentIntentConfirmParams,
    PaymentIntentCreateParams,
    PaymentIntentListParams,
    PaymentIntentRetrieveParams,
)

from standin import confirming
from standin.books import PLATFORM, Thing, public
from standin.call import Call
from standin.errors import invalid
from standin.listing import page
from standin.metadata import written
from standin.parameters import not_kept
from standin.payment_methods import check_cards_only, found
from standin.routes import serves
from standin.transfers import check_destination

LEAST = 30  # pence: the processor takes no card payment below it
BEFORE_CONFIRMING = ("requires_payment_method", "requires_confirmation", "requires_action")


@serves("payment_intents.create", "POST", "/v1/payment_intents", PaymentIntentCreateParams)
def create(
    call: Call,
    *,
    amount: int,
    currency: str,
    customer: str | None = None,
    payment_method: str | None = None,
    allowed_payment_method_types: list[str] | None = None,
    capture_method: str = "automatic_async",
    confirm: bool = False,
    on_behalf_of: str | None = None,
    transfer_data: Any = None,
    metadata: Any = None,
) -> Thing:
    _check_amount(amount)
    if customer is not None:
        call.get("customer", customer, "customer")
    _check_connected(call, transfer_data, on_behalf_of)
    method = None if payment_method is None else found(call, payment_method)
    check_cards_only(allowed_payment_method_types)
    intent = call.add(
        "payment_intent",
        "pi",
        allowed_payment_method_types=allowed_payment_method_types,
        amount=amount,
        amount_capturable=0,
        amount_details={"tip": {}},
        amount_received=0,
        application=None,
        application_fee_amount=None,
        automatic_payment_methods={"allow_redirects": "always", "enabled": True},
        canceled_at=None,
        cancellation_reason=None,
        capture_method=capture_method,
        client_secret=None,
        confirmation_method="automatic",
        currency=currency,
        customer=customer,
        description=None,
        last_payment_error=None,
        latest_charge=None,
        livemode=False,
        metadata=written(metadata),
        next_action=None,
        on_behalf_of=on_behalf_of,
        payment_method=None if method is None else method["id"],
        payment_method_options={"card": {"request_three_d_secure": "automatic"}},
        payment_method_types=["card"],
        processing=None,
        receipt_email=None,
        review=None,
        setup_future_usage=None,
        shipping=None,
        statement_descriptor=None,
        statement_descriptor_suffix=None,
        status="requires_payment_method" if method is None else "requires_confirmation",
        transfer_data=transfer_data,
        transfer_group=None,
    )
    call.change(intent, client_secret=f"{intent['id']}_secret_standin")
    if transfer_data is not None:
        call.change(intent, transfer_group=f"group_{intent['id']}")
    call.say("payment_intent.created", intent)
    if not confirm:
        return intent
    return confirming.confirm(call, intent, off_session=False)


def _check_amount(amount: int) -> None:
    if amount < LEAST:
        raise invalid(
            f"Amount must be at least £0.{LEAST} gbp", code="amount_too_small", param="amount"
        )


def _check_connected(call: Call, transfer_data: Any, on_behalf_of: str | None) -> None:
    if transfer_data is not None:
        if "amount" in transfer_data:
            raise not_kept("transfer_data[amount]")
        check_destination(call, transfer_data["destination"], "transfer_data[destination]")
    if on_behalf_of is not None:
        held = call.books.get(PLATFORM, "account", on_behalf_of, "on_behalf_of")
        if held["capabilities"].get("card_payments") != "active":
            raise invalid(
                "Your account cannot create charges on behalf of this account until its"
                " card_payments capability is active.",
                code="insufficient_capabilities_for_transfer",
                param="on_behalf_of",
            )


@serves(
    "payment_intents.retrieve", "GET", "/v1/payment_intents/{intent}", PaymentIntentRetrieveParams
)
def retrieve(call: Call, intent: str) -> Thing:
    return call.get("payment_intent", intent, "intent")


@serves("payment_intents.list", "GET", "/v1/payment_intents", PaymentIntentListParams)
def every(call: Call, *, customer: str | None = None, **paging: Any) -> Thing:
    return page(call, "payment_intent", "/v1/payment_intents", customer=customer, **paging)


@serves(
    "payment_intents.confirm",
    "POST",
    "/v1/payment_intents/{intent}/confirm",
    PaymentIntentConfirmParams,
)
def confirm(call: Call, intent: str, *, off_session: Any = None) -> Thing:
    held = call.get("payment_intent", intent, "intent")
    check_status(held, "confirmed", BEFORE_CONFIRMING)
    return confirming.confirm(call, held, off_session=bool(off_session))


def check_status(intent: Thing, deed: str, allowed: tuple[str, ...]) -> None:
    if intent["status"] not in allowed:
        raise invalid(
            f"This PaymentIntent could not be {deed} because it has a status of"
            f" {intent['status']}. Only a PaymentIntent with one of the following statuses may"
            f" be {deed}: {', '.join(allowed)}.",
            code="payment_intent_unexpected_state",
            payment_intent=public(intent),
        )
