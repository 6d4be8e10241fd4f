"""The two lines before a first visit at a home: who reads them, and which are over (P69)."""

from datetime import datetime

from community.people.acting import Acting
from community.people.rules.authority import scope_in_force
from community.people.states import RepresentationScope
from providers.models.safety_lines import SafetyLines
from providers.models.visit_requests import VisitRequest
from providers.rules.safety_lines import WhenVisited, is_before_first_visit, is_over
from providers.states import VisitRequestState


def when_visited(visit: VisitRequest, *, since: datetime) -> WhenVisited:
    session = visit.session
    return WhenVisited(
        state=visit.state,
        session_state=session.state if session else "",
        ends_at=session.ends_at if session else None,
        day=visit.other_day,
        since=since,
    )


def has_been_there(visit: VisitRequest) -> bool:
    """They went to it before, so it is no first visit."""
    went = VisitRequest.objects.filter(listing=visit.listing_id, person=visit.person_id)
    return went.filter(state=VisitRequestState.CAME).exists()


def takes_safety_lines(visit: VisitRequest, *, now: datetime) -> bool:
    at_home = visit.listing.is_place_private
    return at_home and is_before_first_visit(
        when_visited(visit, since=now), at_home=at_home, has_been=has_been_there(visit), now=now
    )


def safety_lines_of(visit: VisitRequest, *, now: datetime) -> SafetyLines | None:
    """For whoever comes, while the visit is not over."""
    lines: SafetyLines | None = getattr(visit, "safety_lines", None)
    if lines is None or is_over(when_visited(visit, since=lines.said_at), now=now):
        return None
    return lines


def own_safety_lines(visit: VisitRequest, *, by: Acting, now: datetime) -> SafetyLines | None:
    """For the person, and whoever decides with them; for nobody who only looks on."""
    if by.representation is None:
        return None if by.is_by_other_hands else safety_lines_of(visit, now=now)
    scope = scope_in_force(by.representation, now=now)
    decides = scope is not None and scope >= RepresentationScope.DECIDE
    return safety_lines_of(visit, now=now) if decides else None


def safety_lines_over(now: datetime) -> list[int]:
    """All of them are of visits to come: few."""
    lines = SafetyLines.objects.select_related("visit__session").order_by("pk")
    return [
        each.pk for each in lines if is_over(when_visited(each.visit, since=each.said_at), now=now)
    ]
