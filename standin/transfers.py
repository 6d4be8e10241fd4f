"""Transfers to connected accounts, by themselves or as part of a destination charge."""

from typing import Any

from stripe.params import TransferCreateParams

from standin import application_fees, balances
from standin.books import PLATFORM, Thing
from standin.call import Call
from standin.errors import invalid
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
        application_fees.take(call, charge, transfer, fee, available_at)


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
