"""What the worker does: each job is one errand; every minute all that is left is found by state."""

import logging
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import timedelta

from django.conf import settings
from procrastinate.contrib.django import app
from procrastinate.exceptions import AlreadyEnqueued

from community.common import clock
from community.common.known import known
from community.people.acting import SYSTEM
from pooling.payments.actions.commands import tell_books_differ
from pooling.payments.actions.provider_accounts import provider_account_came_back
from pooling.payments.models.cards import SavedCard
from pooling.payments.processor.cards import detach
from pooling.payments.processor.client import Outage
from pooling.payments.queries import commands as work
from pooling.payments.sync import events, payments, payouts
from pooling.payments.sync import refunds as reversals
from pooling.payments.sync.reconcile import differences

from .actions.cards import card_came_back

log = logging.getLogger(__name__)

LOOKED_BACK = timedelta(days=120)  # as long as a payment can be disputed


@app.task
def settle_payment(errand_id: int) -> None:
    payments.settle_payment(errand_id, now=clock.now())
    look_at_once()


@app.task
def settle_reversal(errand_id: int) -> None:
    reversals.settle_reversal(errand_id, now=clock.now())
    look_at_once()


@app.task
def settle_payout(errand_id: int) -> None:
    payouts.settle_payout(errand_id, now=clock.now())


@app.task
def handle_event(event_id: int) -> None:
    events.handle_event(event_id, now=clock.now())


@app.task
def forget_card(card_id: int) -> None:
    """The processor forgets a card that is used no more."""
    detach(known(SavedCard.objects.get(pk=card_id).payment_method_id))


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="settle_rails")
def settle_rails(timestamp: int = 0) -> None:
    """Everything that a job of its own has not finished: lost jobs, outages, killed workers."""
    now = clock.now()
    each("payments", work.payments_to_settle(now), payments.settle_payment)
    each("refunds", work.reversals_to_settle(now), reversals.settle_reversal)
    each("payouts", work.payouts_to_settle(now), payouts.settle_payout)
    each("events", work.events_unhandled(), events.handle_event)


@app.periodic(cron="*/10 * * * *")
@app.task(queueing_lock="look_at_pages")
def look_at_pages(timestamp: int = 0) -> None:
    """Who finished a page of the processor's and did not come back to ours."""
    each("card pages", work.card_pages_still_open(), _look_at_card_page)
    each("provider accounts", work.providers_still_opening(), _look_at_account)


@app.periodic(cron="20 4 * * *")
@app.task(queueing_lock="reconcile")
def reconcile(timestamp: int = 0) -> None:
    """The processor's books against ours, every night."""
    now = clock.now()
    found = list(differences(since=now - LOOKED_BACK, now=now))
    for one in found:
        log.error("%s: %s (%s there, %s here)", one.intent_id, one.words, one.there, one.here)
    if found:
        tell_books_differ(count=len(found), now=now)


def _look_at_card_page(card_id: int, *, now) -> None:
    card = SavedCard.objects.get(pk=card_id)
    card_came_back(session_id=known(card.session_id), by=SYSTEM, now=now)


def _look_at_account(provider_id: int, *, now) -> None:
    provider_account_came_back(provider_id=provider_id, by=SYSTEM, now=now)


def look_at_once() -> None:
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
        except Outage:
            log.warning("%s %s: the processor did not answer", what, one)
        except Exception:
            log.exception("%s %s failed; it is tried again", what, one)
    if did != len(expected):
        log.error("%s: expected %s, did %s", what, len(expected), did)
