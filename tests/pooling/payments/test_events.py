"""An event is a hint to look: signed, kept once, in any order, believed in nothing."""

import json
import re

import pytest

from boot.steps import ROOT
from pooling.payments.actions.card_refunds import request_card_refund
from pooling.payments.actions.cards import start_card_setup
from pooling.payments.actions.events import store_event
from pooling.payments.models.events import ProcessorEvent
from pooling.payments.processor.events import BadSignature
from pooling.payments.states.cards import CardState, PaymentState
from standin import inprocess
from standin.webhooks import event_payload, sign_payload
from tests.factories.cards import BACK, CANCEL, WORKS, assert_books_agree, work_off
from tests.factories.supply import NOW, make_someone

ADDRESS = "/api/processor/events/"
SECRET = "whsec_tests"


def post(client, payload: str, signature: str | None = None, *, address: str = ADDRESS):
    return client.post(
        address,
        data=payload,
        content_type="application/json",
        headers={"Stripe-Signature": signature or sign_payload(payload, SECRET)},
    )


def events(cards, kind: str) -> list[str]:
    return [event_payload(event) for event in cards.core.events if event["type"] == kind]


def test_an_event_alone_tells_that_a_hold_lapsed(cards, client):
    payment = cards.hold()
    cards.core.advance(5 * 24 * 3600)
    [payload] = events(cards, "payment_intent.canceled")

    assert post(client, payload).status_code == 204
    work_off()

    payment.refresh_from_db()
    assert payment.state == PaymentState.FAILED
    assert_books_agree(cards.core)


@pytest.mark.holds("fault:L1")
@pytest.mark.parametrize("page", ["running.md", "processor.md"])
def test_an_event_is_kept_at_the_address_of_the_manual(cards, client, page):
    """Each address there that is of events, posted to as Stripe does: signed, and taken."""
    manual = (ROOT / "docs" / page).read_text()
    written = re.findall(r"(?:https://your\.site|http://127\.0\.0\.1:8000)(/\S*?)[`\s]", manual)
    cards.hold()
    [payload] = events(cards, "payment_intent.amount_capturable_updated")

    assert written
    for address in written:
        ProcessorEvent.objects.all().delete()
        assert post(client, payload, address=address).status_code == 204, address
        assert ProcessorEvent.objects.count() == 1, address


def test_an_event_alone_tells_that_a_card_was_saved(cards, client):
    ann = make_someone("ann")
    url = start_card_setup(
        source_ref=77, person=ann.person, success_url=BACK, cancel_url=CANCEL, by=ann, now=NOW
    )
    inprocess.save_card(cards.core, url, WORKS)
    post(client, events(cards, "checkout.session.completed")[-1])
    work_off()
    assert ann.person.saved_cards.get().state == CardState.SAVED


@pytest.mark.holds("I4")
def test_an_event_is_kept_once(cards, client):
    cards.capture()
    [payload] = events(cards, "payment_intent.succeeded")
    assert [post(client, payload).status_code for _time in range(3)] == [204, 204, 204]
    assert ProcessorEvent.objects.count() == 1


@pytest.mark.holds("T6")
def test_every_event_in_reverse_and_twice_changes_nothing_that_is_true(cards, client):
    payment = cards.capture()
    request_card_refund(charge_ref=payment.charge_ref, pence=300, key="a", now=NOW)
    work_off()
    before = (payment.state, payment.refunds.get().state)

    for event in [*reversed(cards.core.events), *cards.core.events]:
        post(client, event_payload(event))
        work_off()

    payment.refresh_from_db()
    assert (payment.state, payment.refunds.get().state) == before
    assert not ProcessorEvent.objects.filter(handled_at=None).exists()
    assert_books_agree(cards.core)


def test_an_event_about_something_unknown_changes_nothing(cards, client):
    payment = cards.hold()
    [payload] = events(cards, "payment_intent.amount_capturable_updated")
    strange = json.loads(payload)
    strange["id"], strange["data"]["object"]["id"] = "evt_strange", "pi_of_somebody_else"
    assert post(client, json.dumps(strange)).status_code == 204
    work_off()
    payment.refresh_from_db()
    assert payment.state == PaymentState.HELD


@pytest.mark.holds("T8")
def test_what_the_body_claims_is_not_believed(cards, client):
    payment = cards.hold()
    [payload] = events(cards, "payment_intent.amount_capturable_updated")
    lie = json.loads(payload)
    lie["type"], lie["data"]["object"]["status"] = "payment_intent.succeeded", "succeeded"
    post(client, json.dumps(lie))
    work_off()
    payment.refresh_from_db()
    assert payment.state == PaymentState.HELD
    assert_books_agree(cards.core)


@pytest.fixture
def genuine(cards) -> str:
    cards.hold()
    return events(cards, "payment_intent.created")[0]


@pytest.mark.holds("T8")
@pytest.mark.parametrize(
    "signature",
    [
        lambda payload: "nonsense",
        lambda payload: sign_payload(payload, "whsec_of_somebody_else"),
        lambda payload: sign_payload(payload, SECRET, at=1_600_000_000),
        lambda payload: sign_payload(payload.replace("1000", "9000"), SECRET),
    ],
    ids=["not a signature", "another secret", "long ago", "over other bytes"],
)
def test_what_is_not_signed_is_refused_and_nothing_is_kept(genuine, client, signature):
    assert post(client, genuine, signature(genuine)).status_code == 400
    assert ProcessorEvent.objects.count() == 0


@pytest.mark.holds("T8")
def test_one_changed_byte_is_refused(genuine, client):
    changed = genuine.replace('"amount": 1000', '"amount": 9000')
    assert changed != genuine
    assert post(client, changed, sign_payload(genuine, SECRET)).status_code == 400


@pytest.mark.holds("T8")
def test_a_live_event_where_money_is_not_real_is_refused(genuine, client):
    live = genuine.replace('"livemode": false', '"livemode": true')
    assert post(client, live).status_code == 400
    assert ProcessorEvent.objects.count() == 0


def test_rubbish_that_is_signed_is_refused(db):
    for rubbish in ("", "[]", "null", '{"object": "event"}', "\x00"):
        with pytest.raises(BadSignature):
            store_event(body=rubbish.encode(), signature=sign_payload(rubbish, SECRET), now=NOW)
    assert ProcessorEvent.objects.count() == 0


def test_nobody_reads_events_by_their_address(client):
    assert client.get(ADDRESS).status_code == 405
