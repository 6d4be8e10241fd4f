"""Asking the office that looks after somebody's money, and its answers, line by line."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from community.common.clock import today
from community.common.lifecycle import not_none
from community.common.refusals import NotFound, Refused
from community.common.shown import check_shown
from community.messaging.actions.notifying import notify_each_login
from community.people.acting import SYSTEM, Acting
from community.people.actions.audit_lines import record_deed
from community.people.queries.acting import logins_with_role, roles_of
from community.people.rules.authority import check_role
from community.people.states import RoleKind
from pooling.payments.deeds import PaymentDeed
from pooling.payments.message_kinds import PaymentMessage
from pooling.payments.models.commitments import LIVE_STATES, Commitment
from pooling.payments.queries.billing import names_person_now
from pooling.payments.queries.commitments import commitment_shown
from pooling.payments.rules import check_answer
from pooling.payments.states.commitments import COMMITMENT, CommitmentState

ANSWER_FIELDS = (
    "reference",
    "order_number",
    "answered_by",
    "answered_at",
    "when_words",
    "when_owner",
    "when_on",
    "refusal_reason",
    "refusal_words",
    "bill_change",
    "bill_change_pence",
)


@transaction.atomic
def request_commitment(
    *,
    part_ref: int,
    area_id: int,
    person_id: UUID,
    provider_id: int,
    provider_words: str,
    dates_words: str,
    most_pence_a_session: int,
    sessions: int,
    service_words: str = "",
    decided_on: date | None = None,
    purpose_words: str = "",
    reference: str = "",
    agreed_to_names: bool = False,
    by: Acting,
    now: datetime,
) -> Commitment:
    """Put one line before the area's officers: `service_words` what is bought, `purpose_words` what
    it is for, in the person's own words, `decided_on` the day on which it is looked at whether it
    goes ahead, `agreed_to_names` whether their yes was to an invoice with their name. Asked again
    with other figures, the old line ends and a new one is asked: an answer holds for what was
    seen."""
    fields = {
        "area_id": area_id,
        "person_id": person_id,
        "provider_id": provider_id,
        "provider_words": provider_words,
        "dates_words": dates_words,
        "most_pence_a_session": most_pence_a_session,
        "sessions": sessions,
        "service_words": service_words,
        "decided_on": decided_on,
        "purpose_words": purpose_words,
        "reference": reference,
        "names_person": names_person_now(agreed_to_names, area_id),
    }
    previous = _lock_live_commitment(part_ref)
    if previous is not None:
        if all(getattr(previous, name) == value for name, value in fields.items()):
            return previous
        _end(previous, now=now)
    commitment = Commitment.objects.create(part_ref=part_ref, asked_at=now, **fields)
    record_deed(
        by=by, deed=PaymentDeed.REQUEST_COMMITMENT, about=f"commitment:{commitment.pk}", now=now
    )
    _notify_officers(area_id, now)
    return commitment


def _notify_officers(area_id: int, now: datetime) -> None:
    """Once a day, however many lines are waiting."""
    notify_each_login(
        [officer.pk for officer in logins_with_role(RoleKind.COUNCIL_OFFICER, area_id)],
        kind=PaymentMessage.COMMITMENTS_WAITING,
        subject=_("A payment is waiting for your answer"),
        text=_("Somebody whose money you look after would like to use it. One line is enough."),
        link="/office/",
        key=f"commitments_waiting:{area_id}:{today(now)}",
        now=now,
    )


def _lock_live_commitment(part_ref: int) -> Commitment | None:
    return (
        Commitment.objects.select_for_update(no_key=True)
        .filter(part_ref=part_ref, state__in=LIVE_STATES)
        .first()
    )


@dataclass(frozen=True)
class CommitmentAnswers:
    """The lines that were answered, and why each of the others was not: {line id: refusal}."""

    done: list[Commitment] = field(default_factory=list)
    refused: dict[int, Refused] = field(default_factory=dict)

    def __iter__(self) -> Iterator[Commitment]:
        return iter(self.done)


@transaction.atomic
def answer_commitments(*, answers: list[dict], by: Acting, now: datetime) -> CommitmentAnswers:
    """An officer's answers, each on its own: one that is not complete does not hold up the rest.

    Each is {"commitment_id", "answer": yes | yes_when | no} with `when_words`, `when_owner`,
    `when_on`, or `refusal_reason`, `refusal_words`, or `bill_change`, `bill_change_pence` and, for
    its invoices, the council's own `reference` of the person and `order_number`; a yes with
    `shown_digest`, of what the officer was shown of the line.
    A line of another area is not there at all, and refuses everything.
    """
    roles = roles_of(by.login_id) if by.login_id else set()
    ids = [answer["commitment_id"] for answer in answers]
    lines = {
        line.pk: line
        for line in Commitment.objects.select_for_update(no_key=True, of=("self",))
        .filter(pk__in=ids)
        .select_related("person")
        .order_by("pk")
    }
    for line_id in ids:
        if line_id not in lines:
            raise NotFound(_("We cannot find that page."))
        check_role(roles, RoleKind.COUNCIL_OFFICER, lines[line_id].area_id)
    outcome = CommitmentAnswers()
    for answer in answers:
        line = lines[answer["commitment_id"]]
        try:
            outcome.done.append(_answer(line, by=by, now=now, **_without_id(answer)))
        except Refused as refusal:
            outcome.refused[line.pk] = refusal
    return outcome


def _without_id(answer: dict) -> dict:
    return {name: value for name, value in answer.items() if name != "commitment_id"}


def _answer(
    line: Commitment,
    *,
    answer: str,
    when_words: str = "",
    when_owner: str = "",
    when_on: date | None = None,
    refusal_reason: str = "",
    refusal_words: str = "",
    bill_change: str = "",
    bill_change_pence: int | None = None,
    shown_digest: str | None = None,
    reference: str = "",
    order_number: str = "",
    by: Acting,
    now: datetime,
) -> Commitment:
    state = check_answer(
        answer,
        when_words=when_words,
        when_owner=when_owner,
        when_on=when_on,
        refusal_reason=refusal_reason,
        refusal_words=refusal_words,
        bill_change=bill_change,
        bill_change_pence=bill_change_pence,
    )
    if state == line.state == CommitmentState.CONFIRMED:
        return line  # pressed twice
    if state != CommitmentState.REFUSED:
        check_shown(shown_digest, commitment_shown(line))
    line.answered_by, line.answered_at = by.login, now
    if state == CommitmentState.YES_WHEN:
        line.when_words, line.when_owner, line.when_on = when_words, when_owner, when_on
    elif state == CommitmentState.REFUSED:
        line.refusal_reason, line.refusal_words = refusal_reason, refusal_words
    else:
        line.bill_change, line.bill_change_pence = bill_change, bill_change_pence
        line.reference = reference.strip() or line.reference
        line.order_number = order_number.strip()
    transition_commitment(line, state, *ANSWER_FIELDS, by=by, for_person=line.person_id, now=now)
    return line


def transition_commitment(
    commitment: Commitment,
    state: CommitmentState,
    *fields: str,
    by: Acting,
    for_person: UUID | None = None,
    now: datetime,
) -> None:
    """One move of a commitment whose row the caller has locked; `fields` are what else it
    changed, and `for_person` who reads it in their own history."""
    deed = COMMITMENT.deed_for(commitment.state, state)
    commitment.state = state
    commitment.save(update_fields=["state", *fields])
    record_deed(
        by=by, deed=deed, about=f"commitment:{commitment.pk}", for_person=for_person, now=now
    )


@transaction.atomic
def end_commitment(*, part_ref: int, now: datetime) -> None:
    """Nothing more is asked of it; an officer who had agreed is told that it is released."""
    commitment = _lock_live_commitment(part_ref)
    if commitment is not None:
        _end(commitment, now=now)


def _end(line: Commitment, *, now: datetime) -> None:
    was_confirmed = line.state == CommitmentState.CONFIRMED
    transition_commitment(line, CommitmentState.ENDED, by=SYSTEM, now=now)
    if was_confirmed:
        notify_decommitted(line, key=f"commitment:{line.pk}:ended", now=now)


def notify_decommitted(line: Commitment, *, key: str, now: datetime) -> None:
    notify_each_login(
        [not_none(line.answered_by_id)],
        kind=PaymentMessage.COMMITMENT_RELEASED,
        subject=_("A payment you agreed to is released"),
        text=_("Something you agreed to pay for is not needed any more. Your page says which."),
        link="/office/",
        key=key,
        now=now,
    )
