"""A place answers whoever asks to come; and what the person says to that (P77, P78)."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from community.common.refusals import or_not_found
from community.messaging.actions.answer_links import use_answer_link
from community.people.acting import Acting
from community.people.actions.audit_lines import record_deed
from community.people.bases import Matter
from community.people.queries.acting import roles_of
from community.people.rules.authority import check_authority, check_role
from community.people.states import RepresentationScope, RoleKind
from providers.actions.provider_access import lock_session
from providers.actions.telephoned_answers import who_answers
from providers.actions.transitions import transition_visit
from providers.actions.visit_answer_notifications import (
    notify_conflict_or_safety,
    notify_unfair,
    notify_unfair_answered,
    notify_visit_answered,
)
from providers.actions.visit_notifications import (
    notify_visit_agreed,
    notify_visit_said,
    notify_visit_to_answer,
)
from providers.actions.visit_places import take_place
from providers.actions.visit_requests import check_still_vetted, lock_visit
from providers.actions.visit_units import free_units_of, lock_month_of_listing
from providers.answer_purposes import AnswerPurpose
from providers.deeds import ProviderDeed
from providers.models.sessions import Session
from providers.models.visit_requests import UnfairAnswer, VisitRequest
from providers.queries.visit_requests import (
    login_of_ref,
    open_visit,
    time_of_listing,
    visit_of_person,
    visit_of_ref,
)
from providers.rules.objections import answered_by_day, check_not_answered
from providers.rules.sessions import check_can_still_change, check_still_planned
from providers.rules.visit_answers import (
    AnswerGiven,
    check_answer,
    check_can_be_answered,
    check_not_asked_twice,
    check_waits_for_the_person,
    check_was_declined,
    clean_words,
    help_that_is_declined,
)
from providers.states import DeclineReason, VisitAnswer, VisitRequestState

STATES = {
    VisitAnswer.YES: VisitRequestState.ACCEPTED,
    VisitAnswer.YES_FROM: VisitRequestState.ACCEPTED_FROM,
    VisitAnswer.NOT_THIS_TIME: VisitRequestState.DECLINED,
    VisitAnswer.ASK_ME: VisitRequestState.NEEDS_ANSWER,
}
ANSWERED = (
    *("decline_reason", "help_declined", "answer_words"),
    *("other_session", "other_day", "answered_at", "told_by"),
)


@transaction.atomic
def answer_visit_request(
    *,
    visit_request_id: int,
    given: AnswerGiven,
    told_by: str = "",
    by: Acting,
    now: datetime,
) -> VisitRequest:
    """By whoever speaks for the place; or written down by a connector, `told_by` somebody there by
    telephone. A yes takes a place under the time's lock, and only then do
    they read who it is; where the last place went meanwhile it is refused, and nothing is lost. The
    first answer stands."""
    known = or_not_found(
        VisitRequest.objects.select_related("listing__provider", "person")
        .filter(pk=visit_request_id)
        .first()
    )
    acting, told_by = who_answers(known, told_by=told_by, by=by)
    lock_month_of_listing(known.listing_id, now=now)
    session = lock_session(known.session_id) if known.session_id else None
    visit = lock_visit(known.pk)
    check_can_be_answered(visit.state)
    check_answer(given, help_asked=visit.help_asked, now=now)
    if given.answer in (VisitAnswer.YES, VisitAnswer.YES_FROM):
        check_still_vetted(visit.listing, now=now)
    if given.answer == VisitAnswer.YES and session is not None:
        _place(visit, session, acting, now)
    is_from = given.answer == VisitAnswer.YES_FROM
    visit.other_session = _other_time(visit, given, now) if is_from else None
    visit.other_day = given.other_day if is_from and visit.other_session is None else None
    visit.decline_reason = given.reason if given.answer == VisitAnswer.NOT_THIS_TIME else ""
    visit.help_declined = help_that_is_declined(given)
    visit.answer_words, visit.answered_at = given.words.strip(), now
    visit.told_by = told_by
    transition_visit(visit, STATES[given.answer], *ANSWERED, by=acting, now=now)
    if given.answer == VisitAnswer.YES:
        notify_visit_agreed(visit, now=now)
    else:
        notify_visit_answered(visit, now=now)
    if visit.decline_reason:
        free_units_of(visit, now=now)
    if visit.decline_reason == DeclineReason.CONFLICT_OR_SAFETY:
        notify_conflict_or_safety(visit, now=now)
    return visit


@transaction.atomic
def answer_visit_by_link(*, link_id: UUID, given: AnswerGiven, now: datetime) -> VisitRequest:
    """By whoever speaks for the place, from their mail; the link is used up with the answer, and
    with no other."""
    link = use_answer_link(link_id=link_id, purpose=AnswerPurpose.CAN_THEY_COME, now=now)
    by = Acting(login=login_of_ref(link.ref))
    visit = visit_of_ref(link.ref)
    return answer_visit_request(visit_request_id=visit.pk, given=given, by=by, now=now)


def _place(visit: VisitRequest, session: Session, by: Acting, now: datetime) -> None:
    """For whoever has a number here; who has none is placed by what widens this."""
    if visit.person_id is not None:
        take_place(session, person_id=visit.person_id, known_as=visit.known_as, by=by, now=now)


def _other_time(visit: VisitRequest, given: AnswerGiven, now: datetime) -> Session | None:
    """One of the listing's own, that is to come."""
    if given.other_session_id is None:
        return None
    session = time_of_listing(given.other_session_id, listing_id=visit.listing_id)
    check_can_still_change(session.starts_at, now=now)
    check_still_planned(session.state)
    return session


