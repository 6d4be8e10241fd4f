"""Taking a transfer back from a connected account."""

from typing import Any

from stripe.params import (
    TransferReversalCreateParams,
    TransferReversalListParams,
    TransferReversalRetrieveParams,
)

from standin import balances
from standin.books import Thing, public
from standin.call import Call
from standin.errors import invalid
from standin.listing import page
from standin.metadata import merged
from standin.routes import serves


def reverse(
    call: Call,
    transfer: Thing,
    pence: int,
    *,
    source_refund: Thing | None = None,
    metadata: Any = None,
) -> Thing:
    """Take money back from the connected account, which may fall below nothing by it."""
    left = transfer["amount"] - transfer["amount_reversed"]
    if pence > left:
        raise invalid(
            f"Transfer reversal amount ({pence}) is greater than unreversed amount on transfer"
            f" ({left})",
            param="amount",
        )
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
        metadata=merged({}, metadata),
        source_refund=None if source_refund is None else source_refund["id"],
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


@serves(
    "transfers.reversals.create",
    "POST",
    "/v1/transfers/{transfer}/reversals",
    TransferReversalCreateParams,
)
def create_reversal(
    call: Call, transfer: str, *, amount: int | None = None, metadata: Any = None
) -> Thing:
    held = call.get("transfer", transfer)
    pence = held["amount"] - held["amount_reversed"] if amount is None else amount
    if pence <= 0:
        raise invalid("This transfer is already fully reversed.", param="amount")
    there = call.on(held["destination"])
    enough = pence <= balances.total(there, "available", held["currency"])
    # Only a destination charge may be taken back past what the account still has.
    if held["source_transaction"] is None and not enough:
        raise invalid(
            "The destination account does not have enough balance for this reversal.",
            code="balance_insufficient",
        )
    return reverse(call, held, pence, metadata=metadata)


@serves(
    "transfers.reversals.retrieve",
    "GET",
    "/v1/transfers/{transfer}/reversals/{reversal}",
    TransferReversalRetrieveParams,
)
def retrieve_reversal(call: Call, transfer: str, reversal: str) -> Thing:
    return call.get("transfer_reversal", reversal)


@serves(
    "transfers.reversals.list",
    "GET",
    "/v1/transfers/{transfer}/reversals",
    TransferReversalListParams,
)
def list_reversals(call: Call, transfer: str, **paging: Any) -> Thing:
    url = f"/v1/transfers/{transfer}/reversals"
    return page(call, "transfer_reversal", url, transfer=transfer, **paging)
