import re
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Q

from community.common.refusals import or_not_found
from pooling.payments.models.bank_transfers import BankTransfer, BankTransferRefund
from pooling.payments.queries.charges import arrived_sum
from pooling.payments.rules.bank_details import format_sort_code
from pooling.payments.states.bank_transfers import BankTransferRefundState, BankTransferState

MAX_TYPED = 40  # characters of a number that somebody types: with spaces and dashes


@dataclass(frozen=True)
class BankTransferSummary:
    """What a person is shown: whom to pay, how much, under which reference. `sort_code` and
    `account_number` are empty while whoever is paid has not written them down."""

    transfer_id: int
    reference: str
    payee_words: str
    pence: int
    arrived_pence: int
    state: str
    sort_code: str  # "12-34-56"
    account_number: str

    @property
    def still_to_come(self) -> int:
        return max(self.pence - self.arrived_pence, 0)


def bank_transfer_for(charge_ref: int) -> BankTransferSummary | None:
    return bank_transfers_of_charges([charge_ref]).get(charge_ref)


def bank_transfers_of_charges(charge_refs: Collection[int]) -> dict[int, BankTransferSummary]:
    """{charge_ref: its transfer}, of those that travel by one. One statement."""
    transfers = BankTransfer.objects.filter(charge_ref__in=charge_refs)
    return {
        transfer.charge_ref: _summary(transfer, transfer.arrived_pence)
        for transfer in transfers.annotate(arrived_pence=arrived_sum())
    }


def is_open_request(reference: str) -> bool:
    """Whether somebody is asked to send money with this number now. One that was paid, or is not
    needed any more, is asked for by nobody: whoever still asks for it is not us."""
    typed = re.sub(r"[^0-9A-Z]", "", reference.upper()[:MAX_TYPED])
    return BankTransfer.objects.filter(
        reference=typed, state__in=[BankTransferState.ASKED, BankTransferState.PART_ARRIVED]
    ).exists()


def open_bank_transfers(
    *, area_ids: Collection[int] = (), provider_ids: Collection[int] = ()
) -> list[BankTransferSummary]:
    """Transfers on their way to these areas or providers, oldest first."""
    transfers = BankTransfer.objects.filter(
        Q(area_id__in=area_ids) | Q(provider_id__in=provider_ids),
        state__in=[BankTransferState.ASKED, BankTransferState.PART_ARRIVED],
    )
    oldest_first = transfers.annotate(arrived_pence=arrived_sum()).order_by("asked_at", "pk")
    return [_summary(transfer, transfer.arrived_pence) for transfer in oldest_first]


def open_bank_transfer(transfer_id: int, *, provider_ids: Collection[int]) -> BankTransferSummary:
    """One on its way to these providers."""
    transfers = open_bank_transfers(provider_ids=provider_ids)
    return or_not_found(next((row for row in transfers if row.transfer_id == transfer_id), None))


def _summary(transfer: BankTransfer, arrived_pence: int) -> BankTransferSummary:
    return BankTransferSummary(
        transfer_id=transfer.pk,
        reference=transfer.reference,
        payee_words=transfer.payee_words,
        pence=transfer.pence,
        arrived_pence=arrived_pence,
        state=transfer.state,
        sort_code=format_sort_code(transfer.sort_code),
        account_number=transfer.account_number,
    )


def transfers_to_send_back(
    *, area_ids: Collection[int] = (), provider_ids: Collection[int] = ()
) -> list[BankTransferRefund]:
    """Money that somebody still has to send back, to these areas or providers, oldest first."""
    queued = BankTransferRefund.objects.filter(
        Q(transfer__area_id__in=area_ids) | Q(transfer__provider_id__in=provider_ids),
        state=BankTransferRefundState.QUEUED,
    )
    return list(queued.select_related("transfer").order_by("queued_at", "pk"))


def transfer_to_send_back(refund_id: int, *, provider_ids: Collection[int]) -> BankTransferRefund:
    """One that these providers have still to send back."""
    refunds = transfers_to_send_back(provider_ids=provider_ids)
    return or_not_found(next((refund for refund in refunds if refund.pk == refund_id), None))
