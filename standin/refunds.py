"""Refunds: money back to the card, and with `reverse_transfer` back from the destination."""

from typing import Any

from stripe.params import RefundCreateParams

from standin import balances, reversals
from standin.books import Thing
from standin.call import Call
from standin.errors import invalid
from standin.metadata import written
from standin.routes import serves


@serves("refunds.create", "POST", "/v1/refunds", RefundCreateParams)
def create(
    call: Call,
    *,
    payment_intent: str,
    amount: int | None = None,
    reverse_transfer: bool = False,
    metadata: Any = None,
) -> Thing:
    held = _charge(call, payment_intent)
    left = held["amount_captured"] - held["amount_refunded"]
    pence = left if amount is None else amount
    _check_left(held, left, pence)
    _check_reverse(held, reverse_transfer)
    refund = call.add(
        "refund",
        "re",
        amount=pence,
        balance_transaction=None,
        charge=held["id"],
        currency=held["currency"],
        destination_details={
            "card": {
                "reference_status": "pending",
                "reference_type": "acquirer_reference_number",
                "type": "refund",
            },
            "type": "card",
        },
        metadata=written(metadata),
        payment_intent=held["payment_intent"],
        reason=None,
        receipt_number=None,
        source_transfer_reversal=None,
        status="succeeded",
        transfer_reversal=None,
    )
    line = balances.post(call, "refund", -pence, refund, currency=held["currency"])
    call.change(refund, balance_transaction=line["id"])
    if reverse_transfer:
        _reverse(call, held, refund, pence)
    refunded = held["amount_refunded"] + pence
    call.change(held, amount_refunded=refunded, refunded=refunded == held["amount_captured"])
    call.say("charge.refunded", held)
    return call.say("refund.created", refund)


def _charge(call: Call, payment_intent: str) -> Thing:
    intent = call.get("payment_intent", payment_intent, "payment_intent")
    if intent["status"] != "succeeded":
        raise invalid(
            f"This PaymentIntent ({payment_intent}) does not have a successful charge to refund.",
            param="payment_intent",
        )
    return call.get("charge", intent["latest_charge"])


def _check_left(charge: Thing, left: int, pence: int) -> None:
    if left == 0:
        raise invalid(
            f"Charge {charge['id']} has already been refunded.", code="charge_already_refunded"
        )
    if not 0 < pence <= left:
        raise invalid(
            f"Refund amount ({pence}) is greater than unrefunded amount on charge ({left})",
            param="amount",
        )


def _check_reverse(charge: Thing, reverse_transfer: bool) -> None:
    if reverse_transfer and charge.get("transfer") is None:
        raise invalid(
            f"Charge {charge['id']} has no transfer to reverse.", param="reverse_transfer"
        )


def _reverse(call: Call, charge: Thing, refund: Thing, pence: int) -> None:
    """In proportion: a half refunded takes back half of what was sent on."""
    transfer = call.get("transfer", charge["transfer"])
    wanted = pence * transfer["amount"] // charge["amount_captured"]
    left = transfer["amount"] - transfer["amount_reversed"]
    reversal = reversals.reverse(call, transfer, min(wanted, left), source_refund=refund)
    call.change(refund, transfer_reversal=reversal["id"])
