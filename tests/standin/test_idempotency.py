"""A key gives the first answer again, and only for a day."""

import threading

import pytest
import requests
import stripe

from standin.cards import DECLINE_AT_CHARGE_CARD
from tests.standin.conftest import DAY
from tests.standin.making import ACCOUNT, make_intent
from tests.waits import TEST_WAIT_SECONDS

METADATA = {"metadata": {"person": "p1"}}
PAYMENT = {"amount": 1000, "currency": "gbp"}


def test_the_same_key_gives_the_same_answer(v1):
    first = v1.payment_intents.create(PAYMENT, {"idempotency_key": "k"})
    second = v1.payment_intents.create(PAYMENT, {"idempotency_key": "k"})

    assert first.to_dict() == second.to_dict()
    assert len(v1.payment_intents.list().data) == 1
    assert second.last_response.headers["idempotent-replayed"] == "true"


def test_the_same_key_with_other_parameters_is_refused(v1):
    v1.payment_intents.create(PAYMENT, {"idempotency_key": "k"})

    with pytest.raises(stripe.IdempotencyError):
        v1.payment_intents.create({**PAYMENT, "amount": 1001}, {"idempotency_key": "k"})


def test_the_same_key_at_another_address_is_refused(v1):
    v1.payment_intents.create(PAYMENT, {"idempotency_key": "k"})

    with pytest.raises(stripe.IdempotencyError):
        v1.customers.create({}, {"idempotency_key": "k"})


def test_a_decline_is_remembered_too(processor, v1):
    intent = make_intent(processor, card=DECLINE_AT_CHARGE_CARD)

    for _ in range(2):
        with pytest.raises(stripe.CardError):
            v1.payment_intents.confirm(intent.id, {"off_session": True}, {"idempotency_key": "k"})

    assert len(processor.objects("charge")) == 1


def test_parameters_that_are_wrong_are_not_remembered(v1):
    with pytest.raises(stripe.InvalidRequestError):
        v1.payment_intents.create({"currency": "gbp"}, {"idempotency_key": "k"})

    assert v1.payment_intents.create(PAYMENT, {"idempotency_key": "k"}).amount == 1000


def test_a_key_is_forgotten_after_a_day(processor, v1):
    first = v1.payment_intents.create(PAYMENT, {"idempotency_key": "k"})
    processor.core.advance(DAY - 1)
    assert v1.payment_intents.create(PAYMENT, {"idempotency_key": "k"}).id == first.id

    processor.core.advance(1)

    assert v1.payment_intents.create(PAYMENT, {"idempotency_key": "k"}).id != first.id


def test_accounts_do_not_share_keys(v1):
    account = v1.accounts.create(ACCOUNT).id
    ours = v1.customers.create({}, {"idempotency_key": "k"})

    theirs = v1.customers.create({}, {"idempotency_key": "k", "stripe_account": account})

    assert theirs.id != ours.id


def test_a_repeat_while_the_first_still_runs_is_a_conflict(served):
    """The first is slow: its work is done, its answer is not yet given."""
    working, may_go_on = threading.Event(), threading.Event()

    def pause(seconds):
        working.set()
        may_go_on.wait(TEST_WAIT_SECONDS)

    served.core.pause = pause
    served.core.faults.plan(operation="customers.create", fault="slow")
    first = threading.Thread(
        target=lambda: served.v1.customers.create(METADATA, {"idempotency_key": "k"})
    )
    first.start()
    assert working.wait(TEST_WAIT_SECONDS)

    answer = requests.post(
        f"{served.base}/v1/customers",
        data={"metadata[person]": "p1"},
        headers={"Authorization": "Bearer sk_test_standin", "Idempotency-Key": "k"},
        timeout=TEST_WAIT_SECONDS,
    )
    may_go_on.set()
    first.join()

    assert (answer.status_code, answer.json()["error"]["code"]) == (409, "idempotency_key_in_use")
    assert len(served.objects("customer")) == 1


def test_the_real_client_tries_again_by_itself_with_its_own_key(processor):
    processor.core.faults.plan(operation="customers.create", fault="lost_answer", times=2)

    made = processor.client(max_network_retries=2).v1.customers.create()

    assert [customer["id"] for customer in processor.objects("customer")] == [made.id]
