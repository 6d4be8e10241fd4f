"""Card money on its way back to its card: promised in the ledger first, so never more than is
there; then asked of the processor; then posted."""

from datetime import datetime

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from community.audit.actions import record
from community.people.acting import SYSTEM
from pooling.ledger import actions as ledger
from pooling.ledger.account_codes import OUTSIDE_CARD
from pooling.payments.actions.becoming import become
from pooling.payments.actions.commands import send_for_worker
from pooling.payments.crash_points import CrashPoint, reached
from pooling.payments.models.cards import CardPayment, Reversal
from pooling.payments.rules import NotHeld, check_left, check_same
from pooling.payments.states import REVERSAL, PaymentState, ReversalState


@transaction.atomic
def want_give_back(*, charge_ref: int, pence: int, key: str, now: datetime) -> Reversal:
    """Give back pence of what one charge paid by card. The same `key` gives back once."""
    payment = (
        CardPayment.objects.select_for_update(no_key=True)
        .filter(
            charge_ref=charge_ref,
            state__in=[PaymentState.CAPTURED, PaymentState.GIVEN_BACK],
        )
        .order_by("-attempt")
        .first()
    )
    if payment is None:
        raise NotHeld(_("Nothing was paid by card for this, so nothing can go back."))
    return _reverse(payment, pence=pence, key=key, now=now)


def give_back_all(payment: CardPayment, *, now: datetime) -> None:
    """All that is left of a captured payment; the caller holds the row's lock."""
    left = left_of(payment)
    if left:
        _reverse(payment, pence=left, key=f"payment:{payment.pk}:all", now=now)


def left_of(payment: CardPayment) -> int:
    """Pence of a captured payment that are not on their way back."""
    back = payment.reversals.exclude(state=ReversalState.FAILED).aggregate(
        pence=Sum("pence", default=0)
    )
    return payment.pence - back["pence"]


def _reverse(payment: CardPayment, *, pence: int, key: str, now: datetime) -> Reversal:
    before = Reversal.objects.filter(key=key).first()
    if before is not None:
        check_same(pence, before.pence)
        return before
    check_left(pence, left_of(payment))
    reversal = Reversal.objects.create(payment=payment, pence=pence, key=key, asked_at=now)
    ledger.reserve(
        key=f"reversal:{reversal.pk}",
        source=payment.part_code,
        target=OUTSIDE_CARD,
        pence=pence,
        reason="card_given_back",
        about=f"payment:{payment.pk}",
    )
    send_for_worker(reversal)
    return reversal


@transaction.atomic
def record_refund_sending(*, reversal_id: int, now: datetime) -> None:
    """From here on an answer may be lost."""
    Reversal.objects.filter(pk=reversal_id, sent_at=None).update(sent_at=now)


@transaction.atomic
def record_refund(
    *, reversal_id: int, refund_id: str, done: bool, failed: bool, now: datetime
) -> Reversal:
    """Where a refund stands now, in one commit with the ledger's line."""
    payment_id = Reversal.objects.values_list("payment_id", flat=True).get(pk=reversal_id)
    # Payment before reversal, as in `want_give_back`.
    payment = CardPayment.objects.select_for_update(no_key=True).get(pk=payment_id)
    reversal = Reversal.objects.select_for_update(no_key=True).get(pk=reversal_id)
    state = ReversalState.DONE if done else ReversalState.FAILED if failed else ReversalState.SENT
    if not REVERSAL.allows(reversal.state, state):
        return reversal  # nothing new, or news older than ours
    _in_ledger(reversal, state)
    reversal.state, reversal.refund_id = state, refund_id
    reversal.tries, reversal.try_after = 0, None
    reversal.save(update_fields=["state", "refund_id", "tries", "try_after"])
    record(
        by=SYSTEM,
        deed=f"card_refund_{state}",
        about=f"payment:{payment.pk}",
        for_person=payment.saved_card.person_id,
        now=now,
    )
    _end_payment_if_all_is_back(payment, now)
    reached(CrashPoint.REFUND_IN_LEDGER)
    return reversal


def _in_ledger(reversal: Reversal, state: ReversalState) -> None:
    key = f"reversal:{reversal.pk}"
    if state == ReversalState.DONE:
        ledger.post(key=f"{key}:done", pending=key, pence=reversal.pence)
    elif state == ReversalState.FAILED and reversal.state == ReversalState.DONE:
        ledger.move(
            key=f"{key}:returned",
            source=OUTSIDE_CARD,
            target=reversal.payment.part_code,
            pence=reversal.pence,
            reason="refund_returned",
            about=f"payment:{reversal.payment_id}",
        )
    elif state == ReversalState.FAILED:
        ledger.void(key=f"{key}:void", pending=key)


def _end_payment_if_all_is_back(payment: CardPayment, now: datetime) -> None:
    done = payment.reversals.filter(state=ReversalState.DONE).aggregate(
        pence=Sum("pence", default=0)
    )
    if payment.state == PaymentState.CAPTURED and done["pence"] == payment.pence:
        become(payment, PaymentState.GIVEN_BACK, now=now)
