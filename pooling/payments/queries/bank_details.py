"""Bank details of providers: those in use, and those that wait to be."""

from collections.abc import Collection
from datetime import datetime

from community.common.refusals import or_not_found
from community.people.models.approvals import StaffApproval
from community.people.states import ApprovalPurpose
from pooling.payments.models.bank_details import UNDECIDED_STATES, BankDetailsChange, PayeeAccount
from pooling.payments.states.bank_details import BankDetailsState


def bank_details_of(provider_id: int) -> PayeeAccount | None:
    """Where a provider's transfers go. For whoever speaks for it."""
    return bank_details_of_providers([provider_id]).get(provider_id)


def bank_details_of_providers(provider_ids: Collection[int]) -> dict[int, PayeeAccount]:
    """{provider id: where its transfers go}, of those that have one in use."""
    payees = PayeeAccount.objects.filter(provider_id__in=provider_ids)
    return {payee.provider_id: payee for payee in payees}


def undecided_bank_details(provider_ids: Collection[int]) -> dict[int, BankDetailsChange]:
    """{provider id: what was written down and is not settled yet}."""
    changes = BankDetailsChange.objects.filter(
        provider_id__in=provider_ids, state__in=UNDECIDED_STATES
    )
    return {change.provider_id: change for change in changes}


def undecided_change_of(provider_id: int) -> BankDetailsChange:
    return or_not_found(undecided_bank_details([provider_id]).get(provider_id))


def bank_details_due(now: datetime) -> list[int]:
    """Ids of those whose five working days are over, the oldest first."""
    due = BankDetailsChange.objects.filter(state=BankDetailsState.CHECKED, counts_at__lte=now)
    return list(due.order_by("counts_at", "pk").values_list("pk", flat=True))


def change_of_approval(approval_id: int) -> BankDetailsChange | None:
    """What a second person is asked about, where it is bank details."""
    approval = StaffApproval.objects.filter(
        pk=approval_id, purpose=ApprovalPurpose.BANK_DETAILS
    ).first()
    if approval is None:
        return None
    return BankDetailsChange.objects.get(pk=int(approval.about.partition(":")[2]))


def approval_of_change(change_id: int) -> StaffApproval:
    """The newest that was asked about it."""
    approvals = StaffApproval.objects.filter(
        purpose=ApprovalPurpose.BANK_DETAILS, about=f"bank_details:{change_id}"
    )
    return or_not_found(approvals.order_by("-pk").first())
