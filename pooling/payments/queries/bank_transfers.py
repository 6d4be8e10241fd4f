from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import QuerySet

from pooling.payments.models.bank_transfers import BankTransfer, BankTransferRefund, PayeeAccount
from pooling.payments.queries.charges import arrived_sum
from pooling.payments.rules import format_sort_code
from pooling.payments.states import BankTransferRefundState, BankTransferState


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
    found = (
        BankTransfer.objects.filter(charge_ref=charge_ref)
        .annotate(arrived_pence=arrived_sum())
        .first()
    )
    return _line(found, found.arrived_pence) if found else None


def bank_details_of(provider_id: int) -> PayeeAccount | None:
    """Where a provider's transfers go. For whoever speaks for it."""
    return PayeeAccount.objects.filter(provider_id=provider_id).first()


def open_bank_transfers(
    *, area_ids: Collection[int] = (), provider_id: int | None = None
) -> list[BankTransferSummary]:
    """Transfers on their way, oldest first, for areas or for one provider."""
    waiting = BankTransfer.objects.filter(
        state__in=[BankTransferState.ASKED, BankTransferState.PART_ARRIVED]
    )
    if provider_id is None:
        waiting = waiting.filter(area_id__in=area_ids)
    else:
        waiting = waiting.filter(provider_id=provider_id)
    oldest_first = waiting.annotate(arrived_pence=arrived_sum()).order_by("asked_at", "pk")
    return [_line(one, one.arrived_pence) for one in oldest_first]


def _line(transfer: BankTransfer, arrived_pence: int) -> BankTransferSummary:
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
    *, area_ids: Collection[int] = (), provider_id: int | None = None
) -> QuerySet[BankTransferRefund]:
    """Money that somebody still has to send back, oldest first."""
    queued = BankTransferRefund.objects.filter(state=BankTransferRefundState.QUEUED).select_related(
        "transfer"
    )
    if provider_id is None:
        queued = queued.filter(transfer__area_id__in=area_ids)
    else:
        queued = queued.filter(transfer__provider_id=provider_id)
    return queued.order_by("queued_at", "pk")
