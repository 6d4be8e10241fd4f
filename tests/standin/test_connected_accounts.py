"""A provider's own account: paid by destination charges, paid out only when told to."""

import pytest
import stripe

from standin.resources.balance_transactions import processing_fee
from tests.standin.conftest import DAY
from tests.standin.making import ACCOUNT, balance, capture, hold, make_account, pay_provider


@pytest.fixture
def account(processor) -> str:
    return make_account(processor)


def test_a_captured_payment_goes_straight_to_the_provider(processor, account):
    payment = pay_provider(processor, account, 1000)

    assert payment.latest_charge.transfer is not None
    assert balance(processor, account) == {"available": 0, "pending": 1000}
    assert balance(processor) == {"available": 0, "pending": -processing_fee(1000)}


def test_nothing_goes_anywhere_before_the_capture(processor, account):
    hold(processor, transfer_data={"destination": account})

    assert balance(processor, account) == {"available": 0, "pending": 0}


def test_money_can_be_paid_out_after_it_has_settled_and_no_sooner(processor, v1, account):
    pay_provider(processor, account, 1000)
    payout, options = {"amount": 1000, "currency": "gbp"}, {"stripe_account": account}
    with pytest.raises(stripe.InvalidRequestError) as refused:
        v1.payouts.create(payout, options)
    assert refused.value.code == "balance_insufficient"

    processor.core.advance(3 * DAY)
    new_payout = v1.payouts.create(payout, options)
    processor.core.advance(2 * DAY)

    assert v1.payouts.retrieve(new_payout.id, options=options).status == "paid"
    assert balance(processor, account) == {"available": 0, "pending": 0}


def test_a_payout_is_never_more_than_what_is_there(processor, v1, account):
    pay_provider(processor, account, 1000)
    processor.core.advance(3 * DAY)
    options = {"stripe_account": account}

    v1.payouts.create({"amount": 400, "currency": "gbp"}, options)
    with pytest.raises(stripe.InvalidRequestError) as refused:
        v1.payouts.create({"amount": 601, "currency": "gbp"}, options)

    assert refused.value.code == "balance_insufficient"
    assert balance(processor, account)["available"] == 600


def test_a_payout_canceled_in_time_puts_the_money_back(processor, v1, account):
    pay_provider(processor, account, 1000)
    processor.core.advance(3 * DAY)
    options = {"stripe_account": account}
    new_payout = v1.payouts.create({"amount": 1000, "currency": "gbp"}, options)

    v1.payouts.cancel(new_payout.id, options=options)

    assert balance(processor, account)["available"] == 1000


def test_a_refund_takes_its_part_back_from_the_provider(processor, v1, account):
    payment = pay_provider(processor, account, 1000)

    refund = v1.refunds.create(
        {"payment_intent": payment.id, "amount": 400, "reverse_transfer": True},
        {"idempotency_key": "refund"},
    )

    [transfer] = processor.objects("transfer")
    assert (refund.status, transfer["amount_reversed"], transfer["reversed"]) == (
        "succeeded",
        400,
        False,
    )
    assert balance(processor, account)["pending"] == 600
    assert [r.id for r in v1.refunds.list({"payment_intent": payment.id}).data] == [refund.id]


def test_a_refund_without_the_transfer_is_paid_by_the_platform(processor, v1, account):
    payment = pay_provider(processor, account, 1000)

    v1.refunds.create({"payment_intent": payment.id})

    assert balance(processor, account)["pending"] == 1000
    assert sum(balance(processor).values()) == -1000 - processing_fee(1000)


def test_refunds_are_never_more_than_was_captured(processor, v1):
    payment = capture(processor, 1000)
    v1.refunds.create({"payment_intent": payment.id, "amount": 700})

    with pytest.raises(stripe.InvalidRequestError, match="greater than unrefunded amount"):
        v1.refunds.create({"payment_intent": payment.id, "amount": 301})
    v1.refunds.create({"payment_intent": payment.id, "amount": 300})
    with pytest.raises(stripe.InvalidRequestError) as refused:
        v1.refunds.create({"payment_intent": payment.id})

    assert refused.value.code == "charge_already_refunded"


def test_every_penny_has_its_line(processor, v1, account):
    payment = pay_provider(processor, account, 1000)
    v1.refunds.create({"payment_intent": payment.id, "amount": 250, "reverse_transfer": True})

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
    account = v1.accounts.create(ACCOUNT)

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
