"""Charges: what a card was asked for, what it was held for, and what was captured."""

from typing import Any

from standin.api.call import Call
from standin.cards import Decline
from standin.clock import DAY, HOUR
from standin.resources import balance_transactions, transfers
from standin.resources.payment_methods import card_of
from standin.store.object_store import ApiObject

UNATTENDED_VISA_HELD_FOR = 4 * DAY + 18 * HOUR
OTHERS_HELD_FOR = 7 * DAY


def _create_charge(call: Call, intent: ApiObject, method: ApiObject, **fields: Any) -> ApiObject:
    return call.add(
        "charge",
        "ch",
        _card=method["_card"],
        amount=intent["amount"],
        amount_captured=0,
        amount_refunded=0,
        application=None,
        application_fee=None,
        application_fee_amount=None,
        balance_transaction=None,
        billing_details=dict(method["billing_details"]),
        calculated_statement_descriptor="COMMON PURSE DEMO",
        captured=False,
        currency=intent["currency"],
        customer=intent["customer"],
        description=None,
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
        statement_descriptor_suffix=None,
        transfer_data=intent["transfer_data"],
        transfer_group=intent["transfer_group"],
        **fields,
    )


def authorize_charge(
    call: Call, intent: ApiObject, method: ApiObject, *, off_session: bool, is_manual: bool
) -> ApiObject:
    """The bank says yes: the amount is held on the card, and nothing has moved."""
    is_unattended_visa = card_of(method).brand == "visa" and off_session
    card_details = _card_details(method, intent["amount"])
    if is_manual:
        card_details["capture_before"] = call.now + (
            UNATTENDED_VISA_HELD_FOR if is_unattended_visa else OTHERS_HELD_FOR
        )
    return _create_charge(
        call,
        intent,
        method,
        failure_code=None,
        failure_message=None,
        outcome=_outcome("authorized", "approved_by_network", None, "Payment complete."),
        paid=True,
        payment_method_details={"card": card_details, "type": "card"},
        status="succeeded",
    )


def decline_charge(call: Call, intent: ApiObject, method: ApiObject, decline: Decline) -> ApiObject:
    charge = _create_charge(
        call,
        intent,
        method,
        failure_code=decline.code,
        failure_message=decline.message,
        outcome=_outcome(
            "issuer_declined", "declined_by_network", decline.decline_code, decline.message
        ),
        paid=False,
        payment_method_details={"card": _card_details(method, intent["amount"]), "type": "card"},
        status="failed",
    )
    return call.emit("charge.failed", charge)


def capture_charge(call: Call, charge: ApiObject, *, has_instant_funds: bool) -> ApiObject:
    """The money moves to the platform, less the fee, and on to the destination."""
    available_at = call.now if has_instant_funds else call.now + call.settle_seconds
    pence = charge["amount"]
    transaction = balance_transactions.add_transaction(
        call,
        "charge",
        pence,
        charge,
        currency=charge["currency"],
        fee=balance_transactions.processing_fee(pence),
        available_at=available_at,
    )
    call.update(charge, captured=True, amount_captured=pence, balance_transaction=transaction["id"])
    if charge["transfer_data"] is not None:
        transfers.create_transfer(call, charge, available_at)
    return charge


def release_charge(call: Call, charge: ApiObject) -> ApiObject:
    """Let go of a hold: nothing was ever taken, and the processor counts it as refunded."""
    return call.update(charge, refunded=True, amount_refunded=charge["amount"])


def _outcome(outcome_type: str, network_status: str, reason: str | None, text: str) -> ApiObject:
    return {
        "advice_code": None,
        "network_advice_code": None,
        "network_decline_code": None,
        "network_status": network_status,
        "reason": reason,
        "risk_level": "normal",
        "seller_message": text,
        "type": outcome_type,
    }


def _card_details(method: ApiObject, pence: int) -> ApiObject:
    card = method["card"]
    return {
        "amount_authorized": pence,
        "authorization_code": "standin",
        "brand": card["brand"],
        "checks": dict(card["checks"]),
        "country": card["country"],
        "exp_month": card["exp_month"],
        "exp_year": card["exp_year"],
        "extended_authorization": {"status": "disabled"},
        "fingerprint": card["fingerprint"],
        "funding": card["funding"],
        "incremental_authorization": {"status": "unavailable"},
        "installments": None,
        "last4": card["last4"],
        "mandate": None,
        "multicapture": {"status": "unavailable"},
        "network": card["brand"],
        "network_token": {"used": False},
        "network_transaction_id": None,
        "overcapture": {"maximum_amount_capturable": pence, "status": "unavailable"},
        "regulated_status": "unregulated",
        "three_d_secure": None,
        "wallet": None,
    }
