"""Retrieve and list, for the kinds that need nothing more."""

from typing import Any

from stripe.params import (
    PayoutListParams,
    PayoutRetrieveParams,
    RefundListParams,
    RefundRetrieveParams,
)

from standin.books import Thing
from standin.call import Call
from standin.listing import page
from standin.routes import serves


def _retrieves(kind: str, params: type) -> None:
    @serves(f"{kind}s.retrieve", "GET", f"/v1/{kind}s/{{id}}", params)
    def retrieve(call: Call, key: str) -> Thing:
        return call.get(kind, key)


_retrieves("payout", PayoutRetrieveParams)
_retrieves("refund", RefundRetrieveParams)


@serves("payouts.list", "GET", "/v1/payouts", PayoutListParams)
def payouts(call: Call, **paging: Any) -> Thing:
    return page(call, "payout", "/v1/payouts", **paging)


@serves("refunds.list", "GET", "/v1/refunds", RefundListParams)
def refunds(call: Call, *, payment_intent: str | None = None, **paging: Any) -> Thing:
    return page(call, "refund", "/v1/refunds", payment_intent=payment_intent, **paging)
