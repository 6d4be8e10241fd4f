"""The worker's jobs: each is one command, and every minute finds what a lost job left behind."""

import logging

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from pooling.payments import tasks
from pooling.payments.actions.cards import start_card_setup
from pooling.payments.models.cards import CardPayment
from pooling.payments.states import PaymentState
from pooling.payments.tasks import refresh_hosted_pages, sync_payment, sync_due_commands
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


def test_a_settled_payment_wakes_whoever_waits_for_it_once(cards):
    first, second = cards.ask(), cards.ask()
    sync_payment(row_id=first.pk)
    sync_payment(row_id=second.pk)
    assert len(jobs(".look_at_pools")) == 1
    assert {p.state for p in CardPayment.objects.all()} == {PaymentState.HELD}


def test_every_minute_finds_what_a_lost_job_left(cards):
    payment = cards.ask()
    sync_due_commands()
    payment.refresh_from_db()
    assert payment.state == PaymentState.HELD


def test_one_that_fails_does_not_hold_up_the_rest_and_is_said_loudly(cards, caplog, monkeypatch):
    broken, whole = cards.ask(), cards.ask()
    settle = tasks.payments.sync_payment

    def sometimes(row_id, *, now):
        if row_id == broken.pk:
            raise ValueError("our own mistake")
        settle(row_id, now=now)

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
