"""Where the money of each charge stands, whatever rail it travels on."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import OuterRef, Q, Subquery, Sum
from django.db.models.expressions import CombinedExpression
from django.db.models.functions import Coalesce

from pooling.payments.models.bank_transfers import Arrival, BankTransfer, BankTransferRefund
from pooling.payments.models.cards import CardPayment
from pooling.payments.models.commitments import CommitmentLine
from pooling.payments.states import (
    BankTransferState,
    CardFailure,
    CardRefundState,
    ChargeStatus,
    CommitmentLineState,
    PaymentGoal,
    PaymentState,
    Rail,
)


@dataclass(frozen=True)
class ChargeReport:
    """`standing` is alike for every rail; `state` is the rail's own word, for its own page.

    `in_pence` is what has come in and is not on its way back. `failure` is empty unless it
    failed; `needs_person` says that staff have been asked to look.
    """

    kind: Rail
    standing: ChargeStatus
    state: str
    pence: int
    in_pence: int = 0
    failure: str = ""
    needs_person: bool = False

    @property
    def failure_words(self) -> str:
        return str(CardFailure(self.failure).label) if self.failure else ""


def charge_reports(charge_refs: Collection[int]) -> dict[int, ChargeReport]:
    """{charge_ref: RailState}, of each charge's newest attempt; those never asked for are not
    in it. Three statements, however many there are."""
    return {**_transfers(charge_refs), **_lines(charge_refs), **_cards(charge_refs)}


def _cards(charge_refs: Collection[int]) -> dict[int, ChargeReport]:
    going_back = Sum(
        "reversals__pence", filter=~Q(reversals__state=CardRefundState.FAILED), default=0
    )
    payments = (
        CardPayment.objects.filter(charge_ref__in=charge_refs)
        .order_by("charge_ref", "attempt")
        .annotate(going_back=going_back)
    )
    return {  # the last of each charge stays
        payment.charge_ref: ChargeReport(
            kind=Rail.CARD,
            standing=_card_standing(payment, payment.going_back),
            state=payment.state,
            pence=payment.pence,
            in_pence=payment.pence - payment.going_back
            if payment.state == PaymentState.CAPTURED
            else 0,
            failure=payment.failure,
            needs_person=payment.set_aside_at is not None,
        )
        for payment in payments
    }


ENDED = {
    PaymentState.VOIDED: ChargeStatus.LET_GO,
    PaymentState.FAILED: ChargeStatus.FAILED,
    PaymentState.GIVEN_BACK: ChargeStatus.GIVEN_BACK,
}


def _card_standing(payment: CardPayment, going_back: int) -> ChargeStatus:
    """Until the processor has let go of something, it is on its way back: nothing new is asked
    of that person before it is gone."""
    if payment.state in ENDED:
        return ENDED[PaymentState(payment.state)]
    if payment.state == PaymentState.CAPTURED:
        whole = going_back == payment.pence
        return ChargeStatus.GOING_BACK if whole else ChargeStatus.IN
    if payment.wanted == PaymentGoal.VOID:
        return ChargeStatus.GOING_BACK
    if (payment.state, payment.wanted) == (PaymentState.HELD, PaymentGoal.HOLD):
        return ChargeStatus.SECURED
    return ChargeStatus.MOVING


LINES = {
    CommitmentLineState.COMMITTED: ChargeStatus.SECURED,
    CommitmentLineState.STANDING: ChargeStatus.IN,
    CommitmentLineState.INVOICED: ChargeStatus.IN,
    CommitmentLineState.RELEASED: ChargeStatus.LET_GO,
    CommitmentLineState.ENDED: ChargeStatus.GIVEN_BACK,
}


def _lines(charge_refs: Collection[int]) -> dict[int, ChargeReport]:
    lines = CommitmentLine.objects.filter(charge_ref__in=charge_refs).annotate(
        let_go=Sum("backs__pence", default=0)
    )
    return {
        line.charge_ref: ChargeReport(
            kind=Rail.COMMITMENT,
            standing=LINES[CommitmentLineState(line.state)],
            state=line.state,
            pence=line.pence,
            in_pence=line.pence - line.let_go
            if LINES[CommitmentLineState(line.state)] == ChargeStatus.IN
            else 0,
        )
        for line in lines
    }


TRANSFERS = {
    BankTransferState.ASKED: ChargeStatus.MOVING,
    BankTransferState.PART_ARRIVED: ChargeStatus.MOVING,
    BankTransferState.ARRIVED: ChargeStatus.IN,
    BankTransferState.NOT_NEEDED: ChargeStatus.LET_GO,
    BankTransferState.GIVE_BACK_QUEUED: ChargeStatus.GOING_BACK,
    BankTransferState.GIVEN_BACK: ChargeStatus.GIVEN_BACK,
}


def _transfers(charge_refs: Collection[int]) -> dict[int, ChargeReport]:
    transfers = BankTransfer.objects.filter(charge_ref__in=charge_refs).annotate(
        arrived_pence=arrived_sum()
    )
    return {
        transfer.charge_ref: ChargeReport(
            kind=Rail.TRANSFER,
            standing=TRANSFERS[BankTransferState(transfer.state)],
            state=transfer.state,
            pence=transfer.pence,
            in_pence=transfer.arrived_pence,
        )
        for transfer in transfers
    }


def arrived_sum() -> CombinedExpression:
    """What came, less what is on its way back. By subqueries: two joins in one statement would
    count each arrival once for each way back."""
    return _total(Arrival) - _total(BankTransferRefund)


def _total(model) -> Coalesce:
    rows = model.objects.filter(transfer=OuterRef("pk")).order_by().values("transfer")
    return Coalesce(Subquery(rows.annotate(total=Sum("pence")).values("total")), 0)
