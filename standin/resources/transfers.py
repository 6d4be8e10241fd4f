"""Transfers to connected accounts: what a destination charge sends on."""

from standin.api.call import Call
from standin.api.errors import invalid_request
from standin.resources.balance_transactions import add_transaction
from standin.store.object_store import PLATFORM, ApiObject


def check_destination(call: Call, account_id: str, param: str) -> None:
    """A connected account that may receive transfers."""
    account = call.store.get(PLATFORM, "account", account_id, param)
    if account["capabilities"].get("transfers") != "active":
        raise invalid_request(
            "Your destination account needs to have at least one of the following capabilities"
            " enabled: transfers, crypto_transfers, legacy_payments",
            code="insufficient_capabilities_for_transfer",
            param=param,
        )


def create_transfer(call: Call, charge: ApiObject, available_at: int) -> None:
    """All that a destination charge captured goes on."""
    destination = charge["transfer_data"]["destination"]
    currency, pence = charge["currency"], charge["amount_captured"]
    transfer = call.add(
        "transfer",
        "tr",
        amount=pence,
        amount_reversed=0,
        balance_transaction=None,
        currency=currency,
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
    transaction = add_transaction(
        call, "transfer", -pence, transfer, currency=currency, available_at=available_at
    )
    payment = _create_destination_payment(call.for_account(destination), transfer, available_at)
    call.update(
        transfer,
        balance_transaction=transaction["id"],
        destination_payment=payment["id"],
        reversals=transfer["reversals"] | {"url": f"/v1/transfers/{transfer['id']}/reversals"},
    )
    call.emit("transfer.created", transfer)
    call.update(charge, transfer=transfer["id"])


def _create_destination_payment(
    destination: Call, transfer: ApiObject, available_at: int
) -> ApiObject:
    """The same money seen from the connected account: a charge whose id starts `py_`."""
    pence, currency = transfer["amount"], transfer["currency"]
    payment = destination.add(
        "charge",
        "py",
        amount=pence,
        amount_captured=pence,
        amount_refunded=0,
        application_fee=None,
        application_fee_amount=None,
        balance_transaction=None,
        captured=True,
        currency=currency,
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
    transaction = add_transaction(
        destination, "payment", pence, payment, currency=currency, available_at=available_at
    )
    destination.update(payment, balance_transaction=transaction["id"])
    return destination.emit("payment.created", payment)
