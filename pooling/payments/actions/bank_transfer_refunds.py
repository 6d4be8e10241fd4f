"""Bank money on its way back to the account it came from: promised in the ledger, and sent by hand
by somebody who may look into the payee's account."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from community.people.acting import Acting
from community.people.actions.audit_lines import record_deed
from pooling.ledger import actions as ledger
from pooling.ledger.account_codes import OUTSIDE_TRANSFER
from pooling.ledger.states import TransferReason
from pooling.payments.actions.bank_transfer_rows import (
    lock_transfer_for,
    lock_transfer_of_charge,
    net_arrived_pence,
    transition_bank_transfer,
)
from pooling.payments.models.bank_transfers import BankTransfer, BankTransferRefund
from pooling.payments.rules import NotHeld, check_left, check_same
from pooling.payments.states.bank_transfers import (
    BANK_TRANSFER_REFUND,
    BankTransferRefundState,
    BankTransferState,
)


@transaction.atomic
def request_transfer_refund(
    *, charge_ref: int, pence: int, key: str, session_ref: int | None = None, now: datetime
) -> BankTransferRefund:
    """Pence of an arrived transfer are to be sent back. The same `key` is queued once."""
    transfer = lock_transfer_of_charge(charge_ref)
    if transfer is None:
        raise NotHeld(_("Nothing came by bank transfer for this."))
    previous = BankTransferRefund.objects.filter(key=key).first()
    if previous is not None:
        check_same(pence, previous.pence)
        return previous
    check_left(pence, net_arrived_pence(transfer))
    refund = queue_refund(transfer, pence, key=key, session_ref=session_ref, now=now)
    if net_arrived_pence(transfer) == 0:
        transition_bank_transfer(transfer, BankTransferState.REFUND_REQUESTED, now=now)
    return refund


def queue_refund(
    transfer: BankTransfer, pence: int, *, key: str, session_ref: int | None = None, now: datetime
) -> BankTransferRefund:
    """The caller holds the transfer's row, and says what it becomes by this."""
    refund = BankTransferRefund.objects.create(
        transfer=transfer, pence=pence, key=key, queued_at=now
    )
    ledger.reserve(
        key=_ledger_key(refund),
        source=transfer.part_code,
        target=OUTSIDE_TRANSFER,
        pence=pence,
        reason=TransferReason.BANK_TRANSFER_REFUNDED,
        about=f"transfer:{transfer.pk}",
        session_ref=session_ref,
    )
    return refund


@transaction.atomic
def record_transfer_refund(
    *, refund_id: int, sent_on: date, by: Acting, now: datetime
) -> BankTransferRefund:
    """Somebody who may has sent it back to the account it came from, on that day."""
    refunds = BankTransferRefund.objects.filter(pk=refund_id)
    transfer = lock_transfer_for(refunds.values_list("transfer_id", flat=True).first() or 0, by)
    refund = BankTransferRefund.objects.select_for_update(no_key=True).get(pk=refund_id)
    if refund.state == BankTransferRefundState.SENT:
        return refund
    key = _ledger_key(refund)
    ledger.post(key=f"{key}:sent", pending=key, pence=refund.pence)
    refund.transfer, refund.sent_on, refund.sent_by = transfer, sent_on, by.login
    transition_bank_transfer_refund(
        refund, BankTransferRefundState.SENT, "sent_on", "sent_by", by=by, now=now
    )
    if (
        transfer.state == BankTransferState.REFUND_REQUESTED
        and not transfer.refunds.filter(state=BankTransferRefundState.QUEUED).exists()
    ):
        transition_bank_transfer(transfer, BankTransferState.REFUNDED, now=now)
    return refund


def transition_bank_transfer_refund(
    refund: BankTransferRefund,
    state: BankTransferRefundState,
    *fields: str,
    by: Acting,
    now: datetime,
) -> None:
    """One move of a refund whose row the caller has locked; `fields` are what else it changed."""
    deed = BANK_TRANSFER_REFUND.deed_for(refund.state, state)
    refund.state = state
    refund.save(update_fields=["state", *fields])
    record_deed(
        by=by,
        deed=deed,
        about=f"transfer:{refund.transfer_id}",
        for_person=refund.transfer.person_id,
        now=now,
    )


def _ledger_key(refund: BankTransferRefund) -> str:
    return f"transfer_refund:{refund.pk}"
