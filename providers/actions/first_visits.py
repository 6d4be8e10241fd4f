"""After a first visit: the person is asked once how it was, and says it or does not (P112, P80)."""

from datetime import datetime

from django.db import transaction

from community.messaging.queries.contact_plans import contact_plan_of
from community.messaging.states import Channel
from community.people.acting import Acting
from community.people.rules.authority import check_authority
from community.people.states import RepresentationScope
from providers.actions.first_visit_notifications import notify_how_was_it
from providers.actions.transitions import transition_visit
from providers.actions.visit_requests import lock_visit
from providers.models.visit_requests import VisitRequest
from providers.queries.visit_requests import visit_of_person
from providers.rules.first_visits import check_how_it_was, clean_how_it_was
from providers.states import VisitRequestState


@transaction.atomic
def say_how_visit_was(
    *,
    visit_request_id: int,
    happened: bool,
    outcome: str = "",
    because: str = "",
    by: Acting,
    now: datetime,
) -> VisitRequest:
    """Did it happen, and, if they like, what came of it or why not. It ends nothing: they can come
    or ask again. Nobody who runs it is told."""
    known = visit_of_person(visit_request_id, by=by)
    check_authority(by, RepresentationScope.DECIDE, now=now)
    visit = lock_visit(known.pk)
    check_how_it_was(
        visit.state, visit.session.starts_at if visit.session else None, visit.day, now=now
    )
    visit.outcome, visit.because = clean_how_it_was(
        happened=happened, outcome=outcome, because=because
    )
    state = VisitRequestState.CAME if happened else VisitRequestState.DID_NOT_HAPPEN
    fields, for_person = ("outcome", "because"), visit.person_id
    transition_visit(visit, state, *fields, by=by, for_person=for_person, now=now)
    return visit


@transaction.atomic
def ask_how_visit_was(*, visit_request_id: int, now: datetime) -> VisitRequest:
    """The day after a first visit, once. Nobody is asked whose plan is to be told nothing."""
    visit = lock_visit(visit_request_id)
    if visit.how_asked_at is not None or visit.state != VisitRequestState.ACCEPTED:
        return visit
    visit.how_asked_at = now
    visit.save(update_fields=["how_asked_at"])
    plan = contact_plan_of(visit.person_id) if visit.person_id else None
    if plan is not None and plan.channel != Channel.NONE:
        notify_how_was_it(visit, now=now)
    return visit
