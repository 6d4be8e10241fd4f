"""An event comes to nothing but reading again the object it names."""

import json
from datetime import datetime
from typing import Any

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
    entity = json.loads(event.body)["data"]["object"]
    kind = event.kind.rpartition(".")[0]
    handle = EVENT_HANDLERS.get(kind)
    if handle is not None:
        handle(entity, now)
    mark_handled(event_id=event.pk, now=now)


def _handle_payment(entity: dict[str, Any], now: datetime) -> None:
    payment_intent_id = entity.get("payment_intent") or entity.get("id")
    payment = CardPayment.objects.filter(payment_intent_id=payment_intent_id).first()
    if payment is not None:
        refresh_payment(payment.pk, now=now)


def _handle_refund(entity: dict[str, Any], now: datetime) -> None:
    refund = CardRefund.objects.filter(processor_refund_id=entity.get("id")).first()
    if refund is not None:
        sync_refund(refund.pk, now=now)


def _handle_payout(entity: dict[str, Any], now: datetime) -> None:
    payout = Payout.objects.filter(processor_payout_id=entity.get("id")).first()
    if payout is not None:
        sync_payout(payout.pk, now=now)


def _handle_checkout_session(entity: dict[str, Any], now: datetime) -> None:
    card = SavedCard.objects.filter(checkout_session_id=entity.get("id")).first()
    if card is not None:
        complete_card_setup(
            checkout_session_id=not_none(card.checkout_session_id), by=SYSTEM, now=now
        )


def _handle_account(entity: dict[str, Any], now: datetime) -> None:
    account = ProviderAccount.objects.filter(processor_account_id=entity.get("id")).first()
    if account is not None:
        refresh_provider_account(provider_id=account.provider_id, by=SYSTEM, now=now)


def _handle_card_dispute(entity: dict[str, Any], now: datetime) -> None:
    """Somebody told their bank that a payment was not theirs: a person must answer it."""
    payment = CardPayment.objects.filter(payment_intent_id=entity.get("payment_intent")).first()
    if payment is not None:
        park_command(payment, reason="the cardholder's bank disputes it", now=now)


EVENT_HANDLERS = {
    "payment_intent": _handle_payment,
    "charge": _handle_payment,
    "charge.dispute": _handle_card_dispute,
    "refund": _handle_refund,
    "charge.refund": _handle_refund,
    "payout": _handle_payout,
    "checkout.session": _handle_checkout_session,
    "account": _handle_account,
}
