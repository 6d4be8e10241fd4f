"""What a commitment pays of one instalment: promised, going ahead, let go."""

from datetime import datetime

from django.db import transaction
from django.db.models import Sum
from django.utils.translation import gettext as _

from community.audit.actions import record_deed
from community.people.acting import SYSTEM
from pooling.ledger import actions as ledger
from pooling.ledger.account_codes import OUTSIDE_COUNCIL
from pooling.payments.actions.commitments import notify_decommitted
from pooling.payments.models.commitments import Commitment, CommitmentLine, Decommitment
from pooling.payments.rules import (
    NotAgreed,
    NotHeld,
    check_left,
    check_same,
    check_within_commitment,
)
from pooling.payments.states import LINE, CommitmentLineState, CommitmentState

COMMITTED_STATES = (
    CommitmentLineState.COMMITTED,
    CommitmentLineState.STANDING,
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
    commitment = (
        Commitment.objects.select_for_update(no_key=True)
        .filter(part_ref=part_ref, state=CommitmentState.CONFIRMED)
        .first()
    )
    if commitment is None:
        raise NotAgreed(_("The council has not agreed to this."))
    before = CommitmentLine.objects.filter(charge_ref=charge_ref).first()
    if before is not None:
        check_same(pence, before.pence)
        return before
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
        reason="council_agreed",
        about=f"line:{line.pk}",
        collection=collection_code,
    )
    return line


def _uncommitted_pence(commitment: Commitment) -> int:
    """Pence of all that was agreed and is not promised to a charge."""
    most = commitment.most_pence_a_session * commitment.sessions
    lines = commitment.lines.filter(state__in=COMMITTED_STATES)
    promised = lines.aggregate(pence=Sum("pence", default=0))["pence"]
    let_go = Decommitment.objects.filter(line__in=lines).aggregate(pence=Sum("pence", default=0))
    return most - promised + let_go["pence"]


@transaction.atomic
def activate_commitment_line(*, charge_ref: int, now: datetime) -> CommitmentLine:
    """The instalment goes ahead: what was promised is now owed for what will be delivered."""
    line = _locked(charge_ref)
    if line is None:
        raise NotHeld(_("Nothing was agreed for this."))
    if line.state == CommitmentLineState.COMMITTED:
        ledger.post(key=f"{_key(line)}:stands", pending=_key(line), pence=line.pence)
        _become(line, CommitmentLineState.STANDING, now)
    return line


@transaction.atomic
def decommit_charge(*, charge_ref: int, now: datetime) -> CommitmentLine | None:
    """Let go of all of it that is not delivered, and tell the officer who agreed."""
    line = _locked(charge_ref)
    if line is None or line.state not in (
        CommitmentLineState.COMMITTED,
        CommitmentLineState.STANDING,
    ):
        return line
    if line.state == CommitmentLineState.COMMITTED:
        ledger.void(key=f"{_key(line)}:released", pending=_key(line))
        _become(line, CommitmentLineState.RELEASED, now)
    else:
        left = unused_pence(line)
        if left:
            _back(line, left, key=f"{_key(line)}:rest", now=now)
        _become(line, CommitmentLineState.ENDED, now)
    notify_decommitted(line.commitment, key=f"{_key(line)}:released", now=now)
    return line


@transaction.atomic
def decommit_pence(*, charge_ref: int, pence: int, key: str, now: datetime) -> Decommitment:
    """A session was not delivered: its pence will not be invoiced. The same `key` counts once."""
    line = _locked(charge_ref)
    if line is None:
        raise NotHeld(_("Nothing was agreed for this."))
    before = Decommitment.objects.filter(key=key).first()
    if before is not None:
        check_same(pence, before.pence)
        return before
    if line.state != CommitmentLineState.STANDING:
        raise NotHeld(_("Nothing of this is left to let go."))
    check_left(pence, unused_pence(line))
    return _back(line, pence, key=key, now=now)


def _back(line: CommitmentLine, pence: int, *, key: str, now: datetime) -> Decommitment:
    back = Decommitment.objects.create(line=line, pence=pence, key=key, at=now)
    ledger.move(
        key=f"line_back:{back.pk}",
        source=line.part_code,
        target=OUTSIDE_COUNCIL,
        pence=pence,
        reason="council_let_go",
        about=f"line:{line.pk}",
    )
    return back


def unused_pence(line: CommitmentLine) -> int:
    """Pence of a line neither delivered nor let go."""
    delivered = line.deliveries.aggregate(pence=Sum("pence", default=0))["pence"]
    let_go = line.backs.aggregate(pence=Sum("pence", default=0))["pence"]
    return line.pence - delivered - let_go


def _locked(charge_ref: int) -> CommitmentLine | None:
    return (
        CommitmentLine.objects.select_for_update(no_key=True, of=("self",))
        .select_related("commitment")
        .filter(charge_ref=charge_ref)
        .first()
    )


def _become(line: CommitmentLine, state: CommitmentLineState, now: datetime) -> None:
    LINE.check(line.state, state)
    line.state = state
    line.save(update_fields=["state"])
    record_deed(
        by=SYSTEM,
        deed=f"council_line_{state}",
        about=f"line:{line.pk}",
        for_person=line.commitment.person_id,
        now=now,
    )


def _key(line: CommitmentLine) -> str:
    return f"line:{line.pk}"
