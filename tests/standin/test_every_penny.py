"""No penny is made or lost, whatever is asked in whatever order; and no hold is taken twice."""

import threading

import stripe
from hypothesis import given, settings
from hypothesis import strategies as st

from standin.balances import processing_fee
from standin.core import Core
from tests.standin import making
from tests.standin.conftest import DAY, Processor

DEEDS = st.lists(
    st.tuples(
        st.sampled_from(["capture", "refund", "refund here only", "pay out", "wait"]),
        st.integers(30, 5000),
    ),
    max_size=12,
)


def tried(deed) -> None:
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
    there = {"stripe_account": account}
    paid = [making.pay_provider(processor, account, 3000)]
    for deed, pence in deeds:
        asked = {"payment_intent": paid[-1].id, "amount": pence}
        if deed == "capture":
            paid.append(making.pay_provider(processor, account, pence))
        elif deed == "refund":
            tried(lambda asked=asked: v1.refunds.create({**asked, "reverse_transfer": True}))
        elif deed == "refund here only":
            tried(lambda asked=asked: v1.refunds.create(asked))
        elif deed == "pay out":
            payout = {"amount": pence, "currency": "gbp"}
            tried(lambda payout=payout: v1.payouts.create(payout, there))
        else:
            processor.core.advance(DAY)

    captured = [v1.payment_intents.retrieve(intent.id).amount_received for intent in paid]
    refunded = sum(refund.amount for refund in v1.refunds.list({"limit": 100}).data)
    paid_out = sum(payout.amount for payout in v1.payouts.list({"limit": 100}, there).data)
    ours, theirs = making.balance(processor), making.balance(processor, account)
    left = sum(ours.values()) + sum(theirs.values())
    assert left == sum(captured) - sum(map(processing_fee, captured)) - refunded - paid_out
    assert theirs["available"] >= -refunded


def test_eight_at_once_capture_a_hold_once(served):
    v1 = served.v1
    held = making.hold(served, 1000)
    came, ready = [], threading.Barrier(8)

    def capture():
        ready.wait()
        try:
            came.append(v1.payment_intents.capture(held.id).status)
        except stripe.InvalidRequestError as refused:
            came.append(refused.code)

    threads = [threading.Thread(target=capture) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(came) == ["payment_intent_unexpected_state"] * 7 + ["succeeded"]
    assert len(v1.balance_transactions.list({"type": "charge"}).data) == 1
