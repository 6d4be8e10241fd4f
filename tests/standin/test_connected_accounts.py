"""A provider's own account: paid by destination charges, paid out only when told to."""

import pytest
import stripe

from standin.balances import processing_fee
from tests.standin.conftest import DAY
from tests.standin.making import balance, capture, make_account, make_customer, pay_provider


@pytest.fixture
def account(processor, v1) -> str:
    return make_account(processor, v1)


def test_a_captured_payment_goes_straight_to_the_provider(v1, account):
    taken = pay_provider(v1, account, 1000)

    assert taken.latest_charge.transfer is not None
    assert balance(v1, account) == {"available": 0, "pending": 1000}
    assert balance(v1) == {"available": 0, "pending": -processing_fee(1000)}


def test_nothing_goes_anywhere_before_the_capture(v1, account):
    customer = make_customer(v1)
    method = v1.payment_methods.create({"type": "card", "card": {"number": "4242424242424242"}})
    v1.payment_methods.attach(method.id, {"customer": customer})
    v1.payment_intents.create(
        {
            "amount": 1000,
            "currency": "gbp",
            "customer": customer,
            "payment_method": method.id,
            "capture_method": "manual",
            "confirm": True,
            "off_session": True,
            "transfer_data": {"destination": account},
        }
    )

    assert balance(v1, account) == {"available": 0, "pending": 0}


def test_money_can_be_paid_out_after_it_has_settled_and_no_sooner(processor, v1, account):
    pay_provider(v1, account, 1000)
    payout, there = {"amount": 1000, "currency": "gbp"}, {"stripe_account": account}
    with pytest.raises(stripe.InvalidRequestError) as refused:
        v1.payouts.create(payout, there)
    assert refused.value.code == "balance_insufficient"

    processor.core.advance(3 * DAY)
    made = v1.payouts.create(payout, there)
    processor.core.advance(2 * DAY)

    assert v1.payouts.retrieve(made.id, options=there).status == "paid"
    assert balance(v1, account) == {"available": 0, "pending": 0}


def test_a_payout_is_never_more_than_what_is_there(processor, v1, account):
    pay_provider(v1, account, 1000)
    processor.core.advance(3 * DAY)
    there = {"stripe_account": account}

    v1.payouts.create({"amount": 400, "currency": "gbp"}, there)
    with pytest.raises(stripe.InvalidRequestError) as refused:
        v1.payouts.create({"amount": 601, "currency": "gbp"}, there)

    assert refused.value.code == "balance_insufficient"
    assert balance(v1, account)["available"] == 600


def test_a_payout_canceled_in_time_puts_the_money_back(processor, v1, account):
    pay_provider(v1, account, 1000)
    processor.core.advance(3 * DAY)
    there = {"stripe_account": account}
    made = v1.payouts.create({"amount": 1000, "currency": "gbp"}, there)

    v1.payouts.cancel(made.id, options=there)

    assert balance(v1, account)["available"] == 1000


def test_a_refund_takes_its_part_back_from_the_provider(v1, account):
    taken = pay_provider(v1, account, 1000)

    refund = v1.refunds.create(
        {"payment_intent": taken.id, "amount": 400, "reverse_transfer": True},
        {"idempotency_key": "refund"},
    )

    transfer = v1.transfers.retrieve(taken.latest_charge.transfer)
    assert (refund.status, transfer.amount_reversed, transfer.reversed) == ("succeeded", 400, False)
    assert balance(v1, account)["pending"] == 600
    assert [r.id for r in v1.refunds.list({"payment_intent": taken.id}).data] == [refund.id]


def test_a_refund_without_the_transfer_is_paid_by_the_platform(v1, account):
    taken = pay_provider(v1, account, 1000)

    v1.refunds.create({"payment_intent": taken.id})

    assert balance(v1, account)["pending"] == 1000
    assert sum(balance(v1).values()) == -1000 - processing_fee(1000)


def test_refunds_are_never_more_than_was_captured(v1):
    taken = capture(v1, 1000)
    v1.refunds.create({"payment_intent": taken.id, "amount": 700})

    with pytest.raises(stripe.InvalidRequestError, match="greater than unrefunded amount"):
        v1.refunds.create({"payment_intent": taken.id, "amount": 301})
    v1.refunds.create({"payment_intent": taken.id, "amount": 300})
    with pytest.raises(stripe.InvalidRequestError) as refused:
        v1.refunds.create({"payment_intent": taken.id})

    assert refused.value.code == "charge_already_refunded"


def test_an_application_fee_is_kept_and_given_back_in_proportion(v1, account):
    taken = pay_provider(v1, account, 1000, application_fee_amount=100)
    assert balance(v1, account)["pending"] == 900

    v1.refunds.create(
        {
            "payment_intent": taken.id,
            "amount": 500,
            "reverse_transfer": True,
            "refund_application_fee": True,
        }
    )

    fee = v1.application_fees.retrieve(taken.latest_charge.application_fee)
    assert (fee.amount, fee.amount_refunded) == (100, 50)
    assert sum(balance(v1, account).values()) == 450


def test_a_reversal_takes_the_transfer_back_once(v1, account):
    taken = pay_provider(v1, account, 1000)
    transfer = taken.latest_charge.transfer

    v1.transfers.reversals.create(transfer, {"amount": 1000})
    with pytest.raises(stripe.InvalidRequestError, match="already fully reversed"):
        v1.transfers.reversals.create(transfer)

    assert [r.amount for r in v1.transfers.reversals.list(transfer).data] == [1000]
    assert balance(v1, account)["pending"] == 0


def test_every_penny_has_its_line(v1, account):
    taken = pay_provider(v1, account, 1000)
    v1.refunds.create({"payment_intent": taken.id, "amount": 250, "reverse_transfer": True})

    platform = [(line.type, line.net) for line in v1.balance_transactions.list().data]
    provider = [
        (line.type, line.net)
        for line in v1.balance_transactions.list(options={"stripe_account": account}).data
    ]

    fee = processing_fee(1000)
    assert platform == [
        ("transfer_refund", 250),
        ("refund", -250),
        ("transfer", -1000),
        ("charge", 1000 - fee),
    ]
    assert provider == [("payment_refund", -250), ("payment", 1000)]


def test_an_account_that_is_not_open_can_not_be_the_payee(v1):
    account = v1.accounts.create(
        {"type": "express", "capabilities": {"transfers": {"requested": True}}}
    )

    with pytest.raises(stripe.InvalidRequestError) as refused:
        v1.payment_intents.create(
            {
                "amount": 1000,
                "currency": "gbp",
                "transfer_data": {"destination": account.id},
            }
        )

    assert refused.value.code == "insufficient_capabilities_for_transfer"


def test_an_account_nobody_opened_is_refused(v1):
    with pytest.raises(stripe.PermissionError):
        v1.balance.retrieve(options={"stripe_account": "acct_nobody"})
