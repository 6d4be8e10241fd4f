"""Taking a transfer back from a connected account."""

from standin.api.call import Call
from standin.resources.balance_transactions import add_transaction, available_on
from standin.store.object_store import ApiObject, public_copy


def reverse_transfer(call: Call, transfer: ApiObject, pence: int, refund: ApiObject) -> ApiObject:
    """Take money back from the connected account, which may fall below nothing by it."""
    destination = call.for_account(transfer["destination"])
    payment = destination.get("charge", transfer["destination_payment"])
    available_at = available_on(destination, payment["balance_transaction"])
    destination_refund = _create_destination_refund(destination, payment, pence, available_at)
    reversal = call.add(
        "transfer_reversal",
        "trr",
        amount=pence,
        balance_transaction=None,
        currency=transfer["currency"],
        destination_payment_refund=destination_refund["id"],
        metadata={},
        source_refund=refund["id"],
        transfer=transfer["id"],
    )
    transaction = add_transaction(
        call,
        "transfer_refund",
        pence,
        reversal,
        currency=transfer["currency"],
        available_at=available_at,
    )
    call.update(reversal, balance_transaction=transaction["id"])
    reversals = transfer["reversals"]
    amount_reversed = transfer["amount_reversed"] + pence
    call.update(
        transfer,
        amount_reversed=amount_reversed,
        reversed=amount_reversed == transfer["amount"],
        reversals=reversals | {"data": [public_copy(reversal), *reversals["data"]]},
    )
    call.emit("transfer.reversed", transfer)
    return reversal


def _create_destination_refund(
    destination: Call, payment: ApiObject, pence: int, available_at: int
) -> ApiObject:
    refund = destination.add(
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
    transaction = add_transaction(
        destination,
        "payment_refund",
        -pence,
        refund,
        currency=payment["currency"],
        available_at=available_at,
    )
    destination.update(refund, balance_transaction=transaction["id"])
    amount_refunded = payment["amount_refunded"] + pence
    destination.update(
        payment,
        amount_refunded=amount_refunded,
        refunded=amount_refunded == payment["amount"],
    )
    return refund
