"""Payment methods: a saved card. Only pretend numbers are known; none is ever given back."""

from typing import Any

from stripe.params import PaymentMethodDetachParams

from standin.books import Thing
from standin.call import Call
from standin.cards import ALL, TOKENS, Decline, PretendCard
from standin.errors import ApiError, card_error, invalid
from standin.routes import serves

LAST_YEAR_OF_CARDS = 2040


def from_card(call: Call, card: PretendCard) -> Thing:
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


def attach_to(call: Call, method: Thing, customer: str) -> Thing:
    call.get("customer", customer, "customer")
    call.change(method, customer=customer)
    return call.say("payment_method.attached", method)


def refusal(decline: Decline, **inside: Any) -> ApiError:
    return card_error(decline.code, decline.decline_code, decline.message, **inside)


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
