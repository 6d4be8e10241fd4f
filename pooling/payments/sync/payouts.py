"""One payout: a provider's released money, from their account at the processor to their bank."""

from datetime import datetime

from community.common.lifecycle import not_none
from pooling.payments.actions.payouts import record_payout, record_payout_sending
from pooling.payments.crash_points import Failpoint, failpoint
from pooling.payments.models.provider_accounts import Payout
from pooling.payments.processor import payouts
from pooling.payments.processor.payouts import (
    FundsNotAvailable,
    create_payout,
    find_payout,
    read_payout,
)
from pooling.payments.states import PayoutState
from pooling.payments.sync.claiming import RetryLater, UncertainOutcome, claimed_command


def sync_payout(payout_id: int, *, now: datetime) -> None:
    with claimed_command(Payout, payout_id, now=now) as payout:
        if payout is None or payout.state not in (PayoutState.ASKED, PayoutState.SENT):
            return
        try:
            there = _payout(payout, now)
        except FundsNotAvailable as trouble:
            # Captured money takes days to become available; the no is kept under this key.
            raise RetryLater(kept=True) from trouble
        if there.pence != payout.pence:
            raise UncertainOutcome("another sum was paid out than was asked for")
        written = record_payout(
            payout_id=payout.pk,
            processor_id=there.id,
            paid=there.is_paid,
            failed=there.has_failed,
            now=now,
        )
        failpoint(Failpoint.PAID_OUT)
        if written.state == PayoutState.FAILED:
            raise UncertainOutcome("the provider's bank sent a payout back")
        if written.state == PayoutState.SENT:
            raise RetryLater


def _payout(payout: Payout, now: datetime) -> payouts.ProcessorPayout:
    account_id = not_none(payout.provider_account.account_id)
    if payout.processor_payout_id:
        return read_payout(payout_id=payout.processor_payout_id, account_id=account_id)
    if payout.sent_at is not None:
        found = find_payout(command=payout.command_id, account_id=account_id)
        if found is not None:
            return found
    record_payout_sending(payout_id=payout.pk, now=now)
    failpoint(Failpoint.PAYOUT_SENT_MARKED)
    made = create_payout(
        command=payout.command_id, turn=payout.key_version, account_id=account_id, pence=payout.pence
    )
    failpoint(Failpoint.PAID_OUT_THERE)
    return made
