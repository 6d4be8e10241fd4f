"""One refund: made once, however often an answer is lost."""

from datetime import datetime

from community.common.lifecycle import not_none
from pooling.payments.actions.card_refunds import record_refund, record_refund_sending
from pooling.payments.crash_points import Failpoint, failpoint
from pooling.payments.models.cards import CardRefund
from pooling.payments.processor.refunds import (
    ProcessorRefund,
    create_refund,
    find_refund,
    read_refund,
)
from pooling.payments.states import CardRefundState
from pooling.payments.sync.claiming import RetryLater, UncertainOutcome, claimed_command


def sync_refund(reversal_id: int, *, now: datetime) -> None:
    with claimed_command(CardRefund, reversal_id, now=now) as reversal:
        if reversal is None or reversal.state not in (CardRefundState.ASKED, CardRefundState.SENT):
            return
        refund = _refund(reversal, now)
        if refund.pence != reversal.pence:
            raise UncertainOutcome("another sum was given back than was asked for")
        written = record_refund(
            reversal_id=reversal.pk,
            refund_id=refund.id,
            done=refund.is_done,
            failed=refund.has_failed,
            now=now,
        )
        failpoint(Failpoint.REFUNDED)
        if written.state == CardRefundState.FAILED:
            raise UncertainOutcome(
                "the card took no refund: this money must go back in another way"
            )
        if written.state == CardRefundState.SENT:
            raise RetryLater


def _refund(reversal: CardRefund, now: datetime) -> ProcessorRefund:
    """The refund as it stands. It has no unconfirmed state to make it in first, so where an answer
    may have been lost we look through this intent's refunds before asking for one."""
    if reversal.processor_refund_id:
        return read_refund(reversal.processor_refund_id)
    intent_id = not_none(reversal.payment.payment_intent_id)
    if reversal.sent_at is not None:
        found = find_refund(command=reversal.command_id, intent_id=intent_id)
        if found is not None:
            return found
    record_refund_sending(reversal_id=reversal.pk, now=now)
    failpoint(Failpoint.REFUND_SENT_MARKED)
    made = create_refund(
        command=reversal.command_id, turn=reversal.key_version, intent_id=intent_id, pence=reversal.pence
    )
    failpoint(Failpoint.REFUNDED_THERE)
    return made
