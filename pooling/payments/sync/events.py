"""An event comes to nothing but reading again the object it names."""

import json
from datetime import datetime

from community.common.lifecycle import not_none
from community.people.acting import SYSTEM
from pooling.payments.actions.cards import complete_card_setup
from pooling.payments.actions.commands import park_command
from pooling.payments.actions.events import mark_handled
from pooling.payments.actions.provider_accounts import refresh_provider_account
from pooling.payments.models.cards import CardPayment, CardRefund, SavedCard
from pooling.payments.models.events import ProcessorEvent
from pooling.payments.models.provider_accounts import Payout, ProviderAccount
from pooling.payments.sync.payments import refresh_payment
from pooling.payments.sync.payouts import sync_payout
from pooling.payments.sync.refunds import sync_refund


def handle_event(event_id: int, *, now: datetime) -> None:
    """Any order, any number of times. One about something we do not know changes nothing."""
    event = ProcessorEvent.objects.filter(pk=event_id, handled_at=None).first()
    if event is None:
        return
    thing = json.loads(event.body)["data"]["object"]
    kind = event.kind.rpartition(".")[0]
    look = EVENT_HANDLERS.get(kind)
    if look is not None:
        look(thing, now)
    mark_handled(event_id=event.pk, now=now)


def _payment(thing: dict, now: datetime) -> None:
    intent_id = thing.get("payment_intent") or thing.get("id")
    payment = CardPayment.objects.filter(intent_id=intent_id).first()
    if payment is not None:
        refresh_payment(payment.pk, now=now)


def _refund(thing: dict, now: datetime) -> None:
    reversal = CardRefund.objects.filter(refund_id=thing.get("id")).first()
    if reversal is not None:
        sync_refund(reversal.pk, now=now)


def _payout(thing: dict, now: datetime) -> None:
    payout = Payout.objects.filter(payout_id=thing.get("id")).first()
    if payout is not None:
        sync_payout(payout.pk, now=now)


def _card_page(thing: dict, now: datetime) -> None:
    card = SavedCard.objects.filter(session_id=thing.get("id")).first()
    if card is not None:
        complete_card_setup(session_id=not_none(card.checkout_session_id), by=SYSTEM, now=now)


def _account(thing: dict, now: datetime) -> None:
    account = ProviderAccount.objects.filter(account_id=thing.get("id")).first()
    if account is not None:
        refresh_provider_account(provider_id=account.provider_id, by=SYSTEM, now=now)


def _dispute(thing: dict, now: datetime) -> None:
    """Somebody told their bank that a payment was not theirs: a person must answer it."""
    payment = CardPayment.objects.filter(intent_id=thing.get("payment_intent")).first()
    if payment is not None:
        park_command(payment, words="the cardholder's bank disputes it", now=now)


EVENT_HANDLERS = {
    "payment_intent": _payment,
    "charge": _payment,
    "charge.dispute": _dispute,
    "refund": _refund,
    "charge.refund": _refund,
    "payout": _payout,
    "checkout.session": _card_page,
    "account": _account,
}
