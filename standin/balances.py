"""Balance transactions: every penny into or out of an account, and when it may be paid out."""

from typing import Any

from stripe.params import (
    BalanceRetrieveParams,
    BalanceTransactionListParams,
    BalanceTransactionRetrieveParams,
)

from standin.agenda import errand
from standin.books import Thing
from standin.call import Call
from standin.listing import page
from standin.routes import serves

CATEGORIES = {
    "payment": "charge",
    "payment_refund": "refund",
    "application_fee": "platform_earning",
    "application_fee_refund": "platform_earning_refund",
    "transfer_refund": "transfer_reversal",
    "payout_cancel": "payout_reversal",
}


def processing_fee(pence: int) -> int:
    """What the pretend processor keeps of a card payment: 1.5 % and 20p, an example price."""
    return (pence * 15 + 500) // 1000 + 20


def post(
    call: Call,
    kind: str,
    pence: int,
    source: Thing,
    *,
    currency: str,
    fee: int = 0,
    fee_kind: str = "stripe_fee",
    available_at: int | None = None,
) -> Thing:
    """One line in the account's balance: `pence` in (or out, below 0), less `fee`."""
    at = max(call.now, available_at or call.now)
    details = [
        {
            "amount": fee,
            "application": None,
            "currency": currency,
            "description": "Pretend fee",
            "type": fee_kind,
        }
    ]
    line = call.add(
        "balance_transaction",
        "txn",
        amount=pence,
        available_on=at,
        balance_type="payments",
        currency=currency,
        description=None,
        exchange_rate=None,
        fee=fee,
        fee_details=details if fee else [],
        net=pence - fee,
        reporting_category=CATEGORIES.get(kind, kind),
        source=source["id"],
        status="available" if at <= call.now else "pending",
        type=kind,
    )
    if line["status"] == "pending":
        call.change(line, _due=[at, "becomes_available"])
    return line


@errand("becomes_available")
def _becomes_available(call: Call, line: Thing) -> None:
    call.change(line, status="available")


def available_at(call: Call, line_id: str) -> int:
    """When the money of that line can be paid out: what is taken back waits as long."""
    at: int = call.get("balance_transaction", line_id)["available_on"]
    return at


def total(call: Call, status: str, currency: str = "gbp") -> int:
    lines = call.books.every(call.account, "balance_transaction")
    return sum(
        line["net"] for line in lines if (line["status"], line["currency"]) == (status, currency)
    )


@serves("balance.retrieve", "GET", "/v1/balance", BalanceRetrieveParams)
def retrieve(call: Call) -> Thing:
    def sums(status: str) -> list[Thing]:
        pence = total(call, status)
        return [{"amount": pence, "currency": "gbp", "source_types": {"card": pence}}]

    return {
        "object": "balance",
        "available": sums("available"),
        "livemode": False,
        "pending": sums("pending"),
    }


@serves(
    "balance_transactions.retrieve",
    "GET",
    "/v1/balance_transactions/{line}",
    BalanceTransactionRetrieveParams,
)
def line(call: Call, line: str) -> Thing:
    return call.get("balance_transaction", line)


@serves(
    "balance_transactions.list", "GET", "/v1/balance_transactions", BalanceTransactionListParams
)
def lines(
    call: Call,
    *,
    source: str | None = None,
    type: str | None = None,
    currency: str | None = None,
    **paging: Any,
) -> Thing:
    return page(
        call,
        "balance_transaction",
        "/v1/balance_transactions",
        source=source,
        type=type,
        currency=currency,
        **paging,
    )
