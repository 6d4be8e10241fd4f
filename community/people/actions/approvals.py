"""The second of two people: asked, agrees or says no; and what their yes starts here."""

from datetime import date, datetime

from django.db import transaction

from community.common.dates import end_of_day
from community.common.lifecycle import not_none
from community.common.refusals import or_not_found, refused_by_constraint
from community.common.shown import check_shown
from community.people.acting import Acting
from community.people.actions.audit_lines import record_deed
from community.people.actions.decision_states import settle_decision
from community.people.actions.life_event_states import settle_death
from community.people.actions.moving import settle_move
from community.people.actions.representation_notices import notify_second_persons
from community.people.actions.ways_in import check_second_of_way_back, open_new_way
from community.people.deeds import PeopleDeed
from community.people.how_put import SAID_BY_THEMSELVES, HowPut
from community.people.models.approvals import StaffApproval
from community.people.models.logins import Login
from community.people.models.persons import Person
from community.people.models.representations import Representation
from community.people.queries.acting import roles_of
from community.people.queries.getting_back_in import way_back_of_approval
from community.people.queries.representations import AUTHORITY_ROLES, representation_to_pay
from community.people.rules.authority import check_any_role
from community.people.rules.how_put import check_how_it_was_put
from community.people.rules.representations import (
    NOT_OF_ONE_PROVIDER,
    WAIT_BEFORE_DECIDING,
    PaidByAsker,
    check_second_person,
    check_told_on,
)
from community.people.states import (
    STAFF_APPROVAL,
    ApprovalPurpose,
    ApprovalState,
    RepresentationState,
)
from community.people.wording import approval_shown
from community.places.models.areas import Area


@transaction.atomic
def request_approval(
    *,
    purpose: ApprovalPurpose,
    about: str,
    area: Area,
    words: str,
    person: Person | None = None,
    for_login: Login | None = None,
    by: Acting,
    now: datetime,
) -> StaffApproval:
    """Ask a second person of the area. `about` is "representation:12"; `for_login` is whoever
    gains by it and so may not answer. Asked twice while it waits, it is one."""
    approval, is_new = StaffApproval.objects.get_or_create(
        purpose=purpose,
        about=about,
        state=ApprovalState.WAITING,
        defaults={
            "area": area,
            "person": person,
            "words": words,
            "requested_by": by.login,
            "requested_at": now,
            "for_login": for_login,
        },
    )
    if is_new:
        record_deed(
            by=by,
            deed=PeopleDeed.REQUEST_APPROVAL,
            about=about,
            for_person=approval.person_id,
            now=now,
        )
        notify_second_persons(approval, now=now)
    return approval


@transaction.atomic
def answer_approval(
    *,
    approval_id: int,
    agrees: bool,
    seen_words: str = "",
    told_on: date | None = None,
    shown_digest: str | None = None,
    has_met: bool = False,
    how_put: HowPut = SAID_BY_THEMSELVES,
    by: Acting,
    now: datetime,
) -> StaffApproval:
    """A second person who works in the area says yes, and what they saw; or no.

    `told_on`: for paying, the day on which they spoke with the person, unless a worker has written
    that down already; said, `how_put` is said with it (P23). For getting back in, where the plan
    has no second way. `has_met`: for getting back in, that they have met the person. Answered
    twice, the first answer stands and the second is refused.
    """
    approval = _lock_approval(approval_id)
    check_any_role(roles_of(by.login_id), AUTHORITY_ROLES, approval.area_id)
    check_second_person(
        by, (approval.requested_by_id, approval.for_login_id), seen_words, agrees=agrees
    )
    if agrees:
        check_shown(shown_digest, approval_shown(approval, representation_to_pay(approval)))
    is_way_back = agrees and approval.purpose == ApprovalPurpose.GET_BACK_IN
    if is_way_back:
        check_second_of_way_back(approval, has_met=has_met, told_on=told_on, by=by, now=now)
    is_to_pay = agrees and approval.purpose == ApprovalPurpose.PAY_FOR_SOMEBODY
    if is_to_pay:
        check_how_it_was_put(how_put, is_by_other_hands=told_on is not None)
        approval.set_how_put(how_put)
    approval.seen_words = seen_words.strip()
    approval.answered_by, approval.answered_at = by.login, now
    with refused_by_constraint(NOT_OF_ONE_PROVIDER, PaidByAsker()):
        transition_approval(
            approval,
            ApprovalState.AGREED if agrees else ApprovalState.REFUSED,
            "seen_words",
            "answered_by",
            "answered_at",
            "shown_words",
            "interpreted_by",
            by=by,
            now=now,
        )
    if is_to_pay:
        _start_paying(approval, told_on, by, now)
    if is_way_back:
        open_new_way(way_back_of_approval(approval), by=by, now=now)
    if approval.purpose == ApprovalPurpose.DECISION:
        settle_decision(approval, by=by, now=now)
    if approval.purpose == ApprovalPurpose.DEATH:
        settle_death(approval, by=by, now=now)
    if approval.purpose == ApprovalPurpose.MOVE_HERE:
        settle_move(approval, now=now)
    return approval


def _lock_approval(approval_id: int) -> StaffApproval:
    approvals = StaffApproval.objects.select_for_update(no_key=True)
    return or_not_found(approvals.filter(pk=approval_id).first())


@transaction.atomic
def withdraw_approval_request(
    *, purpose: ApprovalPurpose, about: str, by: Acting, now: datetime
) -> None:
    """What was asked is no longer wanted. If nobody is asked, nothing changes."""
    approval = (
        StaffApproval.objects.select_for_update(no_key=True)
        .filter(purpose=purpose, about=about, state=ApprovalState.WAITING)
        .first()
    )
    if approval is not None:
        transition_approval(approval, ApprovalState.WITHDRAWN, by=by, now=now)


def transition_approval(
    approval: StaffApproval, state: ApprovalState, *fields: str, by: Acting, now: datetime
) -> None:
    """One move of an approval whose row the caller has locked; `fields` changed with it."""
    deed = STAFF_APPROVAL.deed_for(approval.state, state)
    approval.state = state
    approval.save(update_fields=["state", *fields])
    record_deed(by=by, deed=deed, about=approval.about, for_person=approval.person_id, now=now)


def _start_paying(approval: StaffApproval, told_on: date | None, by: Acting, now: datetime) -> None:
    """Somebody outside the household has told the person before anything is paid (M144)."""
    representation = (
        Representation.objects.select_for_update(no_key=True)
        .filter(pk=int(approval.about.partition(":")[2]), state=RepresentationState.ACTIVE)
        .first()
    )
    if representation is None:
        return  # it ended while the second person was asked
    if representation.told_by_id is None:
        check_told_on(by, representation.login_id, representation.agreed_at, told_on, now=now)
        representation.told_by = by.login
        if representation.told_at is None:
            representation.told_at = min(now, end_of_day(not_none(told_on)))
            representation.deciding_starts_at = representation.told_at + WAIT_BEFORE_DECIDING
    representation.paying_agreed_at = now
    representation.save(
        update_fields=["told_at", "told_by", "deciding_starts_at", "paying_agreed_at"]
    )
