"""The one owner of a decision record's moves; and what a second person's answer brings about."""

from datetime import datetime

from community.people.acting import Acting
from community.people.actions.audit_lines import record_deed
from community.people.actions.decision_notices import notify_settled
from community.people.models.approvals import StaffApproval
from community.people.models.decisions import DecisionRecord
from community.people.queries.decisions import record_id_of
from community.people.states import DECISION_RECORD, ApprovalState, DecisionRecordState


def transition_decision(
    record: DecisionRecord, state: DecisionRecordState, *fields: str, by: Acting, now: datetime
) -> None:
    """One move of a record whose row the caller has locked; `fields` changed with it."""
    deed = DECISION_RECORD.deed_for(record.state, state)
    record.state = state
    record.save(update_fields=["state", *fields])
    record_deed(
        by=by, deed=deed, about=f"decision_record:{record.pk}", for_person=record.person_id, now=now
    )


def settle_decision(approval: StaffApproval, *, by: Acting, now: datetime) -> None:
    """A second person has answered: from now on it counts, or never does."""
    record = (
        DecisionRecord.objects.select_for_update(no_key=True, of=("self",))
        .select_related("person__area")
        .get(pk=record_id_of(approval))
    )
    if approval.state == ApprovalState.AGREED:
        record.counts_from = now
        transition_decision(record, DecisionRecordState.COUNTS, "counts_from", by=by, now=now)
    else:
        transition_decision(record, DecisionRecordState.REFUSED, by=by, now=now)
    notify_settled(record, now=now)
