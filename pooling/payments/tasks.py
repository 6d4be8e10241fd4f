"""What the worker does: each job is one command; every minute what is left is found by state."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial

from procrastinate.contrib.django import app

from community.common import clock
from community.common.lifecycle import not_none
from community.common.sweep import for_each
from community.people.acting import SYSTEM
from pooling.payments.actions.bank_details import put_bank_details_in_force
from pooling.payments.actions.cards import complete_card_setup
from pooling.payments.actions.commands import report_differences
from pooling.payments.actions.provider_accounts import refresh_provider_account
from pooling.payments.models.cards import SavedCard
from pooling.payments.processor.cards import detach_payment_method
from pooling.payments.queries.bank_details import bank_details_due
from pooling.payments.queries.commands import (
    card_pages_still_open,
    events_unhandled,
    payments_to_sync,
    payouts_to_sync,
    providers_still_opening,
    refunds_to_sync,
)
from pooling.payments.sync import events, payments, payouts, refunds
from pooling.payments.sync.reconcile import find_differences

log = logging.getLogger(__name__)

RECONCILE_FOR = timedelta(days=120)  # as long as a payment can be disputed


@app.task
def sync_payment(row_id: int) -> None:
    payments.sync_payment(row_id, now=clock.now())


@app.task
def sync_refund(row_id: int) -> None:
    refunds.sync_refund(row_id, now=clock.now())


@app.task
def sync_payout(row_id: int) -> None:
    payouts.sync_payout(row_id, now=clock.now())


@app.task
def handle_event(event_id: int) -> None:
    events.handle_event(event_id, now=clock.now())


@app.task
def forget_card(card_id: int) -> None:
    """The processor forgets a card that is used no more."""
    detach_payment_method(not_none(SavedCard.objects.get(pk=card_id).payment_method_id))


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="sync_due_commands")
def sync_due_commands(timestamp: int = 0) -> None:
    """Everything that a job of its own has not finished: lost jobs, outages, killed workers."""
    now = clock.now()
    for_each("payments", payments_to_sync(now), _at_once(payments.sync_payment))
    for_each("refunds", refunds_to_sync(now), _at_once(refunds.sync_refund))
    for_each("payouts", payouts_to_sync(now), _at_once(payouts.sync_payout))
    for_each("events", events_unhandled(), _at_once(events.handle_event))


def _at_once(act: Callable[..., None]) -> Callable[[int], None]:
    """Each at its own moment: a sweep may take longer than a claim lasts."""
    return lambda row_id: act(row_id, now=clock.now())


@app.periodic(cron="*/10 * * * *")
@app.task(queueing_lock="refresh_hosted_pages")
def refresh_hosted_pages(timestamp: int = 0) -> None:
    """Who finished a page of the processor's and did not come back to ours."""
    now = clock.now()
    for_each("card pages", card_pages_still_open(), partial(_refresh_card_page, now=now))
    for_each("provider accounts", providers_still_opening(), partial(_refresh_account, now=now))


@app.periodic(cron="*/10 * * * *")
@app.task(queueing_lock="use_bank_details")
def use_bank_details(timestamp: int = 0) -> None:
    """Those that were asked about another way, when their five working days are over."""
    now = clock.now()
    for_each("bank details", bank_details_due(now), partial(_use_bank_details, now=now))


@app.periodic(cron="20 4 * * *")
@app.task(queueing_lock="reconcile")
def reconcile(timestamp: int = 0) -> None:
    """The processor's books against ours, every night."""
    now = clock.now()
    differences = list(find_differences(since=now - RECONCILE_FOR, now=now))
    for difference in differences:
        log.error(
            "%s: %s (%s there, %s here)",
            difference.payment_intent_id,
            difference.text,
            difference.processor_pence,
            difference.ledger_pence,
        )
    if differences:
        report_differences(count=len(differences), now=now)


def _use_bank_details(change_id: int, *, now: datetime) -> None:
    put_bank_details_in_force(change_id=change_id, now=now)


def _refresh_card_page(card_id: int, *, now: datetime) -> None:
    card = SavedCard.objects.get(pk=card_id)
    complete_card_setup(checkout_session_id=not_none(card.checkout_session_id), by=SYSTEM, now=now)


def _refresh_account(provider_id: int, *, now: datetime) -> None:
    refresh_provider_account(provider_id=provider_id, by=SYSTEM, now=now)
