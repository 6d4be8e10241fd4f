"""What can go wrong on the way, asked for by name."""

import pytest
import stripe

from standin.core import Core
from standin.faults import parse_faults
from standin.inprocess import client
from tests.standin.making import make_intent

CONFIRM = "payment_intents.confirm"


def confirm(v1, intent, key="k"):
    return v1.payment_intents.confirm(intent.id, {"off_session": True}, {"idempotency_key": key})


def test_a_lost_answer_leaves_the_work_done(processor, v1):
    intent = make_intent(processor)
    processor.core.faults.plan(operation=CONFIRM, fault="lost_answer")

    with pytest.raises(stripe.APIConnectionError):
        confirm(v1, intent)

    assert v1.payment_intents.retrieve(intent.id).status == "requires_capture"
    assert confirm(v1, intent).status == "requires_capture"


def test_a_lost_request_leaves_nothing_done(processor, v1):
    intent = make_intent(processor)
    processor.core.faults.plan(operation=CONFIRM, fault="lost_request")

    with pytest.raises(stripe.APIConnectionError):
        confirm(v1, intent)

    assert v1.payment_intents.retrieve(intent.id).status == "requires_confirmation"
    assert confirm(v1, intent).status == "requires_capture"


def test_a_key_that_expired_makes_a_second_payment(processor, v1):
    """Why a stored key alone is not enough: this is the mistake the product must not make."""
    payment = {"amount": 1000, "currency": "gbp"}
    first = v1.payment_intents.create(payment, {"idempotency_key": "k"})
    processor.core.faults.plan(operation="payment_intents.create", fault="key_expired")

    second = v1.payment_intents.create(payment, {"idempotency_key": "k"})

    assert first.id != second.id


def test_too_many_requests_saves_nothing(processor, v1):
    intent = make_intent(processor)
    processor.core.faults.plan(operation=CONFIRM, fault="rate_limited")

    with pytest.raises(stripe.RateLimitError):
        confirm(v1, intent)

    assert confirm(v1, intent).status == "requires_capture"


@pytest.mark.parametrize(
    ("fault", "status"),
    [("server_error", "requires_confirmation"), ("server_error_after", "requires_capture")],
)
def test_a_server_error_is_remembered_under_the_key(processor, v1, fault, status):
    intent = make_intent(processor)
    processor.core.faults.plan(operation=CONFIRM, fault=fault)

    for _ in range(2):
        with pytest.raises(stripe.APIError):
            confirm(v1, intent)

    assert v1.payment_intents.retrieve(intent.id).status == status


def test_a_slow_answer_comes_all_the_same(processor, v1):
    waited = []
    processor.core.pause = waited.append
    processor.core.faults.plan(operation="customers.*", fault="slow", seconds=2)

    v1.customers.create()

    assert waited == [2]


def test_a_fault_may_let_some_pass_and_stop_by_itself(processor, v1):
    processor.core.faults.plan(operation="*", fault="rate_limited", skip=1, times=1)

    v1.customers.create()
    with pytest.raises(stripe.RateLimitError):
        v1.customers.create()
    v1.customers.create()


def outcomes(seed: int) -> list[bool]:
    core = Core(seed=seed)
    core.faults.plan(operation="*", fault="lost_answer", times=None, chance=0.3)
    v1 = client(core, max_network_retries=0).v1
    answered = []
    for _ in range(40):
        try:
            v1.customers.create()
        except stripe.APIConnectionError:
            answered.append(False)
        else:
            answered.append(True)
    return answered


def test_chance_is_the_same_again_for_the_same_seed():
    assert outcomes(1) == outcomes(1)
    assert outcomes(1) != outcomes(2)
    assert 4 < outcomes(1).count(False) < 20


def test_faults_may_be_said_on_the_command_line():
    assert parse_faults("payment_intents.confirm=lost_answer:3, webhooks.*=drop") == [
        {"operation": "payment_intents.confirm", "fault": "lost_answer", "times": 3},
        {"operation": "webhooks.*", "fault": "drop", "times": 1},
    ]
