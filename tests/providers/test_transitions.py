"""Every move of every table of providers is made by its one function, and writes its deed."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest

from community.audit.models import AuditEntry
from community.common.lifecycle import Lifecycle, TransitionRefused
from providers.actions.transitions import (
    transition_booking,
    transition_claim,
    transition_listing,
    transition_session,
    transition_session_dispute,
    transition_visit,
)
from providers.models.claims import ProviderClaim
from providers.models.sessions import Booking, Session, SessionDispute
from providers.models.supply import Listing
from providers.models.visit_requests import VisitRequest
from providers.states import (
    BOOKING,
    LISTING,
    PROVIDER_CLAIM,
    SESSION,
    SESSION_DISPUTE,
    VISIT_REQUEST,
    ClaimState,
    ListingState,
    PublicContact,
    SessionDisputeOutcome,
    SessionState,
    VisitRequestState,
)
from tests.factories.supply import (
    NOW,
    TODAY,
    make_listing,
    make_login,
    make_provider,
    make_session,
    make_someone,
)

pytestmark = pytest.mark.django_db


def listing_in(state: str) -> Listing:
    listing = make_listing(make_login())
    listing.pk, listing.public_id, listing.state = None, uuid4(), state
    listing.save(force_insert=True)
    return listing


def session_in(state: str) -> Session:
    return Session.objects.create(
        provider=make_provider(make_login()),
        title="Museum morning",
        starts_at=NOW,
        ends_at=NOW.replace(hour=12),
        place_words="The old hall",
        state=state,
        state_at=None if state == SessionState.PLANNED else NOW,
    )


def booking_in(state: str) -> Booking:
    return Booking.objects.create(
        session=make_session(make_login()),
        person=make_someone().person,
        known_as="Ann",
        state=state,
    )


def dispute_in(outcome: str) -> SessionDispute:
    return SessionDispute.objects.create(
        session=make_session(make_login()),
        person=make_someone().person,
        words="Nobody came.",
        raised_at=NOW,
        outcome=outcome,
        resolved_at=None if outcome == SessionDisputeOutcome.OPEN else NOW,
    )


def claim_in(state: str) -> ProviderClaim:
    listing = make_listing(make_login())
    return ProviderClaim.objects.create(
        provider=listing.provider,
        listing=listing,
        login=make_login("claire").login,
        proposed_contact=PublicContact.TELEPHONE,
        claimed_at=NOW,
        answer_by=TODAY,
        state=state,
        state_at=NOW,
        checked_contact=PublicContact.TELEPHONE if state == ClaimState.CONFIRMED else "",
        answer_words="No." if state == ClaimState.REFUSED else "",
    )


def claim_moved(claim: ProviderClaim, state: str, **by_and_now: Any) -> None:
    if state == ClaimState.CONFIRMED:
        claim.checked_contact = PublicContact.TELEPHONE
    claim.answer_words = "Because."
    transition_claim(claim, state, "checked_contact", "answer_words", **by_and_now)


def visit_in(state: str) -> VisitRequest:
    return VisitRequest.objects.create(
        listing=make_listing(make_login()),
        person=make_someone().person,
        known_as="Ann",
        attending_access="ask_first",
        state=state,
        state_at=NOW,
        asked_at=NOW,
        because="not_known" if state == VisitRequestState.DID_NOT_HAPPEN else "",
        decline_reason="full" if state == VisitRequestState.DECLINED else "",
        other_day=TODAY,
        answer_words="Which day?",
    )


def visit_moved(visit: VisitRequest, state: str, **by_and_now: Any) -> None:
    if state == VisitRequestState.DID_NOT_HAPPEN:
        visit.because = "not_known"
    visit.decline_reason = "full" if state == VisitRequestState.DECLINED else ""
    transition_visit(visit, state, "because", "decline_reason", **by_and_now)


TABLES: dict[str, tuple[Lifecycle, Callable[[str], Any], Callable[..., None], str]] = {
    "listing": (LISTING, listing_in, transition_listing, "state"),
    "session": (SESSION, session_in, transition_session, "state"),
    "booking": (BOOKING, booking_in, transition_booking, "state"),
    "claim": (PROVIDER_CLAIM, claim_in, claim_moved, "state"),
    "visit_request": (VISIT_REQUEST, visit_in, visit_moved, "state"),
    "dispute": (SESSION_DISPUTE, dispute_in, transition_session_dispute, "outcome"),
}
MOVES = [
    (name, source, target, deed)
    for name, (table, *_rest) in TABLES.items()
    for source, targets in table.transitions.items()
    for target, deed in targets.items()
]


@pytest.mark.parametrize(("name", "source", "target", "deed"), MOVES)
def test_every_move_is_made_and_writes_its_deed(name, source, target, deed):
    _table, make, transition, column = TABLES[name]
    row, by = make(source), make_login("zoe")

    transition(row, target, by=by, now=NOW)

    row.refresh_from_db()
    entry = AuditEntry.objects.latest("pk")
    assert getattr(row, column) == target
    assert (entry.deed, entry.login_id, entry.at) == (deed, by.login_id, NOW)
    assert entry.about == about_of(name, row)


def about_of(name: str, row: Any) -> str:
    if name == "claim":
        return f"provider:{row.provider_id}"
    return (
        f"{name}:{row.pk}"
        if name in ("listing", "session", "visit_request")
        else f"session:{row.session_id}"
    )


@pytest.mark.holds("I9")
@pytest.mark.parametrize("name", TABLES)
def test_a_move_that_the_table_does_not_have_changes_and_writes_nothing(name):
    table, make, transition, column = TABLES[name]
    source = min(table.final_states, default=ListingState.DRAFT)
    target = next(state for state in table.states if not table.allows(source, state))
    row, by = make(source), make_login("zoe")
    entries = AuditEntry.objects.count()

    with pytest.raises(TransitionRefused):
        transition(row, target, by=by, now=NOW)

    row.refresh_from_db()
    assert (getattr(row, column), AuditEntry.objects.count()) == (source, entries)
