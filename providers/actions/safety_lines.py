"""“So that you are both safe”: said after the yes, read by who comes, gone after it (P69)."""

from datetime import datetime

from django.db import transaction

from community.people.acting import Acting
from community.people.actions.audit_lines import record_deed
from community.people.bases import Matter
from community.people.rules.authority import check_authority
from community.people.states import RepresentationScope
from providers.actions.safety_notifications import notify_safety_lines
from providers.actions.visit_requests import lock_visit
from providers.deeds import ProviderDeed
from providers.models.safety_lines import SafetyLines
from providers.models.visit_requests import VisitRequest
from providers.queries.safety_lines import has_been_there, when_visited
from providers.queries.visit_requests import visit_of_person
from providers.rules.safety_lines import (
    SafetyWords,
    check_before_first_visit,
    check_not_said,
    clean_safety_words,
    is_over,
)


@transaction.atomic
def say_safety_lines(
    *, visit_request_id: int, words: SafetyWords, by: Acting, now: datetime
) -> SafetyLines:
    """By the person, or who decides with them. The same again, also at once, changes nothing."""
    visit = _visit_to_say_of(visit_request_id, by, now)
    check_before_first_visit(
        when_visited(visit, since=now),
        at_home=visit.listing.is_place_private,
        has_been=has_been_there(visit),
        now=now,
    )
    words = clean_safety_words(words, is_own=by.representation is None and not by.is_by_other_hands)
    stands = SafetyLines.objects.filter(visit=visit).first()
    if stands is not None:
        there = SafetyWords(stands.first, stands.second, stands.basis, stands.why_words)
        check_not_said(there, words)
        return stands
    lines = SafetyLines.objects.create(
        visit=visit,
        first=words.first,
        second=words.second,
        basis=words.basis,
        why_words=words.why_words,
        said_by=by.login,
        said_at=now,
    )
    record_deed(
        by=by,
        deed=ProviderDeed.SAY_SAFETY_LINES,
        about=f"visit_request:{visit.pk}",
        note=words.basis,
        for_person=visit.person_id,
        now=now,
    )
    notify_safety_lines(visit, key=f"safety:{lines.pk}", now=now)
    return lines


@transaction.atomic
def take_safety_lines_back(*, visit_request_id: int, by: Acting, now: datetime) -> None:
    """Twice is once."""
    visit = _visit_to_say_of(visit_request_id, by, now)
    gone, _rows = SafetyLines.objects.filter(visit=visit).delete()
    if gone:
        record_deed(
            by=by,
            deed=ProviderDeed.TAKE_SAFETY_LINES_BACK,
            about=f"visit_request:{visit.pk}",
            for_person=visit.person_id,
            now=now,
        )


@transaction.atomic
def forget_safety_lines(*, safety_lines_id: int, now: datetime) -> None:
    """Once the visit is over, whether or not anybody says how it was."""
    lines = SafetyLines.objects.filter(pk=safety_lines_id).first()
    if lines is None:
        return
    visit = lock_visit(lines.visit_id)
    if is_over(when_visited(visit, since=lines.said_at), now=now):
        SafetyLines.objects.filter(pk=lines.pk).delete()


def _visit_to_say_of(visit_request_id: int, by: Acting, now: datetime) -> VisitRequest:
    known = visit_of_person(visit_request_id, by=by)
    about = f"session:{known.session_id}" if known.session_id else f"listing:{known.listing_id}"
    check_authority(by, RepresentationScope.DECIDE, matter=Matter.LIFE, now=now, about=about)
    return lock_visit(known.pk)