@transaction.atomic
def take_other_day(*, visit_request_id: int, by: Acting, now: datetime) -> VisitRequest:
    """The person takes the day that the place has instead. A time's place is taken under its lock;
    where it is gone, that is said, and they can ask for another."""
    known = visit_of_person(visit_request_id, by=by)
    _check_decides(by, known, now)
    session = lock_session(known.other_session_id) if known.other_session_id else None
    visit = lock_visit(known.pk)
    check_waits_for_the_person(visit.state, VisitRequestState.ACCEPTED_FROM)
    check_still_vetted(visit.listing, now=now)
    if session is not None:
        check_not_asked_twice(_is_open_elsewhere(visit, session))
        _place(visit, session, by, now)
        visit.session = session
    for_person = visit.person_id
    state = VisitRequestState.ACCEPTED
    transition_visit(visit, state, "session", by=by, for_person=for_person, now=now)
    notify_visit_said(visit, now=now)
    notify_visit_agreed(visit, now=now)
    return visit


def _is_open_elsewhere(visit: VisitRequest, session: Session) -> bool:
    if visit.person_id is None or session.pk == visit.session_id:
        return False
    person_id = visit.person_id
    found = open_visit(listing_id=visit.listing_id, session_id=session.pk, person_id=person_id)
    return found is not None


@transaction.atomic
def reply_about_visit(
    *, visit_request_id: int, words: str, by: Acting, now: datetime
) -> VisitRequest:
    """The person answers what the place asked; it is the place's turn again."""
    known = visit_of_person(visit_request_id, by=by)
    _check_decides(by, known, now)
    visit = lock_visit(known.pk)
    check_waits_for_the_person(visit.state, VisitRequestState.NEEDS_ANSWER)
    visit.reply_words = clean_words(words)
    for_person, state = visit.person_id, VisitRequestState.REQUESTED
    transition_visit(visit, state, "reply_words", by=by, for_person=for_person, now=now)
    notify_visit_to_answer(visit, key=f"reply:{now.isoformat()}", now=now)
    return visit


@transaction.atomic
def say_unfair(*, visit_request_id: int, words: str, by: Acting, now: datetime) -> UnfairAnswer:
    """ "I think that is not fair": to a connector, never to the place (P78). Once; the same again
    changes nothing."""
    known = visit_of_person(visit_request_id, by=by)
    _check_decides(by, known, now, stops=True)
    visit = lock_visit(known.pk)
    check_was_declined(visit.state)
    said, is_new = UnfairAnswer.objects.get_or_create(
        visit=visit,
        defaults={
            "words": words.strip(),
            "said_at": now,
            "said_by": by.login,
            "answer_by": answered_by_day(now, visit.listing.provider.area.nation),
        },
    )
    if is_new:
        record_deed(
            by=by,
            deed=ProviderDeed.SAY_UNFAIR,
            about=f"visit_request:{visit.pk}",
            for_person=visit.person_id,
            now=now,
        )
        notify_unfair(said, now=now)
    return said


@transaction.atomic
def answer_unfair(*, unfair_answer_id: int, words: str, by: Acting, now: datetime) -> UnfairAnswer:
    """By a connector of the place's area, in words that the person reads. The first stands."""
    said = or_not_found(
        UnfairAnswer.objects.select_for_update(of=("self",), no_key=True)
        .select_related("visit__listing__provider")
        .filter(pk=unfair_answer_id)
        .first()
    )
    area_id = said.visit.listing.provider.area_id
    check_role(roles_of(by.login_id), RoleKind.CONNECTOR, area_id)
    check_not_answered(said.answered_at)
    said.answer_words, said.answered_at, said.answered_by = clean_words(words), now, by.login
    said.save()
    record_deed(
        by=Acting(login=by.login),
        deed=ProviderDeed.ANSWER_UNFAIR,
        about=f"visit_request:{said.visit_id}",
        now=now,
    )
    notify_unfair_answered(said, now=now)
    return said


def _check_decides(by: Acting, visit: VisitRequest, now: datetime, *, stops: bool = False) -> None:
    check_authority(
        by,
        RepresentationScope.DECIDE,
        matter=None if stops else Matter.LIFE,
        now=now,
        about=f"session:{visit.session_id}" if visit.session_id else f"listing:{visit.listing_id}",
        stops=stops,
    )
