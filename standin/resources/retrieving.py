"""Retrieve and list, for the kinds that need nothing more."""

from typing import Any

from stripe.params import (
    PayoutListParams,
    PayoutRetrieveParams,
    RefundListParams,
    RefundRetrieveParams,
)

from standin.api.call import Call
from standin.api.pagination import list_objects
from standin.api.routes import route
from standin.store.object_store import ApiObject


@route("payouts.retrieve", "GET", "/v1/payouts/{id}", PayoutRetrieveParams)
def retrieve_payout(call: Call, payout_id: str) -> ApiObject:
    return call.get("payout", payout_id)


@route("payouts.list", "GET", "/v1/payouts", PayoutListParams)
def list_payouts(call: Call, **paging: Any) -> ApiObject:
    return list_objects(call, "payout", "/v1/payouts", **paging)


@route("refunds.retrieve", "GET", "/v1/refunds/{id}", RefundRetrieveParams)
def retrieve_refund(call: Call, refund_id: str) -> ApiObject:
    return call.get("refund", refund_id)


@route("refunds.list", "GET", "/v1/refunds", RefundListParams)
def list_refunds(call: Call, *, payment_intent: str | None = None, **paging: Any) -> ApiObject:
    return list_objects(call, "refund", "/v1/refunds", payment_intent=payment_intent, **paging)
