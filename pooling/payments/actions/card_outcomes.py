"""What became of a card payment: each in one commit with the ledger's line, and only once.

These are called by the worker (`sync/`) after it has read the object at the processor. Each looks
again under the row's lock, so that two workers, or a worker and a webhook, may both call it.
"""

from datetime import datetime

from django.db import transaction

from pooling.ledger import actions as ledger
from pooling.ledger.account_codes import OUTSIDE_CARD
from pooling.ledger.rules import CollectionNotOpen
from pooling.ledger.states import TransferReason
from pooling.payments.actions.card_payments import lock_card_payment, transition_card_payment
from pooling.payments.actions.card_refunds import refund_in_full
from pooling.payments.models.cards import CardPayment
from pooling.payments.states.cards import CardFailure, PaymentGoal, PaymentState

UNPAID_STATES = (PaymentState.ASKED, PaymentState.CREATED, PaymentState.HELD)


@transaction.atomic
def record_sending(*, payment_id: int, now: datetime) -> bool:
    """From here on an answer may be lost. False when the pool has let go in the meantime."""
    payment = lock_card_payment(payment_id)
    if payment.state != PaymentState.ASKED or payment.goal == PaymentGoal.VOID:
        return False
    payment.sent_at = payment.sent_at or now
    payment.save(update_fields=["sent_at"])
    return True


@transaction.atomic
def record_created(*, payment_id: int, payment_intent_id: str, now: datetime) -> None:
    """The intent's id, committed before anything is asked of the bank. The first one stays: a
    second is never confirmed, so it takes nothing."""
    payment = lock_card_payment(payment_id)
    if payment.state == PaymentState.ASKED:
        payment.payment_intent_id = payment_intent_id
        transition_card_payment(payment, PaymentState.CREATED, "payment_intent_id", now=now)


@transaction.atomic
def record_held(
    *, payment_id: int, processor_charge_id: str, capture_before: datetime, now: datetime
) -> None:
    """Not when the pool has let go: then there is nothing to promise, only to let go of."""
    payment = lock_card_payment(payment_id)
    if payment.state != PaymentState.CREATED or payment.goal == PaymentGoal.VOID:
        return
    _reserve_hold(payment)
    payment.processor_charge_id, payment.capture_before = processor_charge_id, capture_before
    transition_card_payment(
        payment, PaymentState.HELD, "processor_charge_id", "capture_before", now=now
    )


@transaction.atomic
def record_captured(*, payment_id: int, now: datetime) -> None:
    payment = lock_card_payment(payment_id)
    if payment.state != PaymentState.HELD:
        return
    _post_capture(payment)
    transition_card_payment(payment, PaymentState.CAPTURED, now=now)
    if payment.goal == PaymentGoal.VOID:
        refund_in_full(payment, now=now)


@transaction.atomic
def record_voided(*, payment_id: int, now: datetime) -> None:
    payment = lock_card_payment(payment_id)
    if payment.state not in UNPAID_STATES:
        return
    _void_hold(payment)
    transition_card_payment(payment, PaymentState.VOIDED, now=now)


@transaction.atomic
def record_failed(*, payment_id: int, failure: CardFailure, now: datetime) -> None:
    payment = lock_card_payment(payment_id)
    if payment.state not in UNPAID_STATES:
        return
    _void_hold(payment)
    payment.failure = failure
    transition_card_payment(payment, PaymentState.FAILED, "failure", now=now)


def _reserve_hold(payment: CardPayment) -> None:
    ledger.reserve(
        key=_hold_key(payment),
        source=OUTSIDE_CARD,
        target=payment.part_code,
        pence=payment.pence,
        reason=TransferReason.CARD_HELD,
        about=f"payment:{payment.pk}",
        collection=payment.collection_code,
    )


def _post_capture(payment: CardPayment) -> None:
    try:
        ledger.post(
            key=f"payment:{payment.pk}:capture", pending=_hold_key(payment), pence=payment.pence
        )
    except CollectionNotOpen:
        if payment.goal != PaymentGoal.VOID:
            raise
        _transfer_late(payment)


def _transfer_late(payment: CardPayment) -> None:
    """Taken there while the pool was closing here: it came in, for no collection, and goes back."""
    _void_hold(payment)
    ledger.transfer(
        key=f"payment:{payment.pk}:late",
        source=OUTSIDE_CARD,
        target=payment.part_code,
        pence=payment.pence,
        reason=TransferReason.CARD_TAKEN_LATE,
        about=f"payment:{payment.pk}",
    )


def _void_hold(payment: CardPayment) -> None:
    """Nothing where nothing was held."""
    if payment.state == PaymentState.HELD:
        ledger.void(key=f"payment:{payment.pk}:void", pending=_hold_key(payment))


def _hold_key(payment: CardPayment) -> str:
    return f"payment:{payment.pk}:hold"
