"""Events: signed as the processor signs them, and sent until somebody says yes."""

import json
import threading
from dataclasses import dataclass, field

import pytest
import stripe

from standin.faults import Faults
from standin.webhooks import WebhookSender, event_payload, sign_payload
from tests.standin.letterbox import SECRET, Letterbox
from tests.standin.making import capture, make_account, make_customer
from tests.waits import TEST_WAIT_SECONDS


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
    payment = capture(processor)

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
    assert posted.events[-1].data.object.id == payment.id


def test_an_event_tells_the_state_at_its_time(processor):
    capture(processor)

    statuses = [
        event["data"]["object"]["status"]
        for event in processor.core.events
        if event["type"].startswith("payment_intent.")
    ]
    assert statuses == ["requires_confirmation", "requires_capture", "succeeded"]


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


@dataclass
class Delivery:
    """A sender whose time stands still until a test moves it."""

    faults: Faults
    seconds: float = 0
    sent: list[str] = field(default_factory=list)
    arrival: threading.Condition = field(default_factory=threading.Condition)

    def __post_init__(self):
        self.sender = WebhookSender("", SECRET, self.faults, self._send, lambda: self.seconds)

    def _send(self, url: str, payload: str, signature: str) -> bool:
        with self.arrival:
            self.sent.append(json.loads(payload)["type"])
            self.arrival.notify()
        return True

    def enqueue(self, *event_types: str) -> None:
        self.sender.enqueue_events([{"id": each, "type": each} for each in event_types])

    def after(self, number: int) -> list[str]:
        """What was sent, once it is so many."""
        with self.arrival:
            assert self.arrival.wait_for(lambda: len(self.sent) >= number, TEST_WAIT_SECONDS)
        return self.sent


@pytest.fixture
def delivery(core):
    delivery = Delivery(core.faults)
    yield delivery
    delivery.sender.stop()


def test_a_webhook_may_come_late(delivery, core):
    core.faults.plan(operation="webhooks.first", fault="delay", seconds=60)

    delivery.enqueue("first", "second")
    assert delivery.after(1) == ["second"]
    delivery.seconds = 60
    delivery.enqueue("third")

    assert delivery.after(3) == ["second", "first", "third"]


def test_webhooks_may_be_shuffled(delivery, core):
    core.faults.plan(operation="webhooks.shuffled.*", fault="shuffle", times=None, seconds=60)
    event_types = [f"shuffled.{number}" for number in range(8)]

    delivery.enqueue(*event_types)
    delivery.seconds = 60
    delivery.enqueue("last")

    *shuffled, last = delivery.after(9)
    assert (sorted(shuffled), shuffled == event_types, last) == (event_types, False, "last")


def test_stopping_does_not_wait_for_what_is_not_yet_due(delivery, core):
    core.faults.plan(operation="webhooks.*", fault="delay", seconds=1)
    delivery.enqueue("never due")

    delivery.sender.stop()

    assert (delivery.sender.thread.is_alive(), delivery.sent) == (False, [])
