"""Saying that one comes, or asking whether one may; and taking that back (P107)."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from community.common.clock import today
from community.common.refusals import or_not_found
from community.people.acting import Acting
from community.people.actions.audit_lines import record_deed
from community.people.actions.decision_records import use_decision
from community.people.bases import Matter
from community.people.rules.authority import check_authority
from community.people.states import RepresentationScope
from providers.actions.provider_access import lock_listing, lock_session
from providers.actions.sessions import mark_not_coming
from providers.actions.transitions import transition_booking, transition_visit
from providers.actions.visit_notifications import (
    notify_visit_agreed,
    notify_visit_not_coming,
    notify_visit_said,
    notify_visit_to_answer,
)
from providers.actions.visit_places import take_place
from providers.actions.visit_units import (
    check_units_for,
    free_units_of,
    lock_month_of_listing,
    take_units_for,
)
from providers.deeds import ProviderDeed
from providers.models.sessions import Booking, Session
from providers.models.supply import Listing
from providers.models.visit_requests import VisitRequest
from providers.models.waiting import WaitingListInvitation
from providers.queries.supply import ids_spoken_for, live_check_kinds, public_listing
from providers.queries.visit_requests import (
    has_place_in,
    has_times,
    open_visit,
    places_taken,
    time_of_listing,
    visit_of_person,
)
from providers.rules.first_visits import is_at_the_door
from providers.rules.listings import attending_access_of_listing, is_said_to_be_full
from providers.rules.sessions import check_can_still_change, check_still_planned
from providers.rules.vetting import check_vetted
from providers.rules.visit_requests import (
    check_can_be_withdrawn,
    check_has_place,
    check_is_read_here,
    check_listing_has_places,
    check_time_is_chosen,
    clean_help_asked,
    clean_known_as,
)
from providers.states import (
    AttendingAccess,
    BookingState,
    DidNotHappenBecause,
    VisitRequestState,
)

DEEDS = {
    AttendingAccess.JUST_COME: ProviderDeed.TELL_MAY_COME,
    AttendingAccess.SAY_COMING: ProviderDeed.SAY_COMING,
    AttendingAccess.ASK_FIRST: ProviderDeed.ASK_TO_COME,
}


@transaction.atomic
def request_visit(
    *,
    listing_id: int,
    session_id: int | None = None,
    known_as: str,
    help_asked: Collection[str] = (),
    comes_with_somebody: bool = False,
    invitation: WaitingListInvitation | None = None,
    by: Acting,
    now: datetime,
) -> VisitRequest:
    """By the person or whoever decides with them. Where one just comes, or says so, it is accepted
    at once, with a place in the time while there are places; where one asks first it waits for an
    answer. Twice, also at once, it is one. No name passes to whoever is not vetted (M143).
    `invitation`: to a place that they waited for."""
    lock_month_of_listing(listing_id, now=now)
    listing, session = _lock_what_is_visited(listing_id, session_id)
    _check_may(by, listing, session, now)
    access = attending_access_of_listing(listing)
    known_as, asked = clean_known_as(known_as), clean_help_asked(help_asked, access)
    person_id = by.required_person.pk
    already = open_visit(listing_id=listing.pk, session_id=session_id, person_id=person_id)
    if already is not None:
        return already
    _check_can_come(listing, session, by, now)
    asks_first = access == AttendingAccess.ASK_FIRST
    if session is not None and not asks_first:
        take_place(session, person_id=person_id, known_as=known_as, by=by, now=now)
    visit = VisitRequest.objects.create(
        listing=listing,
        session=session,
        person_id=person_id,
        known_as=known_as,
        attending_access=access,
        help_asked=asked,
        comes_with_somebody=comes_with_somebody,
        state=VisitRequestState.REQUESTED if asks_first else VisitRequestState.ACCEPTED,
        state_at=now,
        asked_by=by.login,
        asked_at=now,
    )
    take_units_for(visit, invitation, now=now)
    use_decision(_about_decision(listing, session), by=by, now=now)
    record_deed(
        by=by,
        deed=DEEDS[access],
        about=f"visit_request:{visit.pk}",
        for_person=person_id,
        now=now,
    )
    if asks_first:
        notify_visit_to_answer(visit, now=now)
    else:
        notify_visit_said(visit, now=now)
        notify_visit_agreed(visit, now=now)
    return visit


@transaction.atomic
def check_visit(
    *,
    listing_id: int,
    session_id: int | None = None,
    known_as: str,
    help_asked: Collection[str] = (),
    comes_with_somebody: bool = False,
    by: Acting,
    now: datetime,
) -> None:
    """Refused where asking it would be; nothing is written."""
    listing = public_listing(listing_id)
    session = time_of_listing(session_id, listing_id=listing_id) if session_id else None
    _check_may(by, listing, session, now)
    clean_known_as(known_as)
    clean_help_asked(help_asked, attending_access_of_listing(listing))
    person_id = by.required_person.pk
    if open_visit(listing_id=listing_id, session_id=session_id, person_id=person_id) is None:
        check_units_for(listing, person_id=person_id, help_asked=help_asked, now=now)
        _check_can_come(listing, session, by, now)


@transaction.atomic
def check_help_asked(
    *, listing_id: int, help_asked: Collection[str], by: Acting, now: datetime
) -> None:
    """Before anything is typed: refused where too few units are left for it, with the day it opens
    again (M18)."""
    listing = public_listing(listing_id)
    asked = clean_help_asked(help_asked, attending_access_of_listing(listing))
    check_units_for(listing, person_id=by.required_person.pk, help_asked=asked, now=now)


def _check_can_come(listing: Listing, session: Session | None, by: Acting, now: datetime) -> None:
    check_takes_visits(listing, now=now)
    if session is None:
        check_time_is_chosen(has_times=has_times(listing.pk, now=now))
        return
    check_can_still_change(session.starts_at, now=now)
    check_still_planned(session.state)
    if not has_place_in(session.pk, by.required_person.pk):
        check_has_place(session.places, places_taken(session.pk, but_for=by.person_id))


@transaction.atomic
def withdraw_visit(*, visit_request_id: int, by: Acting, now: datetime) -> VisitRequest:
    """Not coming after all, in one press and without a reason; a place in the time is free for
    somebody else. The second time in a month by the same other hands, whoever works there is asked
    first, and they are still expected (P19). On the day it is “not today”, at the door too."""
    visit = visit_of_person(visit_request_id, by=by)
    lock_month_of_listing(visit.listing_id, now=now)
    if is_at_the_door(visit.session.starts_at if visit.session else None, now=now):
        return _not_today(visit, by, now)
    booking = _booking_of(visit)
    if booking is not None and booking.state == BookingState.COMING:
        mark_not_coming(booking_id=booking.pk, by=by, now=now)
        visit.refresh_from_db()
        return visit
    check_authority(by, RepresentationScope.DECIDE, now=now, stops=True)
    visit = lock_visit(visit.pk)
    if visit.state == VisitRequestState.WITHDRAWN:
        return visit
    starts_at = visit.session.starts_at if visit.session else None
    check_can_be_withdrawn(visit.state, starts_at, now=now)
    was_expected = visit.state == VisitRequestState.ACCEPTED
    transition_visit(visit, VisitRequestState.WITHDRAWN, by=by, for_person=visit.person_id, now=now)
    notify_visit_not_coming(visit, was_expected=was_expected, now=now)
    free_units_of(visit, now=now)
    return visit


def _not_today(known: VisitRequest, by: Acting, now: datetime) -> VisitRequest:
    """It has begun: this time does not happen, and nothing else ends by it (P80, P112)."""
    check_authority(by, RepresentationScope.DECIDE, now=now, stops=True)
    if known.session_id is not None:
        lock_session(known.session_id)
    visit = lock_visit(known.pk)
    if visit.state == VisitRequestState.DID_NOT_HAPPEN:
        return visit
    check_can_be_withdrawn(visit.state, None, now=now)
    if visit.state != VisitRequestState.ACCEPTED:
        state = VisitRequestState.WITHDRAWN
        transition_visit(visit, state, by=by, for_person=visit.person_id, now=now)
        free_units_of(visit, now=now)
        return visit
    visit.because = DidNotHappenBecause.OURS
    state = VisitRequestState.DID_NOT_HAPPEN
    transition_visit(visit, state, "because", by=by, for_person=visit.person_id, now=now)
    booking = _booking_of(visit)
    if booking is not None and booking.state == BookingState.COMING:
        booking.marked_by, booking.told_at = by.login, now
        fields = ("marked_by", "told_at")
        transition_booking(booking, BookingState.NOT_COMING, *fields, by=by, now=now)
    notify_visit_not_coming(visit, was_expected=True, now=now)
    return visit


def check_takes_visits(listing: Listing, *, now: datetime) -> None:
    """Refused where nobody who runs it reads it here, where a connector has still to see their
    papers, and where it is full."""
    day = today(now)
    check_is_read_here(
        attending_access_of_listing(listing),
        is_spoken_for=bool(ids_spoken_for([listing.provider_id])),
    )
    check_still_vetted(listing, now=now)
    check_listing_has_places(is_full=is_said_to_be_full(listing, on=day))


def check_still_vetted(listing: Listing, *, now: datetime) -> None:
    """No name passes to whom a connector has not checked (M143)."""
    day = today(now)
    check_vetted(
        live_check_kinds(listing.provider_id, day),
        hands_on=listing.is_hands_on,
        at_home=listing.is_place_private,
    )


def lock_visit(visit_request_id: int) -> VisitRequest:
    """The request with its listing, locked until the deed is done; after its session."""
    visits = VisitRequest.objects.select_for_update(of=("self",), no_key=True)
    related = visits.select_related("listing", "listing__provider", "session")
    return or_not_found(related.filter(pk=visit_request_id).first())


def _lock_what_is_visited(
    listing_id: int, session_id: int | None
) -> tuple[Listing, Session | None]:
    """Of all who ask at once for the same, one goes first: by the time's row, or by the listing's
    where there is no time."""
    if session_id is None:
        public_listing(listing_id)
        return lock_listing(listing_id), None
    session = lock_session(session_id)
    or_not_found(session if session.listing_id == listing_id else None)
    return public_listing(listing_id), session


def _check_may(by: Acting, listing: Listing, session: Session | None, now: datetime) -> None:
    check_authority(
        by,
        RepresentationScope.DECIDE,
        matter=Matter.LIFE,
        now=now,
        about=_about_decision(listing, session),
    )


def _about_decision(listing: Listing, session: Session | None) -> str:
    return f"session:{session.pk}" if session else f"listing:{listing.pk}"


def _booking_of(visit: VisitRequest) -> Booking | None:
    if visit.session_id is None:
        return None
    return Booking.objects.filter(session_id=visit.session_id, person=visit.person).first()
