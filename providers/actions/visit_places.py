"""A place in a time of a listing: given and let go under the session's lock."""

from datetime import datetime
from uuid import UUID

from community.people.acting import Acting
from providers.actions.transitions import transition_booking, transition_visit
from providers.actions.visit_notifications import notify_visit_not_coming, notify_visit_said
from providers.actions.visit_units import free_units_of, take_units_for
from providers.models.sessions import Booking, Session
from providers.models.visit_requests import VisitRequest
from providers.queries.visit_requests import open_visit, places_taken
from providers.rules.sessions import check_can_still_change, check_still_planned
from providers.rules.visit_requests import check_has_place
from providers.states import BookingState, VisitRequestState


def take_place(
    session: Session, *, person_id: UUID, known_as: str, by: Acting, now: datetime
) -> Booking:
    """The caller holds the session's lock. A place that is theirs stays theirs; where all are
    taken it is refused, and nothing was written."""
    check_can_still_change(session.starts_at, now=now)
    check_still_planned(session.state)
    booking = Booking.objects.filter(session=session, person_id=person_id).first()
    if booking is not None and booking.state == BookingState.COMING:
        return booking
    check_has_place(session.places, places_taken(session.pk, but_for=person_id))
    if booking is None:
        return Booking.objects.create(
            session=session, person_id=person_id, known_as=known_as, marked_by=by.login
        )
    booking.known_as, booking.marked_by, booking.told_at = known_as, by.login, None
    fields = ("known_as", "marked_by", "told_at")
    transition_booking(booking, BookingState.COMING, *fields, by=by, now=now)
    return booking


def follow_booking(booking: Booking, session: Session, *, by: Acting, now: datetime) -> None:
    """A place in a time of a listing was let go, or taken again: its visit goes with it, and
    whoever runs it is told. The caller holds the locks of the month and the session."""
    if session.listing_id is None:
        return
    visit = open_visit(
        listing_id=session.listing_id, session_id=session.pk, person_id=booking.person_id
    )
    if booking.state == BookingState.NOT_COMING and visit is not None:
        transition_visit(visit, VisitRequestState.WITHDRAWN, by=by, now=now)
        notify_visit_not_coming(visit, was_expected=True, now=now)
        free_units_of(visit, now=now)
    if booking.state == BookingState.COMING and visit is None:
        withdrawn = VisitRequest.objects.filter(
            session=session, person_id=booking.person_id, state=VisitRequestState.WITHDRAWN
        )
        if again := withdrawn.order_by("-asked_at", "-pk").first():
            transition_visit(again, VisitRequestState.ACCEPTED, by=by, now=now)
            take_units_for(again, now=now)
            notify_visit_said(again, now=now)
