"""Payment intents: created, read and confirmed."""

from typing import Any

from stripe.params import (
    PaymentIntentConfirmParams,
    PaymentIntentCreateParams,
    PaymentIntentListParams,
    PaymentIntentRetrieveParams,
)

from standin.api.call import Call
from standin.api.errors import invalid_request, unsupported_param
from standin.api.metadata import clean_metadata
from standin.api.pagination import list_objects
from standin.api.routes import route
from standin.resources.intent_status import CONFIRMABLE_STATES, IntentStatus, check_status
from standin.resources.payment_confirmation import confirm_payment
from standin.resources.payment_methods import check_cards_only, payment_method_of_param
from standin.resources.transfers import check_destination
from standin.store.object_store import PLATFORM, ApiObject

MIN_PAYMENT_PENCE = 30  # the processor takes no card payment below it


@route("payment_intents.create", "POST", "/v1/payment_intents", PaymentIntentCreateParams)
def create_intent(
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
) -> ApiObject:
    _check_amount(amount)
    if customer is not None:
        call.get("customer", customer, "customer")
    _check_connected_account(call, transfer_data, on_behalf_of)
    method = None if payment_method is None else payment_method_of_param(call, payment_method)
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
        metadata=clean_metadata(metadata),
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
        status=IntentStatus.REQUIRES_PAYMENT_METHOD
        if method is None
        else IntentStatus.REQUIRES_CONFIRMATION,
        transfer_data=transfer_data,
        transfer_group=None,
    )
    call.update(intent, client_secret=f"{intent['id']}_secret_standin")
    if transfer_data is not None:
        call.update(intent, transfer_group=f"group_{intent['id']}")
    call.emit("payment_intent.created", intent)
    if not confirm:
        return intent
    return confirm_payment(call, intent, off_session=False)


def _check_amount(pence: int) -> None:
    if pence < MIN_PAYMENT_PENCE:
        raise invalid_request(
            f"Amount must be at least £0.{MIN_PAYMENT_PENCE} gbp",
            code="amount_too_small",
            param="amount",
        )


def _check_connected_account(call: Call, transfer_data: Any, on_behalf_of: str | None) -> None:
    if transfer_data is not None:
        if "amount" in transfer_data:
            raise unsupported_param("transfer_data[amount]")
        check_destination(call, transfer_data["destination"], "transfer_data[destination]")
    if on_behalf_of is not None:
        account = call.store.get(PLATFORM, "account", on_behalf_of, "on_behalf_of")
        if account["capabilities"].get("card_payments") != "active":
            raise invalid_request(
                "Your account cannot create charges on behalf of this account until its"
                " card_payments capability is active.",
                code="insufficient_capabilities_for_transfer",
                param="on_behalf_of",
            )


@route(
    "payment_intents.retrieve", "GET", "/v1/payment_intents/{intent}", PaymentIntentRetrieveParams
)
def retrieve_intent(call: Call, intent_id: str) -> ApiObject:
    return call.get("payment_intent", intent_id, "intent")


@route("payment_intents.list", "GET", "/v1/payment_intents", PaymentIntentListParams)
def list_intents(call: Call, *, customer: str | None = None, **paging: Any) -> ApiObject:
    return list_objects(call, "payment_intent", "/v1/payment_intents", customer=customer, **paging)


@route(
    "payment_intents.confirm",
    "POST",
    "/v1/payment_intents/{intent}/confirm",
    PaymentIntentConfirmParams,
)
def confirm_intent(call: Call, intent_id: str, *, off_session: Any = None) -> ApiObject:
    intent = call.get("payment_intent", intent_id, "intent")
    check_status(intent, "confirmed", CONFIRMABLE_STATES)
    return confirm_payment(call, intent, off_session=bool(off_session))
