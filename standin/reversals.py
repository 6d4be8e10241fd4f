"""Taking a transfer back from a connected account."""

from standin import balances
from standin.books import Thing, public
from standin.call import Call


def reverse(call: Call, transfer: Thing, pence: int, *, source_refund: Thing) -> Thing:
    """Take money back from the connected account, which may fall below nothing by it."""
    left = transfer["amount"] - transfer["amount_reversed"]
    there = call.on(transfer["destination"])
    payment = there.get("charge", transfer["destination_payment"])
    waits_until = balances.available_at(there, payment["balance_transaction"])
    refund = _refund_at_destination(there, payment, pence, waits_until)
    reversal = call.add(
        "transfer_reversal",
        "trr",
        amount=pence,
        balance_transaction=None,
        currency=transfer["currency"],
        destination_payment_refund=refund["id"],
        metadata={},
        source_refund=source_refund["id"],
        transfer=transfer["id"],
    )
    back = balances.post(
        call,
        "transfer_refund",
        pence,
        reversal,
        currency=transfer["currency"],
        available_at=waits_until,
    )
    call.change(reversal, balance_transaction=back["id"])
    reversals = transfer["reversals"]
    call.change(
        transfer,
        amount_reversed=transfer["amount_reversed"] + pence,
        reversed=pence == left,
        reversals=reversals | {"data": [public(reversal), *reversals["data"]]},
    )
    call.say("transfer.reversed", transfer)
    return reversal


def _refund_at_destination(there: Call, payment: Thing, pence: int, available_at: int) -> Thing:
    refund = there.add(
        "refund",
        "pyr",
        amount=pence,
        balance_transaction=None,
        charge=payment["id"],
        currency=payment["currency"],
        metadata={},
        payment_intent=None,
        reason=None,
        receipt_number=None,
        source_transfer_reversal=None,
        status="succeeded",
        transfer_reversal=None,
    )
    line = balances.post(
        there,
        "payment_refund",
        -pence,
        refund,
        currency=payment["currency"],
        available_at=available_at,
    )
    there.change(refund, balance_transaction=line["id"])
    refunded = payment["amount_refunded"] + pence
    there.change(payment, amount_refunded=refunded, refunded=refunded == payment["amount"])
    return refund
