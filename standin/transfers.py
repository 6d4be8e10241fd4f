"""Transfers to connected accounts: what a destination charge sends on."""

from standin import balances
from standin.books import PLATFORM, Thing
from standin.call import Call
from standin.errors import invalid


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


def pay_destination(call: Call, charge: Thing, pence: int, available_at: int) -> None:
    """A destination charge: all that was captured goes on."""
    destination = charge["transfer_data"]["destination"]
    transfer = call.add(
        "transfer",
        "tr",
        amount=pence,
        amount_reversed=0,
        balance_transaction=None,
        currency=charge["currency"],
        description=None,
        destination=destination,
        destination_payment=None,
        livemode=False,
        metadata={},
        reversals={"object": "list", "data": [], "has_more": False, "url": ""},
        reversed=False,
        source_transaction=charge["id"],
        source_type="card",
        transfer_group=charge["transfer_group"],
    )
    out = balances.post(
        call, "transfer", -pence, transfer, currency=charge["currency"], available_at=available_at
    )
    payment = _payment_at_destination(call.on(destination), transfer, available_at)
    call.change(
        transfer,
        balance_transaction=out["id"],
        destination_payment=payment["id"],
        reversals=transfer["reversals"] | {"url": f"/v1/transfers/{transfer['id']}/reversals"},
    )
    call.say("transfer.created", transfer)
    call.change(charge, transfer=transfer["id"])


def _payment_at_destination(there: Call, transfer: Thing, available_at: int) -> Thing:
    """The same money seen from the connected account: a charge whose id starts `py_`."""
    payment = there.add(
        "charge",
        "py",
        amount=transfer["amount"],
        amount_captured=transfer["amount"],
        amount_refunded=0,
        application_fee=None,
        application_fee_amount=None,
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
        available_at=available_at,
    )
    there.change(payment, balance_transaction=line["id"])
    return there.say("payment.created", payment)
