"""Card money on its way back to its card: promised in the ledger first, so never more than is
there; then asked of the processor; then posted."""

from datetime import datetime

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from community.audit.actions import record_deed
from community.people.acting import SYSTEM
from pooling.ledger import actions as ledger
from pooling.ledger.account_codes import OUTSIDE_CARD
from pooling.payments.actions.becoming import become
from pooling.payments.actions.commands import enqueue_command
from pooling.payments.crash_points import Failpoint, failpoint
from pooling.payments.models.cards import CardPayment, CardRefund
from pooling.payments.rules import NotHeld, check_left, check_same
from pooling.payments.states import REVERSAL, CardRefundState, PaymentState


@transaction.atomic
def request_card_refund(*, charge_ref: int, pence: int, key: str, now: datetime) -> CardRefund:
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


def refund_in_full(payment: CardPayment, *, now: datetime) -> None:
    """All that is left of a captured payment; the caller holds the row's lock."""
    left = refundable_pence(payment)
    if left:
        _reverse(payment, pence=left, key=f"payment:{payment.pk}:all", now=now)


def refundable_pence(payment: CardPayment) -> int:
    """Pence of a captured payment that are not on their way back."""
    back = payment.reversals.exclude(state=CardRefundState.FAILED).aggregate(
        pence=Sum("pence", default=0)
    )
    return payment.pence - back["pence"]


def _reverse(payment: CardPayment, *, pence: int, key: str, now: datetime) -> CardRefund:
    before = CardRefund.objects.filter(key=key).first()
    if before is not None:
        check_same(pence, before.pence)
        return before
    check_left(pence, refundable_pence(payment))
    reversal = CardRefund.objects.create(payment=payment, pence=pence, key=key, asked_at=now)
    ledger.reserve(
        key=f"reversal:{reversal.pk}",
        source=payment.part_code,
        target=OUTSIDE_CARD,
        pence=pence,
        reason="card_given_back",
        about=f"payment:{payment.pk}",
    )
    enqueue_command(reversal)
    return reversal


@transaction.atomic
def record_refund_sending(*, reversal_id: int, now: datetime) -> None:
    """From here on an answer may be lost."""
    CardRefund.objects.filter(pk=reversal_id, sent_at=None).update(sent_at=now)


@transaction.atomic
def record_refund(
    *, reversal_id: int, refund_id: str, done: bool, failed: bool, now: datetime
) -> CardRefund:
    """Where a refund stands now, in one commit with the ledger's line."""
    payment_id = CardRefund.objects.values_list("payment_id", flat=True).get(pk=reversal_id)
    # Payment before reversal, as in `want_give_back`.
    payment = CardPayment.objects.select_for_update(no_key=True).get(pk=payment_id)
    reversal = CardRefund.objects.select_for_update(no_key=True).get(pk=reversal_id)
    state = (
        CardRefundState.DONE if done else CardRefundState.FAILED if failed else CardRefundState.SENT
    )
    if not REVERSAL.allows(reversal.state, state):
        return reversal  # nothing new, or news older than ours
    _in_ledger(reversal, state)
    reversal.state, reversal.refund_id = state, refund_id
    reversal.tries, reversal.try_after = 0, None
    reversal.save(update_fields=["state", "refund_id", "tries", "try_after"])
    record_deed(
        by=SYSTEM,
        deed=f"card_refund_{state}",
        about=f"payment:{payment.pk}",
        for_person=payment.saved_card.person_id,
        now=now,
    )
    _end_payment_if_all_is_back(payment, now)
    failpoint(Failpoint.REFUND_IN_LEDGER)
    return reversal


def _in_ledger(reversal: CardRefund, state: CardRefundState) -> None:
    key = f"reversal:{reversal.pk}"
    if state == CardRefundState.DONE:
        ledger.post(key=f"{key}:done", pending=key, pence=reversal.pence)
    elif state == CardRefundState.FAILED and reversal.state == CardRefundState.DONE:
        ledger.move(
            key=f"{key}:returned",
            source=OUTSIDE_CARD,
            target=reversal.payment.part_code,
            pence=reversal.pence,
            reason="refund_returned",
            about=f"payment:{reversal.payment_id}",
        )
    elif state == CardRefundState.FAILED:
        ledger.void(key=f"{key}:void", pending=key)


def _end_payment_if_all_is_back(payment: CardPayment, now: datetime) -> None:
    done = payment.reversals.filter(state=CardRefundState.DONE).aggregate(
        pence=Sum("pence", default=0)
    )
    if payment.state == PaymentState.CAPTURED and done["pence"] == payment.pence:
        become(payment, PaymentState.GIVEN_BACK, now=now)
