"""The processor's books and ours, joined both ways (I15). Nothing is mended here: what differs is
said, once a day, to the people who can find out why."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import batched

from django.db.models import Q, Sum

from community.common.lifecycle import not_none
from pooling.payments.models.cards import CardPayment
from pooling.payments.processor.intents import (
    IntentStatus,
    PaymentIntent,
    intents_since,
    read_intent,
)
from pooling.payments.queries.commands import payments_to_sync
from pooling.payments.states.cards import CardRefundState, PaymentState

INTENTS_AT_ONCE = 100  # as many as the processor gives in a page: one statement for them
CAPTURED_STATES = (PaymentState.CAPTURED, PaymentState.REFUNDED)
REFUNDED_PENCE = Sum(
    "refunds__pence", filter=Q(refunds__state=CardRefundState.DONE), default=0
)  # of one payment


@dataclass(frozen=True)
class ReconciliationDifference:
    """`processor_pence` and `ledger_pence` are pence taken less pence given back, or held."""

    payment_intent_id: str
    text: str
    processor_pence: int
    ledger_pence: int


def find_differences(*, since: datetime, now: datetime) -> Iterator[ReconciliationDifference]:
    """Every intent made since a moment against the payment that asked for it, and every payment
    asked for since then against its intent. What a worker is still busy with is left out."""
    our_payments = CardPayment.objects.annotate(refunded_pence=REFUNDED_PENCE)
    busy = set(payments_to_sync(now)) | set(
        CardPayment.objects.filter(claimed_until__gt=now).values_list("pk", flat=True)
    )
    known_ids: set[str] = set()
    for intents in batched(intents_since(since), INTENTS_AT_ONCE):
        ids = [intent.id for intent in intents]
        known_ids.update(ids)
        payments = our_payments.in_bulk(ids, field_name="payment_intent_id")
        for intent in intents:
            payment = payments.get(intent.id)
            if payment is None:
                yield from _nobody_asked(intent)
            elif payment.pk not in busy:
                yield from _compare(intent, payment, payment.refunded_pence)
    ours = our_payments.filter(asked_at__gte=since, payment_intent_id__isnull=False)
    for payment in ours.order_by("pk"):
        if payment.payment_intent_id not in known_ids and payment.pk not in busy:
            intent = read_intent(not_none(payment.payment_intent_id))
            yield from _compare(intent, payment, payment.refunded_pence)


def _nobody_asked(intent: PaymentIntent) -> Iterator[ReconciliationDifference]:
    if intent.status in (IntentStatus.HELD, IntentStatus.CAPTURED):
        pence = _processor_pence(intent)
        yield ReconciliationDifference(intent.id, "nobody here asked for it", pence, 0)


def _compare(
    intent: PaymentIntent, payment: CardPayment, refunded_pence: int
) -> Iterator[ReconciliationDifference]:
    processor_pence, ledger_pence = _processor_pence(intent), _ledger_pence(payment, refunded_pence)
    if intent.status == IntentStatus.HELD and payment.state != PaymentState.HELD:
        text = "held there and not here"
    elif payment.state == PaymentState.HELD and intent.status != IntentStatus.HELD:
        text = "held here and not there"
    elif processor_pence != ledger_pence:
        text = "another sum there than here"
    else:
        return
    yield ReconciliationDifference(intent.id, text, processor_pence, ledger_pence)


def _ledger_pence(payment: CardPayment, refunded_pence: int) -> int:
    if payment.state == PaymentState.HELD:
        return payment.pence
    return payment.pence - refunded_pence if payment.state in CAPTURED_STATES else 0


def _processor_pence(intent: PaymentIntent) -> int:
    if intent.status == IntentStatus.HELD:
        return intent.pence
    return intent.received_pence - intent.refunded_pence if intent.received_pence else 0
