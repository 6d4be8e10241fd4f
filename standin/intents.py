"""Payment intents: asked for, read, changed and confirmed."""

from typing import Any

from stripe.params import (
    PaymentIntentConfirmParams,
    PaymentIntentCreateParams,
    PaymentIntentListParams,
    PaymentIntentRetrieveParams,
    PaymentIntentUpdateParams,
)

from standin import confirming
from standin.books import PLATFORM, Thing, public
from standin.call import Call
from standin.errors import invalid
from standin.listing import page
from standin.metadata import merged
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
    automatic_payment_methods: Any = None,
    capture_method: str = "automatic_async",
    confirm: bool = False,
    confirmation_method: str = "automatic",
    off_session: Any = None,
    error_on_requires_action: bool = False,
    return_url: str | None = None,
    description: str | None = None,
    statement_descriptor_suffix: str | None = None,
    application_fee_amount: int | None = None,
    on_behalf_of: str | None = None,
    transfer_data: Any = None,
    transfer_group: str | None = None,
    metadata: Any = None,
) -> Thing:
    _check_amount(amount)
    if customer is not None:
        call.get("customer", customer, "customer")
    if off_session and not confirm:
        raise invalid("off_session can only be used with confirm=true.", param="off_session")
    _check_connected(call, amount, transfer_data, on_behalf_of, application_fee_amount)
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
        application_fee_amount=application_fee_amount,
        automatic_payment_methods=automatic_payment_methods
        or {"allow_redirects": "always", "enabled": True},
        canceled_at=None,
        cancellation_reason=None,
        capture_method=capture_method,
        client_secret=None,
        confirmation_method=confirmation_method,
        currency=currency,
        customer=customer,
        description=description,
        last_payment_error=None,
        latest_charge=None,
        livemode=False,
        metadata=merged({}, metadata),
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
        statement_descriptor_suffix=statement_descriptor_suffix,
        status="requires_payment_method" if method is None else "requires_confirmation",
        transfer_data=transfer_data,
        transfer_group=transfer_group,
    )
    call.change(intent, client_secret=f"{intent['id']}_secret_standin")
    if transfer_data is not None and transfer_group is None:
        call.change(intent, transfer_group=f"group_{intent['id']}")
    call.say("payment_intent.created", intent)
    if not confirm:
        return intent
    return confirming.confirm(
        call,
        intent,
        off_session=bool(off_session),
        return_url=return_url,
        no_action=error_on_requires_action,
    )


def _check_amount(amount: int) -> None:
    if amount < LEAST:
        raise invalid(
            f"Amount must be at least £0.{LEAST} gbp", code="amount_too_small", param="amount"
        )


def _check_connected(
    call: Call, amount: int, transfer_data: Any, on_behalf_of: str | None, fee: int | None
) -> None:
    if transfer_data is not None:
        check_destination(call, transfer_data["destination"], "transfer_data[destination]")
        if transfer_data.get("amount", 0) > amount:
            raise invalid("The transfer may not exceed the payment.", param="transfer_data[amount]")
    if on_behalf_of is not None:
        held = call.books.get(PLATFORM, "account", on_behalf_of, "on_behalf_of")
        if held["capabilities"].get("card_payments") != "active":
            raise invalid(
                "Your account cannot create charges on behalf of this account until its"
                " card_payments capability is active.",
                code="insufficient_capabilities_for_transfer",
                param="on_behalf_of",
            )
    if fee is not None and (transfer_data is None or fee > amount):
        raise invalid(
            "application_fee_amount needs transfer_data[destination] and may not exceed the"
            " payment.",
            param="application_fee_amount",
        )


@serves(
    "payment_intents.retrieve", "GET", "/v1/payment_intents/{intent}", PaymentIntentRetrieveParams
)
def retrieve(call: Call, intent: str, *, client_secret: str | None = None) -> Thing:
    return call.get("payment_intent", intent, "intent")


@serves("payment_intents.list", "GET", "/v1/payment_intents", PaymentIntentListParams)
def every(call: Call, *, customer: str | None = None, **paging: Any) -> Thing:
    return page(call, "payment_intent", "/v1/payment_intents", customer=customer, **paging)


@serves("payment_intents.update", "POST", "/v1/payment_intents/{intent}", PaymentIntentUpdateParams)
def update(
    call: Call,
    intent: str,
    *,
    amount: int | None = None,
    payment_method: str | None = None,
    description: str | None = None,
    metadata: Any = None,
) -> Thing:
    held = call.get("payment_intent", intent, "intent")
    if (amount or payment_method) is not None:
        check_status(held, "updated", BEFORE_CONFIRMING)
    if amount is not None:
        _check_amount(amount)
        call.change(held, amount=amount)
    if payment_method is not None:
        method = found(call, payment_method)
        call.change(held, payment_method=method["id"], status="requires_confirmation")
    if description is not None:
        call.change(held, description=description or None)
    return call.change(held, metadata=merged(held["metadata"], metadata))


@serves(
    "payment_intents.confirm",
    "POST",
    "/v1/payment_intents/{intent}/confirm",
    PaymentIntentConfirmParams,
)
def confirm(
    call: Call,
    intent: str,
    *,
    payment_method: str | None = None,
    off_session: Any = None,
    error_on_requires_action: bool = False,
    return_url: str | None = None,
) -> Thing:
    held = call.get("payment_intent", intent, "intent")
    check_status(held, "confirmed", BEFORE_CONFIRMING)
    if payment_method is not None:
        call.change(held, payment_method=found(call, payment_method)["id"])
    return confirming.confirm(
        call,
        held,
        off_session=bool(off_session),
        return_url=return_url,
        no_action=error_on_requires_action,
    )


def check_status(intent: Thing, deed: str, allowed: tuple[str, ...]) -> None:
    if intent["status"] not in allowed:
        raise invalid(
            f"This PaymentIntent could not be {deed} because it has a status of"
            f" {intent['status']}. Only a PaymentIntent with one of the following statuses may"
            f" be {deed}: {', '.join(allowed)}.",
            code="payment_intent_unexpected_state",
            payment_intent=public(intent),
        )
