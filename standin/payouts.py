"""Payouts from an account's balance to its bank, never more than is available."""

from typing import Any

from stripe.params import PayoutCancelParams, PayoutCreateParams

from standin import balances
from standin.agenda import errand
from standin.books import PLATFORM, Thing
from standin.call import Call
from standin.errors import invalid
from standin.metadata import written
from standin.routes import serves

DAY = 24 * 60 * 60
ARRIVES_AFTER = 2 * DAY


@serves("payouts.create", "POST", "/v1/payouts", PayoutCreateParams)
def create(
    call: Call,
    *,
    amount: int,
    currency: str,
    metadata: Any = None,
) -> Thing:
    destination = _bank_account(call)
    available = balances.total(call, "available", currency)
    if amount <= 0:
        raise invalid("Invalid positive integer", code="parameter_invalid_integer", param="amount")
    if amount > available:
        raise invalid(
            "You have insufficient funds in your Stripe account for this transfer."
            f" Your card balance is too low: {available} available.",
            code="balance_insufficient",
            param="amount",
        )
    payout = call.add(
        "payout",
        "po",
        amount=amount,
        application_fee=None,
        application_fee_amount=None,
        arrival_date=call.now + ARRIVES_AFTER,
        automatic=False,
        balance_transaction=None,
        currency=currency,
        description=None,
        destination=destination,
        failure_balance_transaction=None,
        failure_code=None,
        failure_message=None,
        livemode=False,
        metadata=written(metadata),
        method="standard",
        original_payout=None,
        reconciliation_status="not_applicable",
        reversed_by=None,
        source_type="card",
        statement_descriptor=None,
        status="pending",
        type="bank_account",
        _due=[call.now + ARRIVES_AFTER, "payout_arrives"],
    )
    line = balances.post(call, "payout", -amount, payout, currency=currency)
    call.change(payout, balance_transaction=line["id"])
    return call.say("payout.created", payout)


@serves("payouts.cancel", "POST", "/v1/payouts/{payout}/cancel", PayoutCancelParams)
def cancel(call: Call, payout: str) -> Thing:
    held = call.get("payout", payout)
    if held["status"] != "pending":
        raise invalid("Only a pending payout can be canceled.", param="payout")
    balances.post(call, "payout_cancel", held["amount"], held, currency=held["currency"])
    call.change(held, status="canceled", _due=None)
    return call.say("payout.canceled", held)


@errand("payout_arrives")
def _arrives(call: Call, payout: Thing) -> None:
    call.change(payout, status="paid")
    call.say("payout.paid", payout)


def _bank_account(call: Call) -> str:
    if call.account == PLATFORM:
        return "ba_standinplatform"
    account = call.books.get(PLATFORM, "account", call.account)
    if not account["payouts_enabled"]:
        raise invalid(
            "Cannot create payouts: this account has requirements that need to be collected.",
            code="payouts_not_allowed",
        )
    bank: str = account["external_accounts"]["data"][0]["id"]
    return bank
