"""Payment methods: a saved card. Only pretend numbers are known; none is ever given back."""

from typing import Any

from stripe.params import (
    PaymentMethodAttachParams,
    PaymentMethodCreateParams,
    PaymentMethodDetachParams,
    PaymentMethodListParams,
    PaymentMethodRetrieveParams,
)

from standin.books import Thing, public
from standin.call import Call
from standin.cards import ALL, TOKENS, Decline, PretendCard, by_number
from standin.errors import ApiError, card_error, invalid
from standin.listing import page
from standin.metadata import merged
from standin.routes import serves

LAST_YEAR_OF_CARDS = 2040


def from_card(call: Call, card: PretendCard, billing_details: Any = None) -> Thing:
    return call.add(
        "payment_method",
        "pm",
        _card=card.number,
        _proven=False,
        allow_redisplay="unspecified",
        billing_details={
            "address": None,
            "email": None,
            "name": None,
            "phone": None,
            "tax_id": None,
        }
        | (billing_details or {}),
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
            "exp_year": LAST_YEAR_OF_CARDS,
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


def card_of(method: Thing) -> PretendCard:
    return ALL[method["_card"]]


def found(call: Call, key: str) -> Thing:
    """The payment method, or a fresh one for a ready-made token such as pm_card_visa."""
    if key in TOKENS:
        return from_card(call, TOKENS[key])
    return call.get("payment_method", key, "payment_method")


def check_cards_only(allowed: list[str] | None) -> None:
    if allowed not in (None, ["card"]):
        raise invalid("The stand-in keeps cards only.", param="allowed_payment_method_types")


def of_customer(call: Call, customer: str) -> list[Thing]:
    methods = call.books.every(call.account, "payment_method")
    return [method for method in methods if method["customer"] == customer]


def attach_to(call: Call, method: Thing, customer: str) -> Thing:
    call.get("customer", customer, "customer")
    if method["customer"] == customer:
        return method
    if method["customer"] is not None:
        raise invalid(
            "The payment method you provided has already been attached to a customer.",
            code="payment_method_unexpected_state",
            payment_method=public(method),
        )
    call.change(method, customer=customer)
    return call.say("payment_method.attached", method)


def refusal(decline: Decline, **inside: Any) -> ApiError:
    return card_error(decline.code, decline.decline_code, decline.message, **inside)


@serves("payment_methods.create", "POST", "/v1/payment_methods", PaymentMethodCreateParams)
def create(
    call: Call,
    *,
    type: str,
    card: Any = None,
    billing_details: Any = None,
    metadata: Any = None,
) -> Thing:
    if type != "card" or not card:
        raise invalid("The stand-in keeps cards only.", param="type")
    pretend = _pretend(card)
    method = from_card(call, pretend, billing_details)
    return call.change(method, metadata=merged({}, metadata))


def _pretend(card: Any) -> PretendCard:
    if "token" in card:
        pretend = TOKENS.get(card["token"].replace("tok_", "pm_card_"))
    else:
        pretend = by_number(card.get("number", ""))
    if pretend is None:
        raise card_error(
            "incorrect_number",
            None,
            "Your card number is incorrect. The stand-in knows only the pretend cards.",
            param="number",
        )
    return pretend


@serves(
    "payment_methods.retrieve",
    "GET",
    "/v1/payment_methods/{payment_method}",
    PaymentMethodRetrieveParams,
)
def retrieve(call: Call, payment_method: str) -> Thing:
    return call.get("payment_method", payment_method, "payment_method")


@serves("payment_methods.list", "GET", "/v1/payment_methods", PaymentMethodListParams)
def every(
    call: Call,
    *,
    customer: str | None = None,
    type: str | None = None,
    **paging: Any,
) -> Thing:
    return page(
        call,
        "payment_method",
        "/v1/payment_methods",
        **paging,
        type=type,
        customer=customer,
    )


@serves(
    "payment_methods.attach",
    "POST",
    "/v1/payment_methods/{payment_method}/attach",
    PaymentMethodAttachParams,
)
def attach(call: Call, payment_method: str, *, customer: str) -> Thing:
    method = found(call, payment_method)
    declined = card_of(method).when_saved
    if declined is not None:
        raise refusal(declined)
    return attach_to(call, method, customer)


@serves(
    "payment_methods.detach",
    "POST",
    "/v1/payment_methods/{payment_method}/detach",
    PaymentMethodDetachParams,
)
def detach(call: Call, payment_method: str) -> Thing:
    method = call.get("payment_method", payment_method, "payment_method")
    if method["customer"] is None:
        raise invalid(
            "The payment method you provided is not attached to a customer so detachment is"
            " impossible."
        )
    was = method["customer"]
    call.change(method, customer=None)
    return call.say("payment_method.detached", method, customer=was)
