"""Payouts from an account's balance to its bank, never more than is available."""

from typing import Any

from stripe.params import PayoutCancelParams, PayoutCreateParams

from standin.api.call import Call
from standin.api.errors import invalid_request
from standin.api.metadata import clean_metadata
from standin.api.routes import route
from standin.clock import DAY
from standin.resources.balance_transactions import add_transaction, balance_pence
from standin.store.object_store import PLATFORM, ApiObject
from standin.store.schedule import scheduled_job

PAYOUT_ARRIVES_AFTER = 2 * DAY


@route("payouts.create", "POST", "/v1/payouts", PayoutCreateParams)
def create_payout(call: Call, *, amount: int, currency: str, metadata: Any = None) -> ApiObject:
    destination = _bank_account_id(call)
    available_pence = balance_pence(call, "available", currency)
    if amount <= 0:
        raise invalid_request(
            "Invalid positive integer", code="parameter_invalid_integer", param="amount"
        )
    if amount > available_pence:
        raise invalid_request(
            "You have insufficient funds in your Stripe account for this transfer."
            f" Your card balance is too low: {available_pence} available.",
            code="balance_insufficient",
            param="amount",
        )
    payout = call.add(
        "payout",
        "po",
        amount=amount,
        application_fee=None,
        application_fee_amount=None,
        arrival_date=call.now + PAYOUT_ARRIVES_AFTER,
        automatic=False,
        balance_transaction=None,
        currency=currency,
        description=None,
        destination=destination,
        failure_balance_transaction=None,
        failure_code=None,
        failure_message=None,
        livemode=False,
        metadata=clean_metadata(metadata),
        method="standard",
        original_payout=None,
        reconciliation_status="not_applicable",
        reversed_by=None,
        source_type="card",
        statement_descriptor=None,
        status="pending",
        type="bank_account",
        _due=[call.now + PAYOUT_ARRIVES_AFTER, "complete_payout"],
    )
    transaction = add_transaction(call, "payout", -amount, payout, currency=currency)
    call.update(payout, balance_transaction=transaction["id"])
    return call.emit("payout.created", payout)


@route("payouts.cancel", "POST", "/v1/payouts/{payout}/cancel", PayoutCancelParams)
def cancel_payout(call: Call, payout_id: str) -> ApiObject:
    payout = call.get("payout", payout_id)
    if payout["status"] != "pending":
        raise invalid_request("Only a pending payout can be canceled.", param="payout")
    add_transaction(call, "payout_cancel", payout["amount"], payout, currency=payout["currency"])
    call.update(payout, status="canceled", _due=None)
    return call.emit("payout.canceled", payout)


@scheduled_job("complete_payout")
def _complete_payout(call: Call, payout: ApiObject) -> None:
    call.update(payout, status="paid")
    call.emit("payout.paid", payout)


def _bank_account_id(call: Call) -> str:
    if call.account == PLATFORM:
        return "ba_standinplatform"
    account = call.store.get(PLATFORM, "account", call.account)
    if not account["payouts_enabled"]:
        raise invalid_request(
            "Cannot create payouts: this account has requirements that need to be collected.",
            code="payouts_not_allowed",
        )
    id_: str = account["external_accounts"]["data"][0]["id"]
    return id_
