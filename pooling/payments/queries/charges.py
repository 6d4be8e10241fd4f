"""Where the money of each charge stands, whatever rail it travels on."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import OuterRef, Q, Subquery, Sum
from django.db.models.expressions import CombinedExpression
from django.db.models.functions import Coalesce

from pooling.payments.models.bank_transfers import Arrival, BankTransfer, BankTransferRefund
from pooling.payments.models.cards import CardPayment
from pooling.payments.models.commitments import CommitmentLine
from pooling.payments.states.bank_transfers import BankTransferState
from pooling.payments.states.cards import CardRefundState, PaymentGoal, PaymentState
from pooling.payments.states.charges import ChargeStatus, Rail
from pooling.payments.states.commitments import CommitmentLineState


@dataclass(frozen=True)
class ChargeReport:
    """`status` is alike for every rail; `state` is the rail's own word, for its own page.

    `paid_pence` is what has come in and is not on its way back. `failure` is empty unless it
    failed; `needs_person` says that staff have been asked to look.
    """

    rail: Rail
    status: ChargeStatus
    state: str
    pence: int
    paid_pence: int = 0
    failure: str = ""
    needs_person: bool = False


def charge_reports(charge_refs: Collection[int]) -> dict[int, ChargeReport]:
    """{charge_ref: its report}, of each charge's newest attempt; those never asked for are not
    in it. Three statements, however many there are."""
    return {**_transfers(charge_refs), **_lines(charge_refs), **_cards(charge_refs)}


def _cards(charge_refs: Collection[int]) -> dict[int, ChargeReport]:
    refund_pence = Sum(
        "refunds__pence", filter=~Q(refunds__state=CardRefundState.FAILED), default=0
    )
    payments = (
        CardPayment.objects.filter(charge_ref__in=charge_refs)
        .order_by("charge_ref", "attempt")
        .annotate(refund_pence=refund_pence)
    )
    return {  # the last of each charge stays
        payment.charge_ref: ChargeReport(
            rail=Rail.CARD,
            status=_card_status(payment, payment.refund_pence),
            state=payment.state,
            pence=payment.pence,
            paid_pence=payment.pence - payment.refund_pence
            if payment.state == PaymentState.CAPTURED
            else 0,
            failure=payment.failure,
            needs_person=payment.parked_at is not None,
        )
        for payment in payments
    }


STATUS_OF_ENDED = {
    PaymentState.VOIDED: ChargeStatus.CANCELLED,
    PaymentState.FAILED: ChargeStatus.FAILED,
    PaymentState.REFUNDED: ChargeStatus.REFUNDED,
}


def _card_status(payment: CardPayment, refund_pence: int) -> ChargeStatus:
    """Until the processor has let go of something, it is on its way back: nothing new is asked
    of that person before it is gone."""
    if payment.state in STATUS_OF_ENDED:
        return STATUS_OF_ENDED[PaymentState(payment.state)]
    if payment.state == PaymentState.CAPTURED:
        is_whole = refund_pence == payment.pence
        return ChargeStatus.REFUNDING if is_whole else ChargeStatus.PAID
    if payment.goal == PaymentGoal.VOID:
        return ChargeStatus.REFUNDING
    if (payment.state, payment.goal) == (PaymentState.HELD, PaymentGoal.HOLD):
        return ChargeStatus.SECURED
    return ChargeStatus.PENDING


STATUS_OF_LINE = {
    CommitmentLineState.COMMITTED: ChargeStatus.SECURED,
    CommitmentLineState.ACTIVE: ChargeStatus.PAID,
    CommitmentLineState.INVOICED: ChargeStatus.PAID,
    CommitmentLineState.DECOMMITTED: ChargeStatus.CANCELLED,
    CommitmentLineState.ENDED: ChargeStatus.REFUNDED,
}


def _lines(charge_refs: Collection[int]) -> dict[int, ChargeReport]:
    lines = CommitmentLine.objects.filter(charge_ref__in=charge_refs).annotate(
        decommitted_pence=Sum("decommitments__pence", default=0)
    )
    return {
        line.charge_ref: ChargeReport(
            rail=Rail.COMMITMENT,
            status=STATUS_OF_LINE[CommitmentLineState(line.state)],
            state=line.state,
            pence=line.pence,
            paid_pence=line.pence - line.decommitted_pence
            if STATUS_OF_LINE[CommitmentLineState(line.state)] == ChargeStatus.PAID
            else 0,
        )
        for line in lines
    }


STATUS_OF_TRANSFER = {
    BankTransferState.ASKED: ChargeStatus.PENDING,
    BankTransferState.PART_ARRIVED: ChargeStatus.PENDING,
    BankTransferState.ARRIVED: ChargeStatus.PAID,
    BankTransferState.NOT_NEEDED: ChargeStatus.CANCELLED,
    BankTransferState.REFUND_REQUESTED: ChargeStatus.REFUNDING,
    BankTransferState.REFUNDED: ChargeStatus.REFUNDED,
}


def _transfers(charge_refs: Collection[int]) -> dict[int, ChargeReport]:
    transfers = BankTransfer.objects.filter(charge_ref__in=charge_refs).annotate(
        arrived_pence=arrived_sum()
    )
    return {
        transfer.charge_ref: ChargeReport(
            rail=Rail.TRANSFER,
            status=STATUS_OF_TRANSFER[BankTransferState(transfer.state)],
            state=transfer.state,
            pence=transfer.pence,
            paid_pence=transfer.arrived_pence,
        )
        for transfer in transfers
    }


def arrived_sum() -> CombinedExpression:
    """What came, less what is on its way back. By subqueries: two joins in one statement would
    count each arrival once for each way back."""
    return _total(Arrival) - _total(BankTransferRefund)


def _total(model: type[Arrival] | type[BankTransferRefund]) -> Coalesce:
    rows = model.objects.filter(transfer=OuterRef("pk")).order_by().values("transfer")
    return Coalesce(Subquery(rows.annotate(total=Sum("pence")).values("total")), 0)
