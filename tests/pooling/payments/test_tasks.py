"""The worker's jobs: each is one command, and every minute finds what a lost job left behind."""

import logging

import pytest
from django.db import transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from pooling.ledger.actions import create_collection
from pooling.payments import tasks
from pooling.payments.actions.card_refunds import request_card_refund
from pooling.payments.actions.card_requests import request_void
from pooling.payments.actions.cards import start_card_setup
from pooling.payments.models.cards import CardPayment
from pooling.payments.states.cards import PaymentState
from pooling.payments.tasks import (
    refresh_hosted_pages,
    sync_due_commands,
    sync_payment,
    sync_refund,
)
from standin import inprocess
from tests.factories.cards import BACK, CANCEL, WORKS, Cards
from tests.factories.supply import NOW, make_someone

# Jobs are deferred in a transaction of their own, so these tests commit.


@pytest.fixture
def cards(committed_db, core):
    return Cards(core)


@pytest.fixture(autouse=True)
def at_now(monkeypatch):
    monkeypatch.setattr(tasks.clock, "now", lambda: NOW)


def jobs(name: str) -> list[dict]:
    return list(
        ProcrastinateJob.objects.filter(task_name__endswith=name).values_list("args", flat=True)
    )


def test_the_deed_and_its_job_are_one_commit(cards):
    payment = cards.ask()
    assert jobs(".sync_payment") == [{"row_id": payment.pk}]


def test_a_payment_that_has_moved_wakes_its_own_pool_once_after_the_commit(cards):
    cards.wake_task = "pooling.pools.tasks.advance_pool"
    payments = [cards.ask(), cards.ask()]
    cards.pool_ref, cards.collection = 2, "instalment:2:1"
    create_collection(code=cards.collection, pool_ref=2, target_pence=1000)
    payments.append(cards.ask())
    assert jobs(".advance_pool") == []

    for payment in payments:
        sync_payment(row_id=payment.pk)

    assert {p.state for p in CardPayment.objects.all()} == {PaymentState.HELD}
    assert sorted(job["pool_id"] for job in jobs(".advance_pool")) == [1, 2]


def test_a_refund_that_has_moved_wakes_the_pool_of_its_payment(cards):
    payment = cards.capture()
    CardPayment.objects.update(wake_task="pooling.pools.tasks.advance_pool")
    refund = request_card_refund(charge_ref=payment.charge_ref, pence=300, key="a", now=NOW)
    sync_refund(row_id=refund.pk)
    assert jobs(".advance_pool") == [{"pool_id": 1}]


def test_what_moved_in_a_transaction_that_is_undone_wakes_nobody(cards):
    payment = cards.ask()
    CardPayment.objects.update(wake_task="pooling.pools.tasks.advance_pool")
    with pytest.raises(RuntimeError), transaction.atomic():
        request_void(charge_ref=payment.charge_ref, now=NOW)
        raise RuntimeError
    assert jobs(".advance_pool") == []


def test_every_minute_finds_what_a_lost_job_left(cards):
    payment = cards.ask()
    sync_due_commands()
    payment.refresh_from_db()
    assert payment.state == PaymentState.HELD


def test_one_that_fails_does_not_hold_up_the_rest_and_is_said_loudly(cards, caplog, monkeypatch):
    broken, whole = cards.ask(), cards.ask()
    sync_one = tasks.payments.sync_payment

    def sometimes(row_id, *, now):
        if row_id == broken.pk:
            raise ValueError("our own mistake")
        sync_one(row_id, now=now)

    monkeypatch.setattr(tasks.payments, "sync_payment", sometimes)
    with caplog.at_level(logging.ERROR):
        sync_due_commands()

    whole.refresh_from_db()
    assert whole.state == PaymentState.HELD
    assert "payments: expected 2, did 1" in caplog.text


def test_who_saved_a_card_and_did_not_come_back_is_found(cards):
    ann = make_someone("ann")
    url = start_card_setup(
        source_ref=7, person=ann.person, success_url=BACK, cancel_url=CANCEL, by=ann, now=NOW
    )
    inprocess.save_card(cards.core, url, WORKS)
    refresh_hosted_pages()
    assert ann.person.saved_cards.get().state == "saved"
