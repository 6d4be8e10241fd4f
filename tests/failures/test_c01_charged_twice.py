"""C1 Charged twice: a double press, an event three times over, two in parallel with the return."""

from datetime import timedelta

import pytest
from django.db import connection

from community.audit.models import AuditEntry
from pooling.ledger.models import Transfer
from pooling.payments.actions import card_requests
from pooling.payments.actions.card_requests import request_capture
from pooling.payments.actions.cards import complete_card_setup, start_card_setup
from pooling.payments.actions.events import store_event
from pooling.payments.models.cards import CardPayment, SavedCard
from pooling.payments.models.events import ProcessorEvent
from pooling.payments.queries.charges import charge_reports
from pooling.payments.states.cards import CardState, PaymentState
from pooling.payments.states.charges import ChargeStatus
from pooling.payments.sync.events import handle_event
from pooling.payments.sync.payments import sync_payment
from standin import inprocess
from standin.webhooks import event_payload, sign_payload
from tests.factories.at_once import at_once
from tests.factories.cards import (
    BACK,
    CANCEL,
    WORKS,
    Cards,
    assert_books_agree,
    use_standin,
    work_off,
)
from tests.factories.supply import NOW, make_someone


@pytest.fixture
def cards(committed_db, monkeypatch) -> Cards:
    return Cards(use_standin(monkeypatch))


def hear(event) -> None:
    """The event arrives, and the worker handles it."""
    payload = event_payload(event)
    store_event(body=payload.encode(), signature=sign_payload(payload, "whsec_tests"), now=NOW)
    handle_event(ProcessorEvent.objects.get(event_id=event["id"]).pk, now=NOW)


def last_event(cards, kind: str) -> dict:
    return [event for event in cards.core.events if event["type"] == kind][-1]


@pytest.mark.holds("C1")
def test_the_card_page_asked_for_twice_at_once_is_one_page(cards):
    ann = make_someone("ann")

    def press():
        start_card_setup(
            source_ref=1, person=ann.person, success_url=BACK, cancel_url=CANCEL, by=ann, now=NOW
        )

    at_once(press, press)

    assert SavedCard.objects.count() == 1
    assert len(cards.things("checkout.session")) == 1


def test_the_return_and_three_deliveries_of_the_event_save_one_card(cards):
    ann = make_someone("ann")
    url = start_card_setup(
        source_ref=1, person=ann.person, success_url=BACK, cancel_url=CANCEL, by=ann, now=NOW
    )
    inprocess.save_card(cards.core, url, WORKS)
    session_id = SavedCard.objects.get().checkout_session_id
    event = last_event(cards, "checkout.session.completed")

    at_once(
        lambda: complete_card_setup(checkout_session_id=session_id, by=ann, now=NOW),
        lambda: hear(event),
        lambda: hear(event),
    )
    hear(event)

    assert [card.state for card in SavedCard.objects.all()] == [CardState.SAVED]
    assert ProcessorEvent.objects.filter(event_id=event["id"]).count() == 1


@pytest.mark.holds("C1")
def test_a_payment_asked_for_twice_at_once_is_one_charge_one_entry_and_one_receipt(cards):
    payment = cards.ask()
    charge_ref = payment.charge_ref
    CardPayment.objects.all().delete()

    at_once(lambda: cards.request_hold(charge_ref), lambda: cards.request_hold(charge_ref))
    payment = CardPayment.objects.get()
    at_once(
        lambda: sync_payment(payment.pk, now=NOW),
        lambda: sync_payment(payment.pk, now=NOW),
    )
    work_off()
    cards.open()
    at_once(
        lambda: request_capture(charge_ref=charge_ref, now=NOW),
        lambda: request_capture(charge_ref=charge_ref, now=NOW),
    )
    at_once(
        lambda: sync_payment(payment.pk, now=NOW),
        lambda: sync_payment(payment.pk, now=NOW),
    )
    work_off()

    payment.refresh_from_db()
    assert payment.state == PaymentState.CAPTURED
    assert [charge["amount_captured"] for charge in cards.things("charge")] == [1000]
    assert list(Transfer.objects.order_by("pk").values_list("kind", "pence")) == [
        ("pending", 1000),
        ("post", 1000),
    ]
    assert AuditEntry.objects.filter(deed="card_payment_captured").count() == 1
    assert_books_agree(cards.core)


@pytest.mark.holds("C1")
def test_asked_for_just_after_another_looked_and_found_none_it_is_the_others(cards, monkeypatch):
    charge_ref = cards.ask().charge_ref
    CardPayment.objects.all().delete()
    look = card_requests._lock_live_payment

    def look_and_be_overtaken(ref):
        monkeypatch.setattr(card_requests, "_lock_live_payment", look)
        found = look(ref)
        at_once(lambda: cards.request_hold(ref))
        return found

    monkeypatch.setattr(card_requests, "_lock_live_payment", look_and_be_overtaken)

    assert cards.request_hold(charge_ref) == CardPayment.objects.get()


@pytest.mark.holds("C1")
def test_an_event_three_times_two_of_them_beside_a_worker_writes_nothing_more(cards):
    payment = cards.hold()
    cards.open()
    request_capture(charge_ref=payment.charge_ref, now=NOW)
    cards.fault("payment_intents.capture", "lost_answer")
    work_off()
    event = last_event(cards, "payment_intent.succeeded")

    at_once(
        lambda: hear(event),
        lambda: hear(event),
        lambda: sync_payment(payment.pk, now=NOW + timedelta(minutes=5)),
    )
    hear(event)

    payment.refresh_from_db()
    assert payment.state == PaymentState.CAPTURED
    assert [charge["amount_captured"] for charge in cards.things("charge")] == [1000]
    assert Transfer.objects.count() == 2
    assert_books_agree(cards.core)


@pytest.mark.holds("I5", "C1")
def test_while_one_payment_is_on_its_way_no_second_is_made(cards):
    """The member whose first debit is still processing turns on another way to pay: not twice."""
    payment = cards.ask()
    cards.fault("payment_intents.confirm", "lost_answer")
    work_off()
    assert charge_reports([payment.charge_ref])[payment.charge_ref].status == ChargeStatus.PENDING

    assert cards.request_hold(payment.charge_ref) == payment

    work_off(now=NOW + timedelta(minutes=5))
    assert len(cards.intents()) == 1
    connection.close()
