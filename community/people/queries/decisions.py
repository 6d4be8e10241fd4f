"""Decisions that were written down for somebody: who may read which, and act by which."""

from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from community.common.clock import today
from community.common.refusals import or_not_found
from community.people.acting import Acting
from community.people.models.approvals import StaffApproval
from community.people.models.decisions import DecisionRecord
from community.people.models.logins import Login
from community.people.models.persons import Person
from community.people.models.representations import Representation
from community.people.queries.acting import (
    PAPER_ENTRY_ROLES,
    acting_on_paper,
    live_representations,
    roles_of,
)
from community.people.rules.authority import held_together
from community.people.states import (
    ApprovalPurpose,
    ApprovalState,
    DecisionBasis,
    DecisionRecordKind,
    DecisionRecordState,
    RepresentationState,
)


def decisions_for_reader(by: Acting) -> list[DecisionRecord]:
    """What was written down for a person, the newest first: all of it to the person, and to
    whoever acts for them or enters their paper only what they wrote themselves."""
    records = DecisionRecord.objects.filter(person=by.required_person)
    if by.representation is not None or by.on_paper:
        records = records.filter(by_login_id=by.login_id)
    return list(records.select_related("by_login").order_by("-at", "-pk"))


def decisions_to_stop(person_id: UUID) -> list[DecisionRecord]:
    """Those that a person can still say they did not want, the newest first: for whoever enters
    it for them, who reads when and by whom, not what."""
    records = DecisionRecord.objects.filter(
        person_id=person_id,
        state__in=[DecisionRecordState.HELD, DecisionRecordState.COUNTS, DecisionRecordState.DONE],
    )
    return list(records.select_related("by_login").order_by("-at", "-pk"))


def other_holders(record: DecisionRecord) -> list[int]:
    """The logins that hold the same authority together with whoever wrote it."""
    holders = Representation.objects.filter(
        person_id=record.person_id,
        held_jointly=record.held_jointly,
        state=RepresentationState.ACTIVE,
    ).order_by("pk")
    login_ids = holders.values_list("login_id", flat=True)
    return [login_id for login_id in login_ids if login_id != record.by_login_id]


def decisions_to_confirm(by: Acting, *, now: datetime) -> list[DecisionRecord]:
    """What the other of two who hold one authority together asks this one's yes to."""
    representation = by.representation
    if representation is None or representation.held_jointly is None:
        return []
    waiting = DecisionRecord.objects.filter(
        person=by.required_person,
        held_jointly=representation.held_jointly,
        state=DecisionRecordState.HELD,
    ).exclude(by_login=by.required_login)
    records = waiting.select_related("by_login").order_by("-at", "-pk")
    return [record for record in records if _is_theirs_to_confirm(record, by, now)]


def joint_answers_to_enter(
    person_id: UUID, login_id: int | None, *, now: datetime
) -> list[tuple[DecisionRecord, list[Representation]]]:
    """What waits for the other of two who decide only together, with those who can answer it on
    paper: for somebody who enters it, and is neither of them."""
    held = DecisionRecord.objects.filter(
        person_id=person_id, kind=DecisionRecordKind.JOINT, state=DecisionRecordState.HELD
    ).exclude(by_login_id=login_id)
    waiting = [
        (record, _who_can_confirm(record, now))
        for record in held.select_related("by_login").order_by("-at", "-pk")
    ]
    return [
        (record, others)
        for record, others in waiting
        if others and login_id not in {each.login_id for each in others}
    ]


def _who_can_confirm(record: DecisionRecord, now: datetime) -> list[Representation]:
    others = Representation.objects.filter(
        person_id=record.person_id, login_id__in=other_holders(record)
    ).filter(held_jointly=record.held_jointly)
    return [
        each
        for each in others.select_related("login", "person").order_by("pk")
        if _is_theirs_to_confirm(record, _acting_by(each), now)
    ]


def acting_by_representation(representation_id: int) -> Acting:
    """The Acting of whoever holds this authority: whose word it is that somebody else enters."""
    rows = Representation.objects.select_related("person", "login")
    return _acting_by(or_not_found(rows.filter(pk=representation_id).first()))


def _acting_by(row: Representation) -> Acting:
    return Acting(login=row.login, person=row.person, representation=row)


def _is_theirs_to_confirm(record: DecisionRecord, by: Acting, now: datetime) -> bool:
    is_written = record.basis == DecisionBasis.BEST_INTERESTS
    return held_together(by, record.about, is_written=is_written, now=now) is not None


def acting_by_decision(*, login: Login, record_id: int, now: datetime) -> Acting:
    """The Acting of whoever wrote a decision down, for that one thing (P6): as the representative
    that they still are, or as whoever works in the person's area. To anybody else it is not there.
    """
    records = DecisionRecord.objects.select_related("person__area")
    record = or_not_found(records.filter(pk=record_id, by_login=login).first())
    return replace(_acting_as_writer(login, record.person, now), decision=record)


def _acting_as_writer(login: Login, person: Person, now: datetime) -> Acting:
    live = live_representations(login.pk, today(now))
    representation = next((each for each in live if each.person_id == person.pk), None)
    if representation is not None:
        return Acting(login=login, person=person, representation=representation)
    return acting_on_paper(login=login, person=person)


def may_still_write(login_id: int, person: Person, now: datetime) -> bool:
    """Does this login act for the person today, or work where they live?"""
    acts = any(each.person_id == person.pk for each in live_representations(login_id, today(now)))
    there = {(kind, person.area_id) for kind in PAPER_ENTRY_ROLES}
    return acts or bool(roles_of(login_id) & there)


def decision_of_approval(approval: StaffApproval) -> DecisionRecord | None:
    """What a second person is asked to look at, where it is a decision that was written down."""
    if approval.purpose != ApprovalPurpose.DECISION:
        return None
    return or_not_found(DecisionRecord.objects.filter(pk=record_id_of(approval)).first())


def decisions_waiting() -> list[StaffApproval]:
    """Those that a second person has still to look at within two working days, a death too, the
    oldest first."""
    waiting = StaffApproval.objects.filter(
        purpose__in=[ApprovalPurpose.DECISION, ApprovalPurpose.DEATH], state=ApprovalState.WAITING
    )
    return list(waiting.select_related("area").order_by("requested_at", "pk"))


def record_id_of(approval: StaffApproval) -> int:
    """The number in "decision_record:12"."""
    return int(approval.about.partition(":")[2])


def is_decision_held(about: str) -> bool:
    """Does anybody wait for a second person's look at what was written down about it (P3)?"""
    return DecisionRecord.objects.filter(about=about, state=DecisionRecordState.HELD).exists()


def decisions_to_review(on: date) -> list[int]:
    """The ids of those to be looked at again by today that nobody was asked about yet."""
    records = DecisionRecord.objects.filter(
        review_on__lte=on,
        review_asked_at__isnull=True,
        state__in=[DecisionRecordState.COUNTS, DecisionRecordState.DONE],
    )
    return list(records.order_by("pk").values_list("pk", flat=True))
