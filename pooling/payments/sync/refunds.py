"""One refund: made once, however often an answer is lost."""

from datetime import datetime

from community.common.lifecycle import not_none
from pooling.payments.actions.card_refunds import (
    record_refund,
    record_refund_sending,
    report_refused_refund,
)
from pooling.payments.models.cards import CardRefund
from pooling.payments.processor.client import CardDeclined, ProcessorRefused
from pooling.payments.processor.refunds import (
    ProcessorRefund,
    create_refund,
    find_refund,
    read_refund,
)
from pooling.payments.states.cards import CardRefundState
from pooling.payments.sync.claiming import RetryLater, UncertainOutcome, claimed_command


def sync_refund(refund_id: int, *, now: datetime) -> None:
    with claimed_command(CardRefund, refund_id, now=now) as refund:
        if refund is None or refund.state not in (CardRefundState.ASKED, CardRefundState.SENT):
            return
        try:
            processor_refund = _make_or_read(refund, now)
        except (CardDeclined, ProcessorRefused) as error:
            report_refused_refund(refund_id=refund.pk, now=now)
            raise UncertainOutcome(f"the card company refused it: {error}") from error
        if processor_refund.pence != refund.pence:
            raise UncertainOutcome("another sum was given back than was asked for")
        recorded = record_refund(
            refund_id=refund.pk,
            processor_refund_id=processor_refund.id,
            done=processor_refund.is_done,
            failed=processor_refund.has_failed,
            now=now,
        )
        if recorded.state == CardRefundState.FAILED:
            raise UncertainOutcome(
                "the card took no refund: this money must go back in another way"
            )
        if recorded.state == CardRefundState.SENT:
            raise RetryLater


def _make_or_read(refund: CardRefund, now: datetime) -> ProcessorRefund:
    """The refund as it stands. It has no unconfirmed state to make it in first, so where an answer
    may have been lost we look through this intent's refunds before asking for one."""
    if refund.processor_refund_id:
        return read_refund(refund.processor_refund_id)
    payment_intent_id = not_none(refund.payment.payment_intent_id)
    if refund.sent_at is not None:
        made_before = find_refund(command_id=refund.command_id, payment_intent_id=payment_intent_id)
        if made_before is not None:
            return made_before
    record_refund_sending(refund_id=refund.pk, now=now)
    return create_refund(
        command_id=refund.command_id,
        key_version=refund.key_version,
        payment_intent_id=payment_intent_id,
        pence=refund.pence,
    )
