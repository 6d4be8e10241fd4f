"""One refund: made once, however often an answer is lost."""

from datetime import datetime

from community.common.known import known
from pooling.payments.actions.card_refunds import record_refund, record_refund_sending
from pooling.payments.crash_points import CrashPoint, reached
from pooling.payments.models.cards import Reversal
from pooling.payments.processor.refunds import Refund, create_refund, find_refund, read_refund
from pooling.payments.states import ReversalState
from pooling.payments.sync.claiming import NotYet, Uncertain, in_hand


def settle_reversal(reversal_id: int, *, now: datetime) -> None:
    with in_hand(Reversal, reversal_id, now=now) as reversal:
        if reversal is None or reversal.state not in (ReversalState.ASKED, ReversalState.SENT):
            return
        refund = _refund(reversal, now)
        if refund.pence != reversal.pence:
            raise Uncertain("another sum was given back than was asked for")
        written = record_refund(
            reversal_id=reversal.pk,
            refund_id=refund.id,
            done=refund.is_done,
            failed=refund.has_failed,
            now=now,
        )
        reached(CrashPoint.REFUNDED)
        if written.state == ReversalState.FAILED:
            raise Uncertain("the card took no refund: this money must go back in another way")
        if written.state == ReversalState.SENT:
            raise NotYet


def _refund(reversal: Reversal, now: datetime) -> Refund:
    """The refund as it stands. It has no unconfirmed state to make it in first, so where an answer
    may have been lost we look through this intent's refunds before asking for one."""
    if reversal.refund_id:
        return read_refund(reversal.refund_id)
    intent_id = known(reversal.payment.intent_id)
    if reversal.sent_at is not None:
        found = find_refund(command=reversal.command, intent_id=intent_id)
        if found is not None:
            return found
    record_refund_sending(reversal_id=reversal.pk, now=now)
    reached(CrashPoint.REFUND_SENT_MARKED)
    made = create_refund(
        command=reversal.command, turn=reversal.turn, intent_id=intent_id, pence=reversal.pence
    )
    reached(CrashPoint.REFUNDED_THERE)
    return made
