"""Where the money of each charge stands, whatever rail it travels on."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import OuterRef, Q, Subquery, Sum
from django.db.models.expressions import CombinedExpression
from django.db.models.functions import Coalesce

from pooling.payments.models.bank_transfers import Arrival, BankTransfer, TransferBack
from pooling.payments.models.cards import CardPayment
from pooling.payments.models.commitments import CommitmentLine
from pooling.payments.states import (
    Failure,
    LineState,
    PaymentState,
    RailKind,
    RailStanding,
    ReversalState,
    TransferState,
    Wanted,
)


@dataclass(frozen=True)
class RailState:
    """`standing` is alike for every rail; `state` is the rail's own word, for its own page.

    `in_pence` is what has come in and is not on its way back. `failure` is empty unless it
    failed; `needs_person` says that staff have been asked to look.
    """

    kind: RailKind
    standing: RailStanding
    state: str
    pence: int
    in_pence: int = 0
    failure: str = ""
    needs_person: bool = False

    @property
    def failure_words(self) -> str:
        return str(Failure(self.failure).label) if self.failure else ""


def rails_of(charge_refs: Collection[int]) -> dict[int, RailState]:
    """{charge_ref: RailState}, of each charge's newest attempt; those never asked for are not
    in it. Three statements, however many there are."""
    return {**_transfers(charge_refs), **_lines(charge_refs), **_cards(charge_refs)}


def _cards(charge_refs: Collection[int]) -> dict[int, RailState]:
    going_back = Sum(
        "reversals__pence", filter=~Q(reversals__state=ReversalState.FAILED), default=0
    )
    payments = (
        CardPayment.objects.filter(charge_ref__in=charge_refs)
        .order_by("charge_ref", "attempt")
        .annotate(going_back=going_back)
    )
    return {  # the last of each charge stays
        payment.charge_ref: RailState(
            kind=RailKind.CARD,
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
    PaymentState.VOIDED: RailStanding.LET_GO,
    PaymentState.FAILED: RailStanding.FAILED,
    PaymentState.GIVEN_BACK: RailStanding.GIVEN_BACK,
}


def _card_standing(payment: CardPayment, going_back: int) -> RailStanding:
    """Until the processor has let go of something, it is on its way back: nothing new is asked
    of that person before it is gone."""
    if payment.state in ENDED:
        return ENDED[PaymentState(payment.state)]
    if payment.state == PaymentState.CAPTURED:
        whole = going_back == payment.pence
        return RailStanding.GOING_BACK if whole else RailStanding.IN
    if payment.wanted == Wanted.VOID:
        return RailStanding.GOING_BACK
    if (payment.state, payment.wanted) == (PaymentState.HELD, Wanted.HOLD):
        return RailStanding.SECURED
    return RailStanding.MOVING


LINES = {
    LineState.COMMITTED: RailStanding.SECURED,
    LineState.STANDING: RailStanding.IN,
    LineState.INVOICED: RailStanding.IN,
    LineState.RELEASED: RailStanding.LET_GO,
    LineState.ENDED: RailStanding.GIVEN_BACK,
}


def _lines(charge_refs: Collection[int]) -> dict[int, RailState]:
    lines = CommitmentLine.objects.filter(charge_ref__in=charge_refs).annotate(
        let_go=Sum("backs__pence", default=0)
    )
    return {
        line.charge_ref: RailState(
            kind=RailKind.COMMITMENT,
            standing=LINES[LineState(line.state)],
            state=line.state,
            pence=line.pence,
            in_pence=line.pence - line.let_go
            if LINES[LineState(line.state)] == RailStanding.IN
            else 0,
        )
        for line in lines
    }


TRANSFERS = {
    TransferState.ASKED: RailStanding.MOVING,
    TransferState.PART_ARRIVED: RailStanding.MOVING,
    TransferState.ARRIVED: RailStanding.IN,
    TransferState.NOT_NEEDED: RailStanding.LET_GO,
    TransferState.GIVE_BACK_QUEUED: RailStanding.GOING_BACK,
    TransferState.GIVEN_BACK: RailStanding.GIVEN_BACK,
}


def _transfers(charge_refs: Collection[int]) -> dict[int, RailState]:
    transfers = BankTransfer.objects.filter(charge_ref__in=charge_refs).annotate(
        arrived_pence=arrived_sum()
    )
    return {
        transfer.charge_ref: RailState(
            kind=RailKind.TRANSFER,
            standing=TRANSFERS[TransferState(transfer.state)],
            state=transfer.state,
            pence=transfer.pence,
            in_pence=transfer.arrived_pence,
        )
        for transfer in transfers
    }


def arrived_sum() -> CombinedExpression:
    """What came, less what is on its way back. By subqueries: two joins in one statement would
    count each arrival once for each way back."""
    return _total(Arrival) - _total(TransferBack)


def _total(model) -> Coalesce:
    rows = model.objects.filter(transfer=OuterRef("pk")).order_by().values("transfer")
    return Coalesce(Subquery(rows.annotate(total=Sum("pence")).values("total")), 0)
