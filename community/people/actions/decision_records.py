"""Where nobody holds authority, life goes on by decision records (P6): one is written down, looked
at by a second person where it must be, and lets the one thing happen that it is about."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from community.common.clock import today
from community.common.dates import format_day
from community.common.refusals import NotFound, or_not_found
from community.common.working_time import add_working_days
from community.people.acting import Acting
from community.people.actions.approvals import request_approval, withdraw_approval_request
from community.people.actions.audit_lines import record_deed
from community.people.actions.decision_notices import (
    notify_answer_entered,
    notify_not_wanted,
    notify_of_review,
    notify_other_holders,
    notify_settled,
    notify_written,
)
from community.people.actions.decision_states import transition_decision
from community.people.deeds import PeopleDeed
from community.people.models.decisions import DecisionRecord
from community.people.models.persons import Person
from community.people.queries.acting import logins_with_role
from community.people.queries.decisions import (
    acting_by_representation,
    may_still_write,
    other_holders,
)
from community.people.rules.authority import (
    check_acts_for_self,
    check_authority,
    check_may_write,
    held_together,
)
from community.people.rules.decisions import (
    NobodyToLook,
    check_both_hold,
    check_decision,
    check_decision_lets,
    check_waits_for_other,
    needs_second_person,
)
from community.people.rules.time_limits import WORKING_DAYS_TO_LOOK
from community.people.states import (
    ApprovalPurpose,
    DecisionBasis,
    DecisionRecordKind,
    DecisionRecordState,
    RepresentationScope,
    RoleKind,
)

OPEN_STATES = (DecisionRecordState.HELD, DecisionRecordState.COUNTS)


@transaction.atomic
def record_decision(
    *,
    about: str = "",
    question: str,
    chosen: str,
    basis: str,
    kind: str = DecisionRecordKind.ORDINARY,
    what_they_showed: str = "",
    who_was_asked: str = "",
    least_limiting_words: str = "",
    why_words: str = "",
    shown_words: str = "",
    interpreted_by: str,
    max_pence: int | None = None,
    review_on: date | None = None,
    by: Acting,
    now: datetime,
) -> DecisionRecord:
    """How one decision was reached, and what is to be done: by the person, by whoever may look and
    suggest for them, or by whoever works in their area, from paper. A newer one about the same
    thing takes the place of one that was not done.

    Of those who hold one authority together, one writes down what is to be done, and it counts
    with the other's yes. `why_words`: why they could not decide this, this time. `max_pence`: for
    one session.
    """
    check_authority(by, RepresentationScope.SUGGEST, now=now)
    # Held, so that two written down at once about one thing come one after the other.
    person = Person.objects.select_for_update(no_key=True).get(pk=by.required_person.pk)
    is_written = basis == DecisionBasis.BEST_INTERESTS
    joint_number = held_together(by, about, is_written=is_written, now=now) if about else None
    if joint_number is not None:
        kind = DecisionRecordKind.JOINT
    record = DecisionRecord(
        person=person,
        held_jointly=joint_number,
        about=about,
        question=question,
        chosen=chosen,
        kind=kind,
        basis=basis,
        why_words=why_words.strip(),
        what_they_showed=what_they_showed.strip(),
        who_was_asked=who_was_asked.strip(),
        least_limiting_words=least_limiting_words.strip(),
        shown_words=shown_words.strip(),
        interpreted_by=interpreted_by,
        max_pence=max_pence,
        review_on=review_on,
        on_paper=by.on_paper,
        by_login=by.login,
        at=now,
    )
    is_own = by.representation is None and not by.on_paper
    check_decision(record, is_own=is_own, on=today(now))
    _supersede_older(record, by, now)
    is_paid = by.representation is not None and by.representation.is_paid
    if joint_number is not None:
        record.state = DecisionRecordState.HELD
        record.save()
        notify_other_holders(record, other_holders(record), now=now)
    elif needs_second_person(kind, is_paid=is_paid):
        _hold(record, by, now)
    else:
        record.state, record.counts_from = DecisionRecordState.COUNTS, now
        record.save()
    record_deed(
        by=by, deed=PeopleDeed.RECORD_DECISION, about=f"decision_record:{record.pk}", now=now
    )
    if not is_own:
        notify_written(record, now=now)
    return record


@transaction.atomic
def answer_joint_decision(
    *, record_id: int, agrees: bool, by: Acting, now: datetime
) -> DecisionRecord:
    """The other of those who hold one authority together: yes, and it counts; or no. To anybody
    else, and to whoever wrote it, it is not there."""
    check_may_write(by)
    record = _lock(record_id)
    _settle_jointly(record, by, agrees=agrees, by=by, now=now)
    return record


@transaction.atomic
def enter_joint_answer(
    *, record_id: int, representation_id: int, agrees: bool, by: Acting, now: datetime
) -> DecisionRecord:
    """The same from a sheet of paper: what the one with this authority put on it, by whoever works
    where the person lives. Nobody enters the answer to what they wrote, or their own; and whoever
    gave the answer is told that it was entered."""
    check_may_write(by)
    record = _lock(record_id)
    other = acting_by_representation(representation_id)
    is_theirs = by.on_paper and by.person_id == record.person_id
    if not is_theirs or by.login_id in (record.by_login_id, other.login_id):
        raise NotFound(_("We cannot find that page."))
    record.confirmed_on_paper = agrees
    _settle_jointly(record, other, agrees=agrees, by=by, now=now)
    notify_answer_entered(record, other.required_login, now=now)
    return record


def _settle_jointly(
    record: DecisionRecord, other: Acting, *, agrees: bool, by: Acting, now: datetime
) -> None:
    """By the word of `other`; `by`: whose hands say or enter it. The caller has locked it."""
    is_written = record.basis == DecisionBasis.BEST_INTERESTS
    number = held_together(other, record.about, is_written=is_written, now=now)
    is_theirs = number is not None and record.held_jointly == number
    if not is_theirs or other.login_id == record.by_login_id or other.person_id != record.person_id:
        raise NotFound(_("We cannot find that page."))
    check_waits_for_other(record, record.at, now=now)
    if agrees:
        record.confirmed_by, record.counts_from = other.login, now
        fields = ("confirmed_by", "counts_from", "confirmed_on_paper")
        transition_decision(record, DecisionRecordState.COUNTS, *fields, by=by, now=now)
    else:
        transition_decision(record, DecisionRecordState.REFUSED, by=by, now=now)
    notify_settled(record, now=now)


@transaction.atomic
def say_not_wanted(*, record_id: int, by: Acting, now: datetime) -> DecisionRecord:
    """ "I did not want this": by the person, or entered for them. What stops is one press (P18).
    Said twice, it is said once."""
    check_acts_for_self(by)
    own = DecisionRecord.objects.filter(pk=record_id, person=by.required_person)
    record = _lock_with_request(or_not_found(own.first()), by, now)
    if record.state == DecisionRecordState.NOT_WANTED:
        return record
    was_done = record.state == DecisionRecordState.DONE
    transition_decision(record, DecisionRecordState.NOT_WANTED, by=by, now=now)
    notify_not_wanted(record, was_done=was_done, now=now)
    return record


def use_decision(about: str, *, by: Acting, now: datetime) -> None:
    """The deed that a record is about is done: the record is spent. Called by that deed, in its
    transaction, after its other locks. Without a record nothing changes."""
    if by.decision is None:
        return
    record = _lock(by.decision.pk)
    _check_use(record, about, now)
    transition_decision(record, DecisionRecordState.DONE, by=by, now=now)


def check_use_of_decision(about: str, *, by: Acting, now: datetime) -> None:
    """Refuse what `use_decision` would, and spend nothing: asked before the review (fault B8)."""
    if by.decision is not None:
        _check_use(by.decision, about, now)


def _check_use(record: DecisionRecord, about: str, now: datetime) -> None:
    check_decision_lets(record, RepresentationScope.DECIDE, about, now=now)
    if record.kind == DecisionRecordKind.JOINT:
        check_both_hold(record.confirmed_by_id in other_holders(record))


@transaction.atomic
def request_review(*, record_id: int, now: datetime) -> None:
    """Its day has come: the person and whoever wrote it are asked whether it is still right."""
    record = _lock(record_id)
    if record.review_asked_at is not None:
        return
    record.review_asked_at = now
    record.save(update_fields=["review_asked_at"])
    area_id = record.person.area_id
    connectors = (
        [login.pk for login in logins_with_role(RoleKind.CONNECTOR, area_id)] if area_id else []
    )
    writer_id = record.by_login_id
    stays = writer_id is not None and may_still_write(writer_id, record.person, now)
    notify_of_review(record, [writer_id] if writer_id and stays else connectors, now=now)


def _lock(record_id: int) -> DecisionRecord:
    return or_not_found(
        DecisionRecord.objects.select_for_update(no_key=True, of=("self",))
        .select_related("person__area", "by_login")
        .filter(pk=record_id)
        .first()
    )


def _supersede_older(record: DecisionRecord, by: Acting, now: datetime) -> None:
    if not record.about:
        return
    older = DecisionRecord.objects.filter(
        person=record.person, about=record.about, state__in=OPEN_STATES
    )
    for each in older:
        locked = _lock_with_request(each, by, now)
        if locked.state in OPEN_STATES:
            transition_decision(locked, DecisionRecordState.SUPERSEDED, by=by, now=now)


def _hold(record: DecisionRecord, by: Acting, now: datetime) -> None:
    """Until a second person has looked, nothing is done by it, and nothing of theirs runs out."""
    area = record.person.area
    if area is None:
        raise NobodyToLook(
            _("Nobody works where they live who could look at this as the second person."),
            next_step=_("Say where they live first."),
        )
    record.state = DecisionRecordState.HELD
    record.save()
    request_approval(
        purpose=ApprovalPurpose.DECISION,
        about=f"decision_record:{record.pk}",
        area=area,
        person=record.person,
        # Whoever looks reads what was written down; nobody else who hears of this does.
        words=_("A decision was written down for %(person)s. Please look by %(day)s.")
        % {
            "person": record.person.preferred_name,
            "day": format_day(add_working_days(now, WORKING_DAYS_TO_LOOK, nation=area.nation)),
        },
        by=by,
        now=now,
    )


def _lock_with_request(record: DecisionRecord, by: Acting, now: datetime) -> DecisionRecord:
    """What a second person is asked is taken back. That row first, then the record's, as whoever
    answers locks them: crosswise they would wait for each other for ever."""
    withdraw_approval_request(
        purpose=ApprovalPurpose.DECISION, about=f"decision_record:{record.pk}", by=by, now=now
    )
    return _lock(record.pk)
