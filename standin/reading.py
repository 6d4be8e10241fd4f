"""Retrieve and list, for the kinds that need nothing more."""

from typing import Any

from stripe.params import (
    ApplicationFeeListParams,
    ApplicationFeeRetrieveParams,
    ChargeListParams,
    ChargeRetrieveParams,
    EventListParams,
    EventRetrieveParams,
    PayoutListParams,
    PayoutRetrieveParams,
    RefundListParams,
    RefundRetrieveParams,
    TransferListParams,
    TransferRetrieveParams,
)

from standin.books import Thing
from standin.call import Call
from standin.listing import page
from standin.routes import serves


def _retrieves(kind: str, params: type) -> None:
    @serves(f"{kind}s.retrieve", "GET", f"/v1/{kind}s/{{id}}", params)
    def retrieve(call: Call, key: str) -> Thing:
        return call.get(kind, key)


_retrieves("application_fee", ApplicationFeeRetrieveParams)
_retrieves("charge", ChargeRetrieveParams)
_retrieves("event", EventRetrieveParams)
_retrieves("payout", PayoutRetrieveParams)
_retrieves("refund", RefundRetrieveParams)
_retrieves("transfer", TransferRetrieveParams)


@serves("application_fees.list", "GET", "/v1/application_fees", ApplicationFeeListParams)
def application_fees(call: Call, *, charge: str | None = None, **paging: Any) -> Thing:
    return page(call, "application_fee", "/v1/application_fees", charge=charge, **paging)


@serves("charges.list", "GET", "/v1/charges", ChargeListParams)
def charges(
    call: Call,
    *,
    customer: str | None = None,
    payment_intent: str | None = None,
    transfer_group: str | None = None,
    **paging: Any,
) -> Thing:
    return page(
        call,
        "charge",
        "/v1/charges",
        customer=customer,
        payment_intent=payment_intent,
        transfer_group=transfer_group,
        **paging,
    )


@serves("events.list", "GET", "/v1/events", EventListParams)
def events(
    call: Call, *, type: str | None = None, types: list[str] | None = None, **paging: Any
) -> Thing:
    among = call.books.every(call.account, "event")
    if types is not None:
        among = [event for event in among if event["type"] in types]
    return page(call, "event", "/v1/events", among=among, type=type, **paging)


@serves("payouts.list", "GET", "/v1/payouts", PayoutListParams)
def payouts(call: Call, *, status: str | None = None, **paging: Any) -> Thing:
    return page(call, "payout", "/v1/payouts", status=status, **paging)


@serves("refunds.list", "GET", "/v1/refunds", RefundListParams)
def refunds(
    call: Call, *, charge: str | None = None, payment_intent: str | None = None, **paging: Any
) -> Thing:
    return page(
        call, "refund", "/v1/refunds", charge=charge, payment_intent=payment_intent, **paging
    )


@serves("transfers.list", "GET", "/v1/transfers", TransferListParams)
def transfers(
    call: Call,
    *,
    destination: str | None = None,
    transfer_group: str | None = None,
    **paging: Any,
) -> Thing:
    return page(
        call,
        "transfer",
        "/v1/transfers",
        destination=destination,
        transfer_group=transfer_group,
        **paging,
    )
