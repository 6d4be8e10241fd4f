"""What would make a visit good: said once a place is given, answered by the place (P110, P53)."""

from collections.abc import Collection, Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from community.common.lifecycle import not_none
from community.common.refusals import or_not_found
from community.messaging.actions.answer_links import use_answer_link
from community.people.acting import Acting
from community.people.actions.audit_lines import record_deed
from community.people.bases import Matter
from community.people.rules.authority import check_authority
from community.people.states import RepresentationScope
from providers.actions.telephoned_answers import who_answers
from providers.actions.visit_line_notifications import (
    notify_lines_answered,
    notify_lines_not_yet,
    notify_lines_said,
    notify_lines_unanswered,
    notify_lines_wait,
)
from providers.actions.visit_requests import lock_visit
from providers.answer_purposes import AnswerPurpose
from providers.deeds import ProviderDeed
from providers.models.visit_lines import VisitLine
from providers.models.visit_requests import VisitRequest
from providers.queries.visit_lines import lines_that_wait, plan_lines_of
from providers.queries.visit_requests import login_of_ref, visit_of_person, visit_of_ref
from providers.rules.visit_lines import (
    LineAnswer,
    check_line_answer,
    check_line_waits,
    check_place_is_theirs,
    clean_lines,
    is_connector_told,
    is_place_reminded,
)
from providers.states import VisitLineAnswer, VisitLineKind, VisitRequestState

ANSWERED = ("answer", "answer_words", "answered_by", "answered_at", "told_by")


@transaction.atomic
def say_what_makes_it_good(
    *,
    visit_request_id: int,
    lines: Collection[str] = (),
    plan_travels: bool = False,
    by: Acting,
    now: datetime,
) -> list[VisitLine]:
    """In their own words, a line for each; and, only if they say so, how they are told things, from
    their plan. The same again changes nothing."""
    known = visit_of_person(visit_request_id, by=by)
    about = f"session:{known.session_id}" if known.session_id else f"listing:{known.listing_id}"
    check_authority(by, RepresentationScope.DECIDE, matter=Matter.LIFE, now=now, about=about)
    visit = lock_visit(known.pk)
    check_place_is_theirs(visit.state)
    there = list(visit.good_lines.values_list("words", flat=True))
    plan = plan_lines_of(not_none(visit.person_id)) if plan_travels else []
    own = clean_lines([*lines, *plan], said=there)
    new = [
        VisitLine(
            visit=visit,
            kind=VisitLineKind.PLAN if words in plan else VisitLineKind.OWN,
            words=words,
            said_by=by.login,
            said_at=now,
        )
        for words in own
    ]
    made = VisitLine.objects.bulk_create(new)
    if made:
        deed = ProviderDeed.SAY_WHAT_MAKES_IT_GOOD
        about = f"visit_request:{visit.pk}"
        record_deed(by=by, deed=deed, about=about, for_person=visit.person_id, now=now)
        notify_lines_said(visit, key=f"lines:{max(line.pk for line in made)}", now=now)
    return made


@transaction.atomic
def answer_visit_lines(
    *,
    visit_request_id: int,
    answers: Mapping[int, LineAnswer],
    told_by: str = "",
    by: Acting,
    now: datetime,
) -> list[VisitLine]:
    """{a line: the answer}, by whoever speaks for the place, or written down by a connector, as
    somebody there told them. The first answer of each stands. What it cannot do the person hears
    before the day, with the connector's number; the place stays theirs."""
    known = or_not_found(
        VisitRequest.objects.select_related("listing__provider", "person")
        .filter(pk=visit_request_id)
        .first()
    )
    acting, told_by = who_answers(known, told_by=told_by, by=by)
    visit = lock_visit(known.pk)
    check_place_is_theirs(visit.state)
    lines = {line.pk: line for line in visit.good_lines.filter(pk__in=answers)}
    for line_id, given in answers.items():
        line = or_not_found(lines.get(line_id))
        check_line_waits(line.answer)
        check_line_answer(given)
        line.answer, line.answer_words = given.answer, given.words.strip()
        line.answered_by, line.answered_at, line.told_by = acting.login, now, told_by
    answered = list(lines.values())
    VisitLine.objects.bulk_update(answered, ANSWERED)
    record_deed(
        by=acting,
        deed=ProviderDeed.ANSWER_VISIT_LINES,
        about=f"visit_request:{visit.pk}",
        note=told_by,
        now=now,
    )
    notify_lines_answered(visit, answered, now=now)
    if any(line.answer == VisitLineAnswer.NOT_YET for line in answered):
        notify_lines_not_yet(visit, now=now)
    return answered


@transaction.atomic
def answer_lines_by_link(*, link_id: UUID, now: datetime) -> list[VisitLine]:
    """Yes to all that waits, by whoever speaks for the place, from their mail."""
    link = use_answer_link(link_id=link_id, purpose=AnswerPurpose.MAKES_IT_GOOD, now=now)
    visit, by = visit_of_ref(link.ref), Acting(login=login_of_ref(link.ref))
    yes = LineAnswer(VisitLineAnswer.YES)
    answers = {line.pk: yes for line in lines_that_wait(visit.pk)}
    return answer_visit_lines(visit_request_id=visit.pk, answers=answers, by=by, now=now)


@transaction.atomic
def remind_of_lines(*, visit_request_id: int, now: datetime) -> None:
    """A line that nobody answers: the place is reminded, and the connectors are told while there
    is still time; each once of the same lines, however often it runs (P53)."""
    visit = lock_visit(visit_request_id)
    lines = lines_that_wait(visit.pk)
    if not lines or visit.state != VisitRequestState.ACCEPTED:
        return
    starts_at = visit.session.starts_at if visit.session else None
    if starts_at is not None and starts_at <= now:
        return
    due = [line for line in lines if is_place_reminded(line.said_at, now=now)]
    if due:
        notify_lines_wait(visit, key=f"lines_wait:{due[-1].pk}", now=now)
    late = [line for line in lines if is_connector_told(line.said_at, starts_at, now=now)]
    if late:
        notify_lines_unanswered(visit, key=f"lines_unanswered:{late[-1].pk}", now=now)
