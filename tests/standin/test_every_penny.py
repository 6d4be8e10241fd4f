"""No penny is made or lost, whatever is asked in whatever order; and no hold is taken twice."""

import threading

import stripe
from hypothesis import given, settings
from hypothesis import strategies as st

from standin.core import Core
from standin.resources.balance_transactions import processing_fee
from tests.standin import making
from tests.standin.conftest import DAY, Processor

DEEDS = st.lists(
    st.tuples(
        st.sampled_from(["capture", "refund", "refund here only", "pay out", "wait"]),
        st.integers(30, 5000),
    ),
    max_size=12,
)


def ignore_refusal(deed) -> None:
    """A no is fine: what matters is what is there afterwards."""
    try:
        deed()
    except stripe.InvalidRequestError:
        return


@settings(max_examples=40, deadline=None)
@given(DEEDS)
def test_what_came_in_is_what_is_there_and_what_went_out(deeds):
    processor = Processor(Core(seed=7))
    v1 = processor.v1
    account = making.make_account(processor)
    options = {"stripe_account": account}
    payments = [making.pay_provider(processor, account, 3000)]
    for deed, pence in deeds:
        params = {"payment_intent": payments[-1].id, "amount": pence}
        if deed == "capture":
            payments.append(making.pay_provider(processor, account, pence))
        elif deed == "refund":
            ignore_refusal(
                lambda params=params: v1.refunds.create({**params, "reverse_transfer": True})
            )
        elif deed == "refund here only":
            ignore_refusal(lambda params=params: v1.refunds.create(params))
        elif deed == "pay out":
            payout = {"amount": pence, "currency": "gbp"}
            ignore_refusal(lambda payout=payout: v1.payouts.create(payout, options))
        else:
            processor.core.advance(DAY)

    captured = [v1.payment_intents.retrieve(intent.id).amount_received for intent in payments]
    refunded = sum(refund.amount for refund in v1.refunds.list({"limit": 100}).data)
    paid_out = sum(payout.amount for payout in v1.payouts.list({"limit": 100}, options).data)
    ours, theirs = making.balance(processor), making.balance(processor, account)
    remaining = sum(ours.values()) + sum(theirs.values())
    assert remaining == sum(captured) - sum(map(processing_fee, captured)) - refunded - paid_out
    assert theirs["available"] >= -refunded


def test_eight_at_once_capture_a_hold_once(served):
    v1 = served.v1
    intent = making.hold(served, 1000)
    outcomes, ready = [], threading.Barrier(8)

    def capture():
        ready.wait()
        try:
            outcomes.append(v1.payment_intents.capture(intent.id).status)
        except stripe.InvalidRequestError as refused:
            outcomes.append(refused.code)

    threads = [threading.Thread(target=capture) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(outcomes) == ["payment_intent_unexpected_state"] * 7 + ["succeeded"]
    assert len(v1.balance_transactions.list({"type": "charge"}).data) == 1
