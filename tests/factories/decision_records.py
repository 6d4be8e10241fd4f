"""A decision that somebody writes down for a person, and the second person's look at it."""

from datetime import date

from community.people.acting import Acting
from community.people.actions.approvals import answer_approval
from community.people.actions.decision_records import record_decision
from community.people.models.approvals import StaffApproval
from community.people.models.decisions import DecisionRecord
from community.people.queries.acting import acting_on_paper
from community.people.queries.decisions import acting_by_decision
from community.people.states import DecisionBasis, DecisionRecordKind, Interpreter
from tests.factories.supply import NOW, make_connector

IN_AUGUST = date(2027, 8, 4)
ONE_LINE = {
    "question": "Does she come on Tuesdays?",
    "chosen": "Yes",
    "basis": DecisionBasis.SUPPORTED,
    "what_they_showed": "She held on to the programme.",
    "interpreted_by": Interpreter.NOBODY,
}
WHOLE = ONE_LINE | {
    "kind": DecisionRecordKind.CAREFUL,
    "basis": DecisionBasis.BEST_INTERESTS,
    "who_was_asked": "the neighbour, and the day centre",
    "least_limiting_words": "One morning; she can leave when she likes.",
    "why_words": "could not decide this, this time, because she was in great pain",
    "review_on": IN_AUGUST,
}


def write_down(by: Acting, about: str = "", now=NOW, **facts) -> DecisionRecord:
    """In one line, unless the facts say more."""
    return record_decision(**ONE_LINE | {"about": about} | facts, by=by, now=now)


def write_down_all(by: Acting, about: str = "", now=NOW, **facts) -> DecisionRecord:
    """With everything that a careful one says."""
    return record_decision(**WHOLE | {"about": about} | facts, by=by, now=now)


def waiting_look(record: DecisionRecord) -> StaffApproval:
    return StaffApproval.objects.get(about=f"decision_record:{record.pk}", state="waiting")


def look_at(
    record: DecisionRecord, by: Acting | None = None, agrees: bool = True, now=NOW
) -> DecisionRecord:
    """Another connector's answer, unless it is somebody else's."""
    by = by or make_connector(f"second-{record.pk}", record.person.area)
    answer_approval(
        approval_id=waiting_look(record).pk,
        agrees=agrees,
        seen_words="I asked her too: she smiled." if agrees else "",
        by=by,
        now=now,
    )
    record.refresh_from_db()
    return record


def from_paper(worker: Acting, person: Acting) -> Acting:
    return acting_on_paper(login=worker.login, person=person.person)


def by_record(record: DecisionRecord, by: Acting, now=NOW) -> Acting:
    return acting_by_decision(login=by.login, record_id=record.pk, now=now)
