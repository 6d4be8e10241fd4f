"""The moves of each table of states, one function a table: the only place that sets the column.

Its row is locked by the caller, who says in `fields` what else it changed; each move writes its
deed.
"""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from community.people.acting import Acting
from community.people.actions.audit_lines import record_deed, record_deeds
from providers.models.claims import ProviderClaim
from providers.models.imports import DirectorySource
from providers.models.safety_lines import SafetyLines
from providers.models.sessions import Booking, Session, SessionDispute
from providers.models.supply import Listing
from providers.models.visit_requests import VisitRequest
from providers.states import (
    BOOKING,
    DIRECTORY_SOURCE,
    LISTING,
    PROVIDER_CLAIM,
    SESSION,
    SESSION_DISPUTE,
    VISIT_REQUEST,
    BookingState,
    ClaimState,
    ListingState,
    SessionDisputeOutcome,
    SessionState,
    SourceState,
    VisitRequestState,
)


def transition_listing(listing: Listing, state: ListingState, *, by: Acting, now: datetime) -> None:
    deed = LISTING.deed_for(listing.state, state)
    listing.state, listing.changed_at = state, now
    listing.save(update_fields=["state", "changed_at"])
    record_deed(by=by, deed=deed, about=f"listing:{listing.pk}", now=now)


def transition_session(session: Session, state: SessionState, *, by: Acting, now: datetime) -> None:
    deed = SESSION.deed_for(session.state, state)
    session.state, session.state_at = state, now
    session.save(update_fields=["state", "state_at", "why_off_words", "another_day"])
    record_deed(by=by, deed=deed, about=f"session:{session.pk}", now=now)


def transition_booking(
    booking: Booking,
    state: BookingState,
    *fields: str,
    by: Acting,
    for_person: UUID | None = None,
    now: datetime,
) -> None:
    """`for_person` where the person themselves, or who acts for them, meant the move."""
    transition_bookings([booking], state, *fields, by=by, for_person=for_person, now=now)


def transition_bookings(
    bookings: Sequence[Booking],
    state: BookingState,
    *fields: str,
    by: Acting,
    for_person: UUID | None = None,
    now: datetime,
) -> None:
    """The same move of many, in two statements; a line for each."""
    deeds = [
        (BOOKING.deed_for(booking.state, state), f"session:{booking.session_id}")
        for booking in bookings
    ]
    for booking in bookings:
        booking.state = state
    Booking.objects.bulk_update(bookings, ["state", *fields])
    record_deeds(deeds, by=by, for_person=for_person, now=now)


def transition_visit(
    visit: VisitRequest,
    state: VisitRequestState,
    *fields: str,
    by: Acting,
    for_person: UUID | None = None,
    now: datetime,
) -> None:
    """`for_person` as of a booking. What was said for a visit's safety goes with it (P69)."""
    deed = VISIT_REQUEST.deed_for(visit.state, state)
    visit.state, visit.state_at = state, now
    visit.save(update_fields=["state", "state_at", *fields])
    if state != VisitRequestState.ACCEPTED:
        SafetyLines.objects.filter(visit=visit).delete()
    about = f"visit_request:{visit.pk}"
    record_deed(by=by, deed=deed, about=about, for_person=for_person, now=now)


def transition_session_dispute(
    dispute: SessionDispute, outcome: SessionDisputeOutcome, *, by: Acting, now: datetime
) -> None:
    """Every move is its end."""
    deed = SESSION_DISPUTE.deed_for(dispute.outcome, outcome)
    dispute.outcome, dispute.resolved_at, dispute.resolved_by = outcome, now, by.login
    dispute.save(update_fields=["outcome", "resolved_at", "resolved_by"])
    record_deed(by=by, deed=deed, about=f"session:{dispute.session_id}", now=now)


def transition_source(
    source: DirectorySource, state: SourceState, *, by: Acting, now: datetime
) -> None:
    deed = DIRECTORY_SOURCE.deed_for(source.state, state)
    source.state = state
    source.save(update_fields=["state", "next_at", "failed_in_a_row"])
    record_deed(by=by, deed=deed, about=f"directory:{source.pk}", now=now)


def transition_claim(
    claim: ProviderClaim, state: ClaimState, *fields: str, by: Acting, now: datetime
) -> None:
    """Every move is its end."""
    deed = PROVIDER_CLAIM.deed_for(claim.state, state)
    claim.state, claim.state_at = state, now
    claim.save(update_fields=["state", "state_at", *fields])
    record_deed(by=by, deed=deed, about=f"provider:{claim.provider_id}", now=now)
