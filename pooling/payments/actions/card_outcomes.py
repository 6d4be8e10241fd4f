"""What became of a card payment: each in one commit with the ledger's line, and only once.

These are called by the worker (`talk/`) after it has read the object at the processor. Each looks
again under the row's lock, so that two workers, or a worker and a webhook, may both call it.
"""

from datetime import datetime

from django.db import transaction

from pooling.ledger import actions as ledger
from pooling.ledger.account_codes import OUTSIDE_CARD
from pooling.ledger.rules import CollectionNotOpen
from pooling.payments.actions.becoming import become
from pooling.payments.actions.card_refunds import refund_in_full
from pooling.payments.crash_points import Failpoint, failpoint
from pooling.payments.models.cards import CardPayment
from pooling.payments.states import CardFailure, PaymentGoal, PaymentState


def _locked(payment_id: int) -> CardPayment:
    return (
        CardPayment.objects.select_for_update(no_key=True, of=("self",))
        .select_related("saved_card", "provider_account")
        .get(pk=payment_id)
    )


@transaction.atomic
def record_sending(*, payment_id: int, now: datetime) -> bool:
    """From here on an answer may be lost. False when the pool has let go in the meantime."""
    payment = _locked(payment_id)
    if payment.state != PaymentState.ASKED or payment.wanted == PaymentGoal.VOID:
        return False
    payment.sent_at = payment.sent_at or now
    payment.save(update_fields=["sent_at"])
    return True


@transaction.atomic
def record_created(*, payment_id: int, intent_id: str, now: datetime) -> None:
    """The intent's id, committed before anything is asked of the bank. The first one stays: a
    second is never confirmed, so it takes nothing."""
    payment = _locked(payment_id)
    if payment.state == PaymentState.ASKED:
        payment.intent_id = intent_id
        become(payment, PaymentState.CREATED, "intent_id", now=now)


@transaction.atomic
def record_held(
    *, payment_id: int, charge_id: str, capture_before: datetime, now: datetime
) -> None:
    """Not when the pool has let go: then there is nothing to promise, only to let go of."""
    payment = _locked(payment_id)
    if payment.state != PaymentState.CREATED or payment.wanted == PaymentGoal.VOID:
        return
    ledger.reserve(
        key=_hold(payment),
        source=OUTSIDE_CARD,
        target=payment.part_code,
        pence=payment.pence,
        reason="card_held",
        about=f"payment:{payment.pk}",
        collection=payment.collection_code,
    )
    payment.charge_id, payment.capture_before = charge_id, capture_before
    become(payment, PaymentState.HELD, "charge_id", "capture_before", now=now)
    failpoint(Failpoint.HOLD_IN_LEDGER)


@transaction.atomic
def record_captured(*, payment_id: int, now: datetime) -> None:
    payment = _locked(payment_id)
    if payment.state != PaymentState.HELD:
        return
    try:
        ledger.post(
            key=f"payment:{payment.pk}:capture", pending=_hold(payment), pence=payment.pence
        )
    except CollectionNotOpen:
        if payment.wanted != PaymentGoal.VOID:
            raise
        _late(payment)
    become(payment, PaymentState.CAPTURED, now=now)
    if payment.wanted == PaymentGoal.VOID:
        refund_in_full(payment, now=now)
    failpoint(Failpoint.CAPTURE_IN_LEDGER)


def _late(payment: CardPayment) -> None:
    """Taken there while the pool was closing here: it came in, for no collection, and goes back."""
    ledger.void(key=f"payment:{payment.pk}:void", pending=_hold(payment))
    ledger.move(
        key=f"payment:{payment.pk}:late",
        source=OUTSIDE_CARD,
        target=payment.part_code,
        pence=payment.pence,
        reason="card_taken_late",
        about=f"payment:{payment.pk}",
    )


@transaction.atomic
def record_voided(*, payment_id: int, now: datetime) -> None:
    payment = _locked(payment_id)
    if payment.state not in (PaymentState.ASKED, PaymentState.CREATED, PaymentState.HELD):
        return
    _let_go_in_ledger(payment)
    become(payment, PaymentState.VOIDED, now=now)
    failpoint(Failpoint.VOID_IN_LEDGER)


@transaction.atomic
def record_failed(*, payment_id: int, failure: CardFailure, now: datetime) -> None:
    payment = _locked(payment_id)
    if payment.state not in (PaymentState.ASKED, PaymentState.CREATED, PaymentState.HELD):
        return
    _let_go_in_ledger(payment)
    payment.failure = failure
    become(payment, PaymentState.FAILED, "failure", now=now)


def _let_go_in_ledger(payment: CardPayment) -> None:
    if payment.state == PaymentState.HELD:
        ledger.void(key=f"payment:{payment.pk}:void", pending=_hold(payment))


def _hold(payment: CardPayment) -> str:
    return f"payment:{payment.pk}:hold"
