"""What a commitment pays of one instalment: promised, going ahead, let go."""

from datetime import datetime

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from community.people.acting import SYSTEM
from community.people.actions.audit_lines import record_deed
from pooling.ledger import actions as ledger
from pooling.ledger.account_codes import OUTSIDE_COUNCIL
from pooling.ledger.states import TransferReason
from pooling.payments.actions.commitments import notify_decommitted
from pooling.payments.models.commitments import Commitment, CommitmentLine, Decommitment
from pooling.payments.rules import (
    NotAgreed,
    NotHeld,
    check_left,
    check_same,
    check_within_commitment,
)
from pooling.payments.states.commitments import (
    COMMITMENT_LINE,
    CommitmentLineState,
    CommitmentState,
)

COMMITTED_STATES = (
    CommitmentLineState.COMMITTED,
    CommitmentLineState.ACTIVE,
    CommitmentLineState.INVOICED,
)


@transaction.atomic
def commit_charge(
    *,
    charge_ref: int,
    part_ref: int,
    pence: int,
    collection_code: str,
    part_code: str,
    now: datetime,
) -> CommitmentLine:
    """Count on the office's yes for this charge. Never beyond what it agreed to in all."""
    commitment = _lock_agreed_commitment(part_ref)
    previous = CommitmentLine.objects.filter(charge_ref=charge_ref).first()
    if previous is not None:
        check_same(pence, previous.pence)
        return previous
    check_within_commitment(pence, _uncommitted_pence(commitment))
    line = CommitmentLine.objects.create(
        commitment=commitment,
        charge_ref=charge_ref,
        pence=pence,
        collection_code=collection_code,
        part_code=part_code,
        committed_at=now,
    )
    ledger.reserve(
        key=_key(line),
        source=OUTSIDE_COUNCIL,
        target=part_code,
        pence=pence,
        reason=TransferReason.COUNCIL_COMMITTED,
        about=f"line:{line.pk}",
        collection=collection_code,
    )
    return line


def _lock_agreed_commitment(part_ref: int) -> Commitment:
    agreed = Commitment.objects.filter(part_ref=part_ref, state=CommitmentState.CONFIRMED)
    commitment = agreed.select_for_update(no_key=True).first()
    if commitment is None:
        raise NotAgreed(_("The council has not agreed to this."))
    return commitment


def _uncommitted_pence(commitment: Commitment) -> int:
    """Pence of all that was agreed and is not promised to a charge."""
    max_pence = commitment.most_pence_a_session * commitment.sessions
    lines = commitment.lines.filter(state__in=COMMITTED_STATES)
    committed_pence = lines.aggregate(pence=Sum("pence", default=0))["pence"]
    decommitments = Decommitment.objects.filter(line__in=lines)
    decommitted_pence = decommitments.aggregate(pence=Sum("pence", default=0))["pence"]
    return max_pence - committed_pence + decommitted_pence


@transaction.atomic
def activate_commitment_line(*, charge_ref: int, now: datetime) -> CommitmentLine:
    """The instalment goes ahead: what was promised is now owed for what will be delivered."""
    line = _lock_line(charge_ref)
    if line is None:
        raise NotHeld(_("Nothing was agreed for this."))
    if line.state == CommitmentLineState.COMMITTED:
        ledger.post(key=f"{_key(line)}:active", pending=_key(line), pence=line.pence)
        transition_commitment_line(line, CommitmentLineState.ACTIVE, now=now)
    return line


@transaction.atomic
def decommit_charge(*, charge_ref: int, now: datetime) -> CommitmentLine | None:
    """Let go of all of it that is not delivered, and tell the officer who agreed."""
    line = _lock_line(charge_ref)
    if line is None or line.state not in (
        CommitmentLineState.COMMITTED,
        CommitmentLineState.ACTIVE,
    ):
        return line
    if line.state == CommitmentLineState.COMMITTED:
        ledger.void(key=f"{_key(line)}:decommitted", pending=_key(line))
        transition_commitment_line(line, CommitmentLineState.DECOMMITTED, now=now)
    else:
        pence = unused_pence(line)
        if pence:
            _decommit(line, pence, key=f"{_key(line)}:rest", now=now)
        transition_commitment_line(line, CommitmentLineState.ENDED, now=now)
    notify_decommitted(line.commitment, key=f"{_key(line)}:decommitted", now=now)
    return line


@transaction.atomic
def decommit_pence(
    *, charge_ref: int, pence: int, key: str, session_ref: int | None = None, now: datetime
) -> Decommitment:
    """A session was not delivered: its pence will not be invoiced. The same `key` counts once."""
    line = _lock_line(charge_ref)
    if line is None:
        raise NotHeld(_("Nothing was agreed for this."))
    previous = Decommitment.objects.filter(key=key).first()
    if previous is not None:
        check_same(pence, previous.pence)
        return previous
    if line.state != CommitmentLineState.ACTIVE:
        raise NotHeld(_("Nothing of this is left to let go."))
    check_left(pence, unused_pence(line))
    return _decommit(line, pence, key=key, session_ref=session_ref, now=now)


def _decommit(
    line: CommitmentLine, pence: int, *, key: str, session_ref: int | None = None, now: datetime
) -> Decommitment:
    decommitment = Decommitment.objects.create(line=line, pence=pence, key=key, at=now)
    ledger.transfer(
        key=f"decommitment:{decommitment.pk}",
        source=line.part_code,
        target=OUTSIDE_COUNCIL,
        pence=pence,
        reason=TransferReason.COUNCIL_DECOMMITTED,
        about=f"line:{line.pk}",
        session_ref=session_ref,
    )
    return decommitment


def unused_pence(line: CommitmentLine) -> int:
    """Pence of a line neither delivered nor let go."""
    delivered_pence = line.deliveries.aggregate(pence=Sum("pence", default=0))["pence"]
    decommitted_pence = line.decommitments.aggregate(pence=Sum("pence", default=0))["pence"]
    return line.pence - delivered_pence - decommitted_pence


def _lock_line(charge_ref: int) -> CommitmentLine | None:
    return (
        CommitmentLine.objects.select_for_update(no_key=True, of=("self",))
        .select_related("commitment")
        .filter(charge_ref=charge_ref)
        .first()
    )


def transition_commitment_line(
    line: CommitmentLine, state: CommitmentLineState, *, now: datetime
) -> None:
    """One move of a line whose row the caller has locked. That it is invoiced is between provider
    and council: it is no line of the person's own history."""
    deed = COMMITMENT_LINE.deed_for(line.state, state)
    line.state = state
    line.save(update_fields=["state"])
    record_deed(
        by=SYSTEM,
        deed=deed,
        about=f"line:{line.pk}",
        for_person=None if state == CommitmentLineState.INVOICED else line.commitment.person_id,
        now=now,
    )


def _key(line: CommitmentLine) -> str:
    return f"line:{line.pk}"
