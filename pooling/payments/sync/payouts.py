"""One payout: a provider's released money, from their account at the processor to their bank."""

from datetime import datetime

from community.common.lifecycle import not_none
from pooling.payments.actions.payouts import record_payout, record_payout_sending
from pooling.payments.models.provider_accounts import Payout
from pooling.payments.processor.payouts import (
    FundsNotAvailable,
    ProcessorPayout,
    create_payout,
    find_payout,
    read_payout,
)
from pooling.payments.states.provider_accounts import PayoutState
from pooling.payments.sync.claiming import RetryLater, UncertainOutcome, claimed_command


def sync_payout(payout_id: int, *, now: datetime) -> None:
    with claimed_command(Payout, payout_id, now=now) as payout:
        if payout is None or payout.state not in (PayoutState.ASKED, PayoutState.SENT):
            return
        try:
            processor_payout = _make_or_read(payout, now)
        except FundsNotAvailable as error:
            # Captured money takes days to become available; the no is kept under this key.
            raise RetryLater(needs_new_key=True) from error
        if processor_payout.pence != payout.pence:
            raise UncertainOutcome("another sum was paid out than was asked for")
        recorded = record_payout(
            payout_id=payout.pk,
            processor_payout_id=processor_payout.id,
            paid=processor_payout.is_paid,
            failed=processor_payout.has_failed,
            now=now,
        )
        if recorded.state == PayoutState.FAILED:
            raise UncertainOutcome("the provider's bank sent a payout back")
        if recorded.state == PayoutState.SENT:
            raise RetryLater


def _make_or_read(payout: Payout, now: datetime) -> ProcessorPayout:
    processor_account_id = not_none(payout.provider_account.processor_account_id)
    if payout.processor_payout_id:
        return read_payout(
            processor_payout_id=payout.processor_payout_id,
            processor_account_id=processor_account_id,
        )
    if payout.sent_at is not None:
        made_before = find_payout(
            command_id=payout.command_id, processor_account_id=processor_account_id
        )
        if made_before is not None:
            return made_before
    record_payout_sending(payout_id=payout.pk, now=now)
    return create_payout(
        command_id=payout.command_id,
        key_version=payout.key_version,
        processor_account_id=processor_account_id,
        pence=payout.pence,
    )
