"""What the worker does: each job is one errand; every minute all that is left is found by state."""

import logging
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import timedelta

from django.conf import settings
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from community.common import clock
from community.common.lifecycle import not_none
from community.people.acting import SYSTEM
from pooling.payments.actions.commands import report_differences
from pooling.payments.actions.provider_accounts import refresh_provider_account
from pooling.payments.models.cards import SavedCard
from pooling.payments.processor.cards import detach_payment_method
from pooling.payments.processor.client import ProcessorUnavailable
from pooling.payments.queries import commands as work
from pooling.payments.sync import events, payments, payouts
from pooling.payments.sync import refunds as reversals
from pooling.payments.sync.reconcile import find_differences

from .actions.cards import complete_card_setup

log = logging.getLogger(__name__)

RECONCILE_FOR = timedelta(days=120)  # as long as a payment can be disputed


@app.task
def sync_payment(errand_id: int) -> None:
    payments.sync_payment(errand_id, now=clock.now())
    enqueue_advance()


@app.task
def sync_refund(errand_id: int) -> None:
    reversals.sync_refund(errand_id, now=clock.now())
    enqueue_advance()


@app.task
def sync_payout(errand_id: int) -> None:
    payouts.sync_payout(errand_id, now=clock.now())


@app.task
def handle_event(event_id: int) -> None:
    events.handle_event(event_id, now=clock.now())


@app.task
def forget_card(card_id: int) -> None:
    """The processor forgets a card that is used no more."""
    detach_payment_method(not_none(SavedCard.objects.get(pk=card_id).payment_method_id))


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="settle_rails")
def sync_due_commands(timestamp: int = 0) -> None:
    """Everything that a job of its own has not finished: lost jobs, outages, killed workers."""
    now = clock.now()
    each("payments", work.payments_to_sync(now), payments.sync_payment)
    each("refunds", work.refunds_to_sync(now), reversals.sync_refund)
    each("payouts", work.payouts_to_sync(now), payouts.sync_payout)
    each("events", work.events_unhandled(), events.handle_event)


@app.periodic(cron="*/10 * * * *")
@app.task(queueing_lock="look_at_pages")
def refresh_hosted_pages(timestamp: int = 0) -> None:
    """Who finished a page of the processor's and did not come back to ours."""
    each("card pages", work.card_pages_still_open(), _look_at_card_page)
    each("provider accounts", work.providers_still_opening(), _look_at_account)


@app.periodic(cron="20 4 * * *")
@app.task(queueing_lock="reconcile")
def reconcile(timestamp: int = 0) -> None:
    """The processor's books against ours, every night."""
    now = clock.now()
    found = list(find_differences(since=now - RECONCILE_FOR, now=now))
    for one in found:
        log.error("%s: %s (%s there, %s here)", one.payment_intent_id, one.text, one.processor_pence, one.ledger_pence)
    if found:
        report_differences(count=len(found), now=now)


def _look_at_card_page(card_id: int, *, now) -> None:
    card = SavedCard.objects.get(pk=card_id)
    complete_card_setup(session_id=not_none(card.checkout_session_id), by=SYSTEM, now=now)


def _look_at_account(provider_id: int, *, now) -> None:
    refresh_provider_account(provider_id=provider_id, by=SYSTEM, now=now)


def enqueue_advance() -> None:
    """Whoever waits for the rails need not wait for the minute. Called already is good enough."""
    with suppress(AlreadyEnqueued):
        app.configure_task(settings.LOOKS_WHEN_MONEY_MOVED).defer()


def each(what: str, ids: Iterable, settle: Callable) -> None:
    """One at a time, each on its own: one that fails does not hold up the rest, and is said."""
    expected = list(ids)
    did = 0
    for one in expected:
        try:
            settle(one, now=clock.now())
            did += 1
        except ProcessorUnavailable:
            log.warning("%s %s: the processor did not answer", what, one)
        except Exception:
            log.exception("%s %s failed; it is tried again", what, one)
    if did != len(expected):
        log.error("%s: expected %s, did %s", what, len(expected), did)
