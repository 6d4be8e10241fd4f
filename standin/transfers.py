"""Transfers to connected accounts, and taking them back."""

from typing import Any

from stripe.params import (
    TransferCreateParams,
    TransferReversalCreateParams,
    TransferReversalListParams,
    TransferReversalRetrieveParams,
)

from standin import balances
from standin.books import PLATFORM, Thing, public
from standin.call import Call
from standin.errors import invalid
from standin.listing import page
from standin.metadata import merged
from standin.routes import serves


def check_destination(call: Call, account: str, param: str) -> Thing:
    """A connected account that may receive transfers."""
    held = call.books.get(PLATFORM, "account", account, param)
    if held["capabilities"].get("transfers") != "active":
        raise invalid(
            "Your destination account needs to have at least one of the following capabilities"
            " enabled: transfers, crypto_transfers, legacy_payments",
            code="insufficient_capabilities_for_transfer",
            param=param,
        )
    return held


def pay_destination(call: Call, charge: Thing, captured: int, available_at: int) -> None:
    """A destination charge: what was captured (or `transfer_data[amount]`) goes on."""
    wanted = charge["transfer_data"].get("amount")
    pence = captured if wanted is None else min(wanted, captured)
    fee = min(charge["application_fee_amount"] or 0, pence)
    transfer = _make(
        call,
        pence,
        charge["currency"],
        charge["transfer_data"]["destination"],
        available_at=available_at,
        fee=fee,
        source_transaction=charge["id"],
        transfer_group=charge["transfer_group"],
        metadata={},
        description=None,
    )
    call.change(charge, transfer=transfer["id"])
    if fee:
        _take_application_fee(call, charge, transfer, fee, available_at)


def _make(
    call: Call,
    pence: int,
    currency: str,
    destination: str,
    *,
    available_at: int,
    fee: int = 0,
    **fields: Any,
) -> Thing:
    transfer = call.add(
        "transfer",
        "tr",
        amount=pence,
        amount_reversed=0,
        balance_transaction=None,
        currency=currency,
        destination=destination,
        destination_payment=None,
        livemode=False,
        reversals={"object": "list", "data": [], "has_more": False, "url": ""},
        reversed=False,
        source_type="card",
        **fields,
    )
    out = balances.post(
        call, "transfer", -pence, transfer, currency=currency, available_at=available_at
    )
    payment = _payment_at_destination(call.on(destination), transfer, fee, available_at)
    call.change(
        transfer,
        balance_transaction=out["id"],
        destination_payment=payment["id"],
        reversals=transfer["reversals"] | {"url": f"/v1/transfers/{transfer['id']}/reversals"},
    )
    return call.say("transfer.created", transfer)


def _payment_at_destination(there: Call, transfer: Thing, fee: int, available_at: int) -> Thing:
    """The same money seen from the connected account: a charge whose id starts `py_`."""
    payment = there.add(
        "charge",
        "py",
        amount=transfer["amount"],
        amount_captured=transfer["amount"],
        amount_refunded=0,
        application_fee=None,
        application_fee_amount=fee or None,
        balance_transaction=None,
        captured=True,
        currency=transfer["currency"],
        customer=None,
        description=None,
        disputed=False,
        livemode=False,
        metadata={},
        paid=True,
        payment_intent=None,
        payment_method=None,
        refunded=False,
        source_transfer=transfer["id"],
        status="succeeded",
        transfer_group=transfer["transfer_group"],
    )
    line = balances.post(
        there,
        "payment",
        transfer["amount"],
        payment,
        currency=transfer["currency"],
        fee=fee,
        fee_kind="application_fee",
        available_at=available_at,
    )
    there.change(payment, balance_transaction=line["id"])
    return there.say("payment.created", payment)


def _take_application_fee(
    call: Call, charge: Thing, transfer: Thing, pence: int, available_at: int
) -> None:
    fee = call.add(
        "application_fee",
        "fee",
        account=transfer["destination"],
        amount=pence,
        amount_refunded=0,
        application="ca_standin",
        balance_transaction=None,
        charge=transfer["destination_payment"],
        currency=charge["currency"],
        fee_source={"charge": transfer["destination_payment"], "type": "charge"},
        livemode=False,
        originating_transaction=charge["id"],
        refunded=False,
        refunds={"object": "list", "data": [], "has_more": False, "url": ""},
    )
    line = balances.post(
        call, "application_fee", pence, fee, currency=fee["currency"], available_at=available_at
    )
    call.change(fee, balance_transaction=line["id"])
    call.change(charge, application_fee=fee["id"])
    call.say("application_fee.created", fee)


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


@serves("transfers.create", "POST", "/v1/transfers", TransferCreateParams)
def create(
    call: Call,
    *,
    amount: int,
    currency: str,
    destination: str,
    source_transaction: str | None = None,
    transfer_group: str | None = None,
    description: str | None = None,
    metadata: Any = None,
) -> Thing:
    check_destination(call, destination, "destination")
    available_at = call.now
    if source_transaction is not None:
        charge = call.get("charge", source_transaction, "source_transaction")
        available_at = balances.available_at(call, charge["balance_transaction"])
    elif amount > balances.total(call, "available", currency):
        raise invalid(
            "You have insufficient available funds in your Stripe account.",
            code="balance_insufficient",
        )
    return _make(
        call,
        amount,
        currency,
        destination,
        available_at=available_at,
        source_transaction=source_transaction,
        transfer_group=transfer_group,
        metadata=merged({}, metadata),
        description=description,
    )


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
