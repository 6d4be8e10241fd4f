"""Charges: what a card was asked for, what it was held for, and what was taken."""

from typing import Any

from standin import balances, transfers
from standin.books import Thing
from standin.call import Call
from standin.cards import Decline, PretendCard
from standin.payment_methods import card_of

DAY = 24 * 60 * 60
VISA_UNATTENDED_HOLD = 4 * DAY + 18 * 60 * 60
HOLD = 7 * DAY


def _make(call: Call, intent: Thing, method: Thing, **fields: Any) -> Thing:
    return call.add(
        "charge",
        "ch",
        _card=method["_card"],
        amount=intent["amount"],
        amount_captured=0,
        amount_refunded=0,
        application=None,
        application_fee=None,
        application_fee_amount=intent["application_fee_amount"],
        balance_transaction=None,
        billing_details=dict(method["billing_details"]),
        calculated_statement_descriptor="COMMON PURSE DEMO",
        captured=False,
        currency=intent["currency"],
        customer=intent["customer"],
        description=intent["description"],
        disputed=False,
        failure_balance_transaction=None,
        fraud_details={},
        livemode=False,
        metadata=dict(intent["metadata"]),
        on_behalf_of=intent["on_behalf_of"],
        payment_intent=intent["id"],
        payment_method=method["id"],
        receipt_email=None,
        receipt_number=None,
        receipt_url=None,
        refunded=False,
        review=None,
        shipping=None,
        source_transfer=None,
        statement_descriptor=None,
        statement_descriptor_suffix=intent["statement_descriptor_suffix"],
        transfer_data=intent["transfer_data"],
        transfer_group=intent["transfer_group"],
        **fields,
    )


def hold(call: Call, intent: Thing, method: Thing, *, off_session: bool, manual: bool) -> Thing:
    """The bank says yes: the amount is held on the card, and nothing has moved."""
    card = card_of(method)
    lasts = VISA_UNATTENDED_HOLD if card.brand == "visa" and off_session else HOLD
    details = _card_details(card, method, intent["amount"])
    if manual:
        details["capture_before"] = call.now + lasts
    return _make(
        call,
        intent,
        method,
        failure_code=None,
        failure_message=None,
        outcome=_outcome("authorized", "approved_by_network", None, "Payment complete."),
        paid=True,
        payment_method_details={"card": details, "type": "card"},
        status="succeeded",
    )


def declined(call: Call, intent: Thing, method: Thing, decline: Decline) -> Thing:
    charge = _make(
        call,
        intent,
        method,
        failure_code=decline.code,
        failure_message=decline.message,
        outcome=_outcome(
            "issuer_declined", "declined_by_network", decline.decline_code, decline.message
        ),
        paid=False,
        payment_method_details={
            "card": _card_details(card_of(method), method, intent["amount"]),
            "type": "card",
        },
        status="failed",
    )
    return call.say("charge.failed", charge)


def take(call: Call, charge: Thing, pence: int, *, at_once: bool) -> Thing:
    """Capture: the money moves to the platform and on to the destination, less fees."""
    available_at = call.now if at_once else call.now + call.settle_seconds
    line = balances.post(
        call,
        "charge",
        pence,
        charge,
        currency=charge["currency"],
        fee=balances.processing_fee(pence),
        available_at=available_at,
    )
    call.change(charge, captured=True, amount_captured=pence, balance_transaction=line["id"])
    if charge["transfer_data"] is not None:
        transfers.pay_destination(call, charge, pence, available_at)
    return charge


def release(call: Call, charge: Thing) -> Thing:
    """Let go of a hold: nothing was ever taken, and the processor counts it as refunded."""
    return call.change(charge, refunded=True, amount_refunded=charge["amount"])


def _outcome(kind: str, status: str, reason: str | None, message: str) -> Thing:
    return {
        "advice_code": None,
        "network_advice_code": None,
        "network_decline_code": None,
        "network_status": status,
        "reason": reason,
        "risk_level": "normal",
        "seller_message": message,
        "type": kind,
    }


def _card_details(card: PretendCard, method: Thing, pence: int) -> Thing:
    shown = method["card"]
    return {
        "amount_authorized": pence,
        "authorization_code": "standin",
        "brand": card.brand,
        "checks": dict(shown["checks"]),
        "country": shown["country"],
        "exp_month": shown["exp_month"],
        "exp_year": shown["exp_year"],
        "extended_authorization": {"status": "disabled"},
        "fingerprint": shown["fingerprint"],
        "funding": shown["funding"],
        "incremental_authorization": {"status": "unavailable"},
        "installments": None,
        "last4": shown["last4"],
        "mandate": None,
        "multicapture": {"status": "unavailable"},
        "network": card.brand,
        "network_token": {"used": False},
        "network_transaction_id": None,
        "overcapture": {"maximum_amount_capturable": pence, "status": "unavailable"},
        "regulated_status": "unregulated",
        "three_d_secure": None,
        "wallet": None,
    }
