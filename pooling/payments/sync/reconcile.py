"""The processor's books and ours, joined both ways (I15). Nothing is mended here: what differs is
said, once a day, to the people who can find out why."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, Sum

from community.common.lifecycle import not_none
from pooling.payments.models.cards import CardPayment
from pooling.payments.processor.intents import (
    IntentStatus,
    PaymentIntent,
    intents_since,
    read_intent,
)
from pooling.payments.queries import commands as work
from pooling.payments.states import CardRefundState, PaymentState

CAPTURED_STATES = (PaymentState.CAPTURED, PaymentState.REFUNDED)


@dataclass(frozen=True)
class ReconciliationDifference:
    """`there` and `here` are pence taken less pence given back, or held."""

    payment_intent_id: str
    text: str
    processor_pence: int
    ledger_pence: int


def find_differences(*, since: datetime, now: datetime) -> Iterator[ReconciliationDifference]:
    """Every intent made since a moment against the payment that asked for it, and every payment
    asked for since then against its intent. What a worker is still busy with is left out."""
    busy = set(work.payments_to_sync(now)) | set(
        CardPayment.objects.filter(claimed_until__gt=now).values_list("pk", flat=True)
    )
    seen = set()
    for intent in intents_since(since):
        seen.add(intent.id)
        payment = _ours().filter(intent_id=intent.id).first()
        if payment is None:
            if intent.status in (IntentStatus.HELD, IntentStatus.CAPTURED):
                yield ReconciliationDifference(
                    intent.id, "nobody here asked for it", _there(intent), 0
                )
        elif payment.pk not in busy:
            yield from _compare(intent, payment, payment.done_pence)
    for payment in _ours().filter(asked_at__gte=since, payment_intent_id__isnull=False):
        if payment.payment_intent_id not in seen and payment.pk not in busy:
            intent = read_intent(not_none(payment.payment_intent_id))
            yield from _compare(intent, payment, payment.done_pence)


def _ours():
    done = Q(reversals__state=CardRefundState.DONE)
    return CardPayment.objects.annotate(
        done_pence=Sum("reversals__pence", filter=done, default=0)
    ).order_by("pk")


def _compare(
    intent: PaymentIntent, payment: CardPayment, given_back: int
) -> Iterator[ReconciliationDifference]:
    there, here = _there(intent), _here(payment, given_back)
    if intent.status == IntentStatus.HELD and payment.state != PaymentState.HELD:
        yield ReconciliationDifference(intent.id, "held there and not here", there, here)
    elif payment.state == PaymentState.HELD and intent.status != IntentStatus.HELD:
        yield ReconciliationDifference(intent.id, "held here and not there", there, here)
    elif there != here:
        yield ReconciliationDifference(intent.id, "another sum there than here", there, here)


def _here(payment: CardPayment, given_back: int) -> int:
    if payment.state == PaymentState.HELD:
        return payment.pence
    return payment.pence - given_back if payment.state in CAPTURED_STATES else 0


def _there(intent: PaymentIntent) -> int:
    if intent.status == IntentStatus.HELD:
        return intent.pence
    return intent.received_pence - intent.refunded_pence if intent.received_pence else 0
