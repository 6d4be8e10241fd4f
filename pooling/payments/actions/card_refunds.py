"""Card money on its way back to its card: promised in the ledger first, so never more than is
there; then asked of the processor; then posted."""

from datetime import datetime

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from community.messaging.actions.notifying import notify_each_login
from community.people.acting import SYSTEM
from community.people.actions.audit_lines import record_deed
from community.people.queries.life_events import workers_for_estate
from pooling.ledger import actions as ledger
from pooling.ledger.account_codes import OUTSIDE_CARD
from pooling.ledger.states import TransferReason
from pooling.payments.actions.card_payments import transition_card_payment, wake_pool
from pooling.payments.actions.commands import enqueue_command
from pooling.payments.message_kinds import PaymentMessage
from pooling.payments.models.cards import CardPayment, CardRefund
from pooling.payments.rules import NotHeld, check_left, check_same
from pooling.payments.states.cards import CARD_REFUND, CardRefundState, PaymentState


@transaction.atomic
def request_card_refund(
    *, charge_ref: int, pence: int, key: str, session_ref: int | None = None, now: datetime
) -> CardRefund:
    """Give back pence of what one charge paid by card. The same `key` gives back once."""
    payment = (
        CardPayment.objects.select_for_update(no_key=True)
        .filter(
            charge_ref=charge_ref,
            state__in=[PaymentState.CAPTURED, PaymentState.REFUNDED],
        )
        .order_by("-attempt")
        .first()
    )
    if payment is None:
        raise NotHeld(_("Nothing was paid by card for this, so nothing can go back."))
    return _refund(payment, pence=pence, key=key, session_ref=session_ref, now=now)


def refund_in_full(payment: CardPayment, *, now: datetime) -> None:
    """All that is left of a captured payment; the caller holds the row's lock."""
    pence = refundable_pence(payment)
    if pence:
        _refund(payment, pence=pence, key=f"payment:{payment.pk}:all", now=now)


def refundable_pence(payment: CardPayment) -> int:
    """Pence of a captured payment that are not on their way back."""
    refunds = payment.refunds.exclude(state=CardRefundState.FAILED)
    return payment.pence - refunds.aggregate(pence=Sum("pence", default=0))["pence"]


def _refund(
    payment: CardPayment, *, pence: int, key: str, session_ref: int | None = None, now: datetime
) -> CardRefund:
    previous = CardRefund.objects.filter(key=key).first()
    if previous is not None:
        check_same(pence, previous.pence)
        return previous
    check_left(pence, refundable_pence(payment))
    refund = CardRefund.objects.create(payment=payment, pence=pence, key=key, asked_at=now)
    ledger.reserve(
        key=_ledger_key(refund),
        source=payment.part_code,
        target=OUTSIDE_CARD,
        pence=pence,
        reason=TransferReason.CARD_REFUNDED,
        about=f"payment:{payment.pk}",
        session_ref=session_ref,
    )
    enqueue_command(refund)
    return refund


@transaction.atomic
def record_refund_sending(*, refund_id: int, now: datetime) -> None:
    """From here on an answer may be lost."""
    CardRefund.objects.filter(pk=refund_id, sent_at=None).update(sent_at=now)


@transaction.atomic
def record_refund(
    *, refund_id: int, processor_refund_id: str, done: bool, failed: bool, now: datetime
) -> CardRefund:
    """Where a refund stands now, in one commit with the ledger's line."""
    payment_id = CardRefund.objects.values_list("payment_id", flat=True).get(pk=refund_id)
    # Payment before refund, as in `request_card_refund`.
    payment = CardPayment.objects.select_for_update(no_key=True).get(pk=payment_id)
    refund = CardRefund.objects.select_for_update(no_key=True).get(pk=refund_id)
    state = (
        CardRefundState.DONE if done else CardRefundState.FAILED if failed else CardRefundState.SENT
    )
    if not CARD_REFUND.allows(refund.state, state):
        return refund  # nothing new, or news older than ours
    _write_in_ledger(refund, state)
    refund.payment, refund.processor_refund_id = payment, processor_refund_id
    transition_card_refund(refund, state, "processor_refund_id", now=now)
    _end_payment_if_all_is_refunded(payment, now)
    if state == CardRefundState.FAILED:
        _notify_worker_of_who_died(refund, now)
    wake_pool(payment)
    return refund


@transaction.atomic
def report_refused_refund(*, refund_id: int, now: datetime) -> None:
    """The card company does not even begin it. It is set aside for the operator; and of somebody
    who has died, a worker where they lived is told, too. Reported twice is reported once."""
    refunds = CardRefund.objects.select_related("payment__saved_card")
    _notify_worker_of_who_died(refunds.get(pk=refund_id), now)


def _notify_worker_of_who_died(refund: CardRefund, now: datetime) -> None:
    """The card of somebody who has died is often closed: a person asks whoever settles the estate
    where their money should go (P22). Of the living, their own page and the operator say it."""
    person_id = refund.payment.saved_card.person_id
    notify_each_login(
        workers_for_estate(person_id),
        kind=PaymentMessage.REFUND_FOR_ESTATE,
        subject=_("Money could not go back to the card of somebody who has died"),
        text=_(
            "Their card took back no more. Please ask whoever settles the estate where it should"
            " go. Your page says how much, and of whom."
        ),
        link="/connect/life/",
        key=f"card_refund:{refund.pk}:estate",
        now=now,
    )


def transition_card_refund(
    refund: CardRefund, state: CardRefundState, *fields: str, now: datetime
) -> None:
    """One move of a refund whose row the caller has locked; `fields` are what else it changed."""
    deed = CARD_REFUND.deed_for(refund.state, state)
    refund.state, refund.tries, refund.retry_at = state, 0, None
    refund.save(update_fields=["state", "tries", "retry_at", *fields])
    record_deed(
        by=SYSTEM,
        deed=deed,
        about=f"payment:{refund.payment_id}",
        for_person=refund.payment.saved_card.person_id,
        now=now,
    )


def _write_in_ledger(refund: CardRefund, state: CardRefundState) -> None:
    key = _ledger_key(refund)
    if state == CardRefundState.DONE:
        ledger.post(key=f"{key}:done", pending=key, pence=refund.pence)
    elif state == CardRefundState.FAILED and refund.state == CardRefundState.DONE:
        ledger.transfer(
            key=f"{key}:returned",
            source=OUTSIDE_CARD,
            target=refund.payment.part_code,
            pence=refund.pence,
            reason=TransferReason.CARD_REFUND_RETURNED,
            about=f"payment:{refund.payment_id}",
        )
    elif state == CardRefundState.FAILED:
        ledger.void(key=f"{key}:void", pending=key)


def _end_payment_if_all_is_refunded(payment: CardPayment, now: datetime) -> None:
    done = payment.refunds.filter(state=CardRefundState.DONE)
    refunded_pence = done.aggregate(pence=Sum("pence", default=0))["pence"]
    if payment.state == PaymentState.CAPTURED and refunded_pence == payment.pence:
        transition_card_payment(payment, PaymentState.REFUNDED, now=now)


def _ledger_key(refund: CardRefund) -> str:
    return f"card_refund:{refund.pk}"
