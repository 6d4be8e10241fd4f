"""Payment methods: a saved card. Only pretend numbers are known; none is ever given back."""

from typing import Any

from stripe.params import PaymentMethodDetachParams

from standin.api.call import Call
from standin.api.errors import ApiError, card_error, invalid_request
from standin.api.routes import route
from standin.cards import CARDS_BY_NUMBER, CARDS_BY_TOKEN, Decline, PretendCard
from standin.store.object_store import ApiObject

CARD_EXPIRY_YEAR = 2040


def create_payment_method(call: Call, card: PretendCard) -> ApiObject:
    return call.add(
        "payment_method",
        "pm",
        _card=card.number,
        _is_authenticated=False,
        allow_redisplay="unspecified",
        billing_details={
            "address": None,
            "email": None,
            "name": None,
            "phone": None,
            "tax_id": None,
        },
        card={
            "brand": card.brand,
            "checks": {
                "address_line1_check": None,
                "address_postal_code_check": None,
                "cvc_check": "pass",
            },
            "country": "GB",
            "display_brand": card.brand,
            "exp_month": 12,
            "exp_year": CARD_EXPIRY_YEAR,
            "fingerprint": f"standin{card.last4}",
            "funding": "debit",
            "generated_from": None,
            "last4": card.last4,
            "networks": {"available": [card.brand], "preferred": None},
            "three_d_secure_usage": {"supported": True},
            "wallet": None,
        },
        customer=None,
        livemode=False,
        metadata={},
        type="card",
    )


def card_of(method: ApiObject) -> PretendCard:
    return CARDS_BY_NUMBER[method["_card"]]


def payment_method_of_param(call: Call, id_or_token: str) -> ApiObject:
    """The payment method, or a fresh one for a ready-made token such as pm_card_visa."""
    if id_or_token in CARDS_BY_TOKEN:
        return create_payment_method(call, CARDS_BY_TOKEN[id_or_token])
    return call.get("payment_method", id_or_token, "payment_method")


def check_cards_only(allowed_types: list[str] | None) -> None:
    if allowed_types not in (None, ["card"]):
        raise invalid_request(
            "The stand-in keeps cards only.", param="allowed_payment_method_types"
        )


def attach_to_customer(call: Call, method: ApiObject, customer: str) -> ApiObject:
    call.get("customer", customer, "customer")
    call.update(method, customer=customer)
    return call.emit("payment_method.attached", method)


def decline_error(decline: Decline, **fields: Any) -> ApiError:
    return card_error(decline.code, decline.decline_code, decline.message, **fields)


@route(
    "payment_methods.detach",
    "POST",
    "/v1/payment_methods/{payment_method}/detach",
    PaymentMethodDetachParams,
)
def detach_payment_method(call: Call, method_id: str) -> ApiObject:
    method = call.get("payment_method", method_id, "payment_method")
    if method["customer"] is None:
        raise invalid_request(
            "The payment method you provided is not attached to a customer so detachment is"
            " impossible."
        )
    customer = method["customer"]
    call.update(method, customer=None)
    return call.emit("payment_method.detached", method, customer=customer)
