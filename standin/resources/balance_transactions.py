"""Balance transactions: every penny into or out of an account, and when it may be paid out."""

from typing import Any

from stripe.params import (
    BalanceRetrieveParams,
    BalanceTransactionListParams,
    BalanceTransactionRetrieveParams,
)

from standin.api.call import Call
from standin.api.pagination import list_objects
from standin.api.routes import route
from standin.store.object_store import ApiObject
from standin.store.schedule import scheduled_job

REPORTING_CATEGORIES = {
    "payment": "charge",
    "payment_refund": "refund",
    "transfer_refund": "transfer_reversal",
    "payout_cancel": "payout_reversal",
}


def processing_fee(pence: int) -> int:
    """What the pretend processor keeps of a card payment: 1.5 % and 20p, an example price."""
    return (pence * 15 + 500) // 1000 + 20


def add_transaction(
    call: Call,
    transaction_type: str,
    pence: int,
    source: ApiObject,
    *,
    currency: str,
    fee: int = 0,
    available_at: int | None = None,
) -> ApiObject:
    """One line in the account's balance: `pence` in (or out, below 0), less `fee`."""
    at = max(call.now, available_at or call.now)
    fee_details = [
        {
            "amount": fee,
            "application": None,
            "currency": currency,
            "description": "Pretend fee",
            "type": "stripe_fee",
        }
    ]
    transaction = call.add(
        "balance_transaction",
        "txn",
        amount=pence,
        available_on=at,
        balance_type="payments",
        currency=currency,
        description=None,
        exchange_rate=None,
        fee=fee,
        fee_details=fee_details if fee else [],
        net=pence - fee,
        reporting_category=REPORTING_CATEGORIES.get(transaction_type, transaction_type),
        source=source["id"],
        status="available" if at <= call.now else "pending",
        type=transaction_type,
    )
    if transaction["status"] == "pending":
        call.update(transaction, _due=[at, "make_available"])
    return transaction


@scheduled_job("make_available")
def _make_available(call: Call, transaction: ApiObject) -> None:
    call.update(transaction, status="available")


def available_on(call: Call, transaction_id: str) -> int:
    """When the money of that line can be paid out: what is taken back waits as long."""
    at: int = call.get("balance_transaction", transaction_id)["available_on"]
    return at


def balance_pence(call: Call, status: str, currency: str = "gbp") -> int:
    return sum(
        transaction["net"]
        for transaction in call.store.objects(call.account, "balance_transaction")
        if (transaction["status"], transaction["currency"]) == (status, currency)
    )


@route("balance.retrieve", "GET", "/v1/balance", BalanceRetrieveParams)
def retrieve_balance(call: Call) -> ApiObject:
    def sums(status: str) -> list[ApiObject]:
        pence = balance_pence(call, status)
        return [{"amount": pence, "currency": "gbp", "source_types": {"card": pence}}]

    return {
        "object": "balance",
        "available": sums("available"),
        "livemode": False,
        "pending": sums("pending"),
    }


@route(
    "balance_transactions.retrieve",
    "GET",
    "/v1/balance_transactions/{id}",
    BalanceTransactionRetrieveParams,
)
def retrieve_transaction(call: Call, transaction_id: str) -> ApiObject:
    return call.get("balance_transaction", transaction_id)


@route("balance_transactions.list", "GET", "/v1/balance_transactions", BalanceTransactionListParams)
def list_transactions(
    call: Call,
    *,
    source: str | None = None,
    type: str | None = None,
    currency: str | None = None,
    **paging: Any,
) -> ApiObject:
    return list_objects(
        call,
        "balance_transaction",
        "/v1/balance_transactions",
        source=source,
        type=type,
        currency=currency,
        **paging,
    )
