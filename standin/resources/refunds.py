"""Refunds: money back to the card, and with `reverse_transfer` back from the destination."""

from typing import Any

from stripe.params import RefundCreateParams

from standin.api.call import Call
from standin.api.errors import invalid_request
from standin.api.metadata import clean_metadata
from standin.api.routes import route
from standin.resources import transfer_reversals
from standin.resources.balance_transactions import add_transaction
from standin.resources.intent_status import IntentStatus
from standin.store.object_store import ApiObject


@route("refunds.create", "POST", "/v1/refunds", RefundCreateParams)
def create_refund(
    call: Call,
    *,
    payment_intent: str,
    amount: int | None = None,
    reverse_transfer: bool = False,
    metadata: Any = None,
) -> ApiObject:
    charge = _charge_to_refund(call, payment_intent)
    remaining_pence = charge["amount_captured"] - charge["amount_refunded"]
    pence = remaining_pence if amount is None else amount
    _check_remaining(charge, remaining_pence, pence)
    _check_transfer(charge, reverse_transfer)
    refund = call.add(
        "refund",
        "re",
        amount=pence,
        balance_transaction=None,
        charge=charge["id"],
        currency=charge["currency"],
        destination_details={
            "card": {
                "reference_status": "pending",
                "reference_type": "acquirer_reference_number",
                "type": "refund",
            },
            "type": "card",
        },
        metadata=clean_metadata(metadata),
        payment_intent=charge["payment_intent"],
        reason=None,
        receipt_number=None,
        source_transfer_reversal=None,
        status="succeeded",
        transfer_reversal=None,
    )
    transaction = add_transaction(call, "refund", -pence, refund, currency=charge["currency"])
    call.update(refund, balance_transaction=transaction["id"])
    if reverse_transfer:
        _reverse_transfer(call, charge, refund)
    amount_refunded = charge["amount_refunded"] + pence
    call.update(
        charge,
        amount_refunded=amount_refunded,
        refunded=amount_refunded == charge["amount_captured"],
    )
    call.emit("charge.refunded", charge)
    return call.emit("refund.created", refund)


def _charge_to_refund(call: Call, intent_id: str) -> ApiObject:
    intent = call.get("payment_intent", intent_id, "payment_intent")
    if intent["status"] != IntentStatus.SUCCEEDED:
        raise invalid_request(
            f"This PaymentIntent ({intent_id}) does not have a successful charge to refund.",
            param="payment_intent",
        )
    return call.get("charge", intent["latest_charge"])


def _check_remaining(charge: ApiObject, remaining_pence: int, pence: int) -> None:
    if remaining_pence == 0:
        raise invalid_request(
            f"Charge {charge['id']} has already been refunded.", code="charge_already_refunded"
        )
    if not 0 < pence <= remaining_pence:
        raise invalid_request(
            f"Refund amount ({pence}) is greater than unrefunded amount on charge"
            f" ({remaining_pence})",
            param="amount",
        )


def _check_transfer(charge: ApiObject, reverse_transfer: bool) -> None:
    if reverse_transfer and charge.get("transfer") is None:
        raise invalid_request(
            f"Charge {charge['id']} has no transfer to reverse.", param="reverse_transfer"
        )


def _reverse_transfer(call: Call, charge: ApiObject, refund: ApiObject) -> None:
    """In proportion: a half refunded takes back half of what was sent on."""
    transfer = call.get("transfer", charge["transfer"])
    share_pence = refund["amount"] * transfer["amount"] // charge["amount_captured"]
    remaining_pence = transfer["amount"] - transfer["amount_reversed"]
    reversal = transfer_reversals.reverse_transfer(
        call, transfer, min(share_pence, remaining_pence), refund
    )
    call.update(refund, transfer_reversal=reversal["id"])
