"""Events: signed as the processor signs them, and sent until somebody says yes."""

import json
import time

import pytest
import stripe

from standin.webhooks import WebhookSender, event_payload, sign_payload
from tests.standin.letterbox import SECRET, Letterbox
from tests.standin.making import capture, make_account, make_customer, make_session


@pytest.fixture
def letterbox():
    box = Letterbox()
    yield box
    box.close()


@pytest.fixture
def posted(core, letterbox):
    """The core's events go to the letterbox."""
    core.send_webhooks(letterbox.url, SECRET)
    yield letterbox
    core.stop_webhooks()


def test_events_arrive_in_order_and_truly_signed(posted, processor):
    taken = capture(processor)

    arrived = posted.wait_for(10)

    assert arrived == [
        "customer.created",
        "setup_intent.created",
        "payment_method.attached",
        "setup_intent.succeeded",
        "checkout.session.completed",
        "payment_intent.created",
        "charge.succeeded",
        "payment_intent.amount_capturable_updated",
        "charge.captured",
        "payment_intent.succeeded",
    ]
    assert posted.events[-1].data.object.id == taken.id


def test_an_event_tells_the_state_at_its_time(processor):
    capture(processor)

    told = [
        event["data"]["object"]["status"]
        for event in processor.core.events
        if event["type"].startswith("payment_intent.")
    ]
    assert told == ["requires_confirmation", "requires_capture", "succeeded"]


def test_an_event_of_a_connected_account_names_it(processor):
    account = make_account(processor)

    (event,) = [e for e in processor.core.events if e["type"] == "account.updated"]

    assert event["account"] == account


def test_a_wrong_secret_is_noticed(core, processor):
    make_customer(processor)
    payload = json.dumps(core.events[0])

    with pytest.raises(stripe.SignatureVerificationError):
        stripe.Webhook.construct_event(payload, sign_payload(payload, "whsec_other"), SECRET)


def test_an_old_signature_is_noticed(core, processor):
    make_customer(processor)
    payload = event_payload(core.events[0])

    with pytest.raises(stripe.SignatureVerificationError, match="tolerance"):
        stripe.Webhook.construct_event(
            payload, sign_payload(payload, SECRET, 1_000_000_000), SECRET
        )


def test_a_no_is_tried_again(posted, processor):
    posted.answers[:] = [500]

    make_customer(processor)

    assert posted.wait_for(2) == ["customer.created", "customer.created"]
    assert posted.events[0].id == posted.events[1].id


def test_a_webhook_may_come_twice(posted, core, processor):
    core.faults.plan(operation="webhooks.customer.created", fault="duplicate")

    make_customer(processor)

    assert posted.wait_for(2) == ["customer.created", "customer.created"]


def test_a_webhook_may_be_lost(posted, core, processor):
    core.faults.plan(operation="webhooks.customer.created", fault="drop")

    make_customer(processor)
    make_customer(processor)

    assert posted.wait_for(1) == ["customer.created"]
    assert [event["id"] for event in core.events][1:] == [posted.events[0].id]


def test_a_webhook_may_come_late_and_out_of_order(processor, posted, core, v1):
    core.faults.plan(operation="webhooks.customer.created", fault="delay", seconds=0.2)

    v1.checkout.sessions.expire(make_session(processor, make_customer(processor)).id)

    arrived = posted.wait_for(4)
    assert arrived[-1] == "customer.created"


def test_webhooks_may_be_shuffled(posted, core, processor):
    core.faults.plan(operation="webhooks.*", fault="shuffle", times=None, seconds=0.3)

    for _ in range(8):
        make_customer(processor)

    posted.wait_for(8)
    arrived = [event.id for event in posted.events]
    sent = [event["id"] for event in core.events]
    assert (sorted(arrived), arrived == sent) == (sorted(sent), False)


def test_stopping_does_not_wait_for_what_is_not_yet_due(core):
    sender = WebhookSender("http://127.0.0.1:9/", SECRET, core.faults)
    started = time.monotonic()

    sender.stop()

    assert time.monotonic() - started < 1
