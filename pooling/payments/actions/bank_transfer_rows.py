"""The row of a bank transfer: locked, counted, moved."""

from datetime import datetime

from django.db.models import Sum
from django.utils.translation import gettext as _

from community.common.refusals import NotFound
from community.people.acting import SYSTEM, Acting
from community.people.actions.audit_lines import record_deed
from pooling.payments.models.bank_transfers import BankTransfer
from pooling.payments.states.bank_transfers import BANK_TRANSFER, BankTransferState
from providers.queries.supply import provider_of_login


def lock_transfer_of_charge(charge_ref: int) -> BankTransfer | None:
    return BankTransfer.objects.select_for_update(no_key=True).filter(charge_ref=charge_ref).first()


def lock_transfer_for(transfer_id: int, by: Acting) -> BankTransfer:
    """If this login speaks for the provider, to whose own account it goes: nobody else sees what
    came there and what went, whoever works here least. Else there is none."""
    transfer = BankTransfer.objects.select_for_update(no_key=True).filter(pk=transfer_id).first()
    if transfer is None or by.login_id is None:
        raise NotFound(_("We cannot find that page."))
    provider_of_login(transfer.provider_id, login_id=by.login_id)
    return transfer


def net_arrived_pence(transfer: BankTransfer) -> int:
    """Pence that came and are not on their way back."""
    arrived_pence = transfer.arrivals.aggregate(pence=Sum("pence", default=0))["pence"]
    return arrived_pence - transfer.refunds.aggregate(pence=Sum("pence", default=0))["pence"]


def transition_bank_transfer(
    transfer: BankTransfer, state: BankTransferState, *, now: datetime
) -> None:
    """One move of a transfer whose row the caller has locked. Who saw the money, or sent it, has a
    line of their own: these name nobody."""
    deed = BANK_TRANSFER.deed_for(transfer.state, state)
    transfer.state = state
    transfer.save(update_fields=["state"])
    record_deed(by=SYSTEM, deed=deed, about=f"transfer:{transfer.pk}", now=now)
