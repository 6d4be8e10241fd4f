"""The answer of the second of two people, given to the app that asked for it."""

from datetime import date, datetime

from community.people.acting import Acting
from community.people.actions.approvals import answer_approval
from community.people.how_put import SAID_BY_THEMSELVES, HowPut
from community.people.models.approvals import StaffApproval
from pooling.payments.actions.bank_details import answer_bank_details
from pooling.payments.queries.bank_details import change_of_approval


def answer_as_second(
    *,
    approval_id: int,
    agrees: bool,
    seen_words: str = "",
    told_on: date | None = None,
    has_met: bool = False,
    way: str = "",
    how_put: HowPut = SAID_BY_THEMSELVES,
    shown_digest: str | None = None,
    by: Acting,
    now: datetime,
) -> StaffApproval:
    """`told_on` where somebody is to pay for another, with `how_put`, or to get back in, with
    `has_met`; `way` where it is about bank details."""
    if change_of_approval(approval_id) is None:
        return answer_approval(
            approval_id=approval_id,
            agrees=agrees,
            seen_words=seen_words,
            told_on=told_on,
            shown_digest=shown_digest,
            has_met=has_met,
            how_put=how_put,
            by=by,
            now=now,
        )
    return answer_bank_details(
        approval_id=approval_id,
        agrees=agrees,
        seen_words=seen_words,
        way=way,
        shown_digest=shown_digest,
        by=by,
        now=now,
    )
