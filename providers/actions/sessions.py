"""Planning sessions, booking them, and saying afterwards what happened."""

from collections.abc import Callable, Iterable, Sequence, Set
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from community.common.dates import format_day
from community.common.refusals import or_not_found
from community.people.acting import Acting
from community.people.actions.audit_lines import record_deed
from community.people.actions.decision_records import use_decision
from community.people.actions.stops import hold_second_stop, notify_workers_of_stop
from community.people.bases import Matter
from community.people.rules.authority import check_authority
from community.people.states import RepresentationScope
from providers.actions.provider_access import acting_for_provider, lock_own_session, lock_session
from providers.actions.session_notifications import (
    notify_called_off,
    notify_delivered,
    notify_not_delivered,
)
from providers.actions.transitions import (
    transition_booking,
    transition_bookings,
    transition_session,
)
from providers.actions.visit_places import follow_booking
from providers.actions.visit_units import lock_month_of_session
from providers.deeds import ProviderDeed
from providers.models.sessions import Booking, Session
from providers.queries.hidden_dates import keeps_dates_from
from providers.queries.sessions import session_of_login
from providers.queries.visit_requests import places_taken
from providers.rules.sessions import (
    check_another_day,
    check_came_are_bookings,
    check_can_still_change,
    check_has_begun,
    check_is_to_come,
    check_not_recorded_yet,
    check_plan,
    check_still_planned,
    clean_why,
)
from providers.rules.visit_requests import check_has_place
from providers.states import BookingState, SessionState


@transaction.atomic
def plan_sessions(
    *,
    provider_id: int,
    title: str,
    starts: list[datetime],
    minutes: int,
    place_words: str,
    series: str = "",
    group_id: int | None = None,
    listing_id: int | None = None,
    places: int | None = None,
    missed_rule: str = "",
    missed_notice_hours: int = 0,
    by: Acting,
    now: datetime,
) -> list[Session]:
    """One session for each beginning. A `series` planned again changes nothing: the sessions of
    these beginnings come back as they are."""
    acting = acting_for_provider(by, provider_id)
    check_plan(starts, minutes)
    sessions = [
        Session(
            provider_id=provider_id,
            title=title,
            starts_at=start,
            ends_at=start + timedelta(minutes=minutes),
            place_words=place_words,
            series=series,
            group_id=group_id,
            listing_id=listing_id,
            places=places,
            missed_rule=missed_rule,
            missed_notice_hours=missed_notice_hours,
        )
        for start in sorted(set(starts))
    ]
    planned_sessions = _create_once(sessions) if series else Session.objects.bulk_create(sessions)
    record_deed(
        by=acting,
        deed=ProviderDeed.PLAN_SESSIONS,
        about=f"provider:{provider_id}",
        note=series,
        now=now,
    )
    return planned_sessions


@transaction.atomic
def book_session(
    *,
    session_id: int,
    person_id: UUID,
    known_as: str,
    what_helps: str = "",
    by: Acting,
    now: datetime,
) -> Booking:
    """A place for a person, by the name they chose. Taken by them, by who acts for them, or by
    the system for those above once it is settled. Taking it twice is taking it once."""
    session = lock_session(session_id)
    if not by.is_system:
        _check_own(by, person_id, session_id, now)
    check_can_still_change(session.starts_at, now=now)
    check_still_planned(session.state)
    if not Booking.objects.filter(session=session, person_id=person_id).exists():
        check_has_place(session.places, places_taken(session.pk, but_for=person_id))
    booking, is_new = Booking.objects.get_or_create(
        session=session,
        person_id=person_id,
        defaults={"known_as": known_as, "what_helps": what_helps, "marked_by": by.login},
    )
    if is_new:
        use_decision(f"session:{session.pk}", by=by, now=now)
        record_deed(
            by=by,
            deed=ProviderDeed.BOOK_SESSION,
            about=f"session:{session.pk}",
            for_person=person_id,
            now=now,
        )
    return booking


@transaction.atomic
def mark_not_coming(
    *, booking_id: int, told_at: datetime | None = None, by: Acting, now: datetime
) -> Booking:
    """Not this time. Nobody asks why. The place stays theirs, but in a time with so many places and
    no more, where it is free for somebody else. The second time in a month by the
    same other hands, whoever works there is asked first, and they are still expected (P19).

    `told_at`: when they told anybody, where that was before now; notice is counted from it (P27).
    """
    return _mark(booking_id, BookingState.NOT_COMING, told_at or now, by, now)


@transaction.atomic
def mark_coming(*, booking_id: int, by: Acting, now: datetime) -> Booking:
    """They come after all, while there is a place."""
    return _mark(booking_id, BookingState.COMING, None, by, now)


@transaction.atomic
def end_bookings(
    *, session_ids: Iterable[int], person_id: UUID, by: Acting, now: datetime
) -> list[Booking]:
    """Somebody stopped, and whoever runs it agreed: no place of theirs is left in what is not
    recorded yet. It is no missed time, and nobody expects them."""
    sessions = [lock_session(session_id) for session_id in sorted(session_ids)]
    planned = [each.pk for each in sessions if each.state == SessionState.PLANNED]
    states = [BookingState.COMING, BookingState.NOT_COMING]
    bookings = list(
        Booking.objects.filter(
            session_id__in=planned, person_id=person_id, state__in=states
        ).order_by("pk")
    )
    transition_bookings(bookings, BookingState.ENDED, by=by, now=now)
    return bookings


@transaction.atomic
def record_delivered(*, session_id: int, came: Iterable[int], by: Acting, now: datetime) -> Session:
    """It happened; `came` are the ids of the bookings of those who came. Everybody with a place is
    told, and can say if it was otherwise."""
    session, acting = lock_own_session(session_id, by)
    came_ids = set(came)
    bookings = _check_delivered(session, came_ids, now)
    _record_attendance(bookings, came_ids, by=acting, now=now)
    session = _end_session(session, SessionState.DELIVERED, notify_delivered, by=acting, now=now)
    if any(booking.says_held_at for booking in bookings if booking.pk in came_ids):
        session.confirmed_at = now  # somebody who came had said so before it was recorded
        session.save(update_fields=["confirmed_at"])
    return session


def check_delivered(*, session_id: int, came: Iterable[int], by: Acting, now: datetime) -> None:
    """Refused where recording it would be; nothing is recorded."""
    session, _bookings = session_of_login(session_id, login_id=by.login_id)
    _check_delivered(session, set(came), now)


def _check_delivered(session: Session, came_ids: set[int], now: datetime) -> list[Booking]:
    """The places in it, of which `came_ids` are to be some."""
    check_not_recorded_yet(session.state)
    check_has_begun(session.starts_at, now=now)
    bookings = list(session.bookings.exclude(state=BookingState.ENDED).order_by("pk"))
    check_came_are_bookings(came_ids, {booking.pk for booking in bookings})
    return bookings


@transaction.atomic
def record_not_delivered(*, session_id: int, by: Acting, now: datetime) -> Session:
    """The day came and it did not happen. Everybody with a place is told."""
    session, acting = lock_own_session(session_id, by)
    check_not_recorded_yet(session.state)
    check_has_begun(session.starts_at, now=now)
    return _end_session(
        session, SessionState.NOT_DELIVERED, notify_not_delivered, by=acting, now=now
    )


@transaction.atomic
def call_off_session(
    *, session_id: int, why: str, another_day: date | None = None, by: Acting, now: datetime
) -> Session:
    """It will not happen. Everybody with a place is told at once, however they are reached: why,
    and on which other day it may be, where one is known."""
    session, acting = lock_own_session(session_id, by)
    check_not_recorded_yet(session.state)
    check_is_to_come(session.starts_at, now=now)
    check_another_day(another_day, now=now)
    session.why_off_words, session.another_day = clean_why(why), another_day
    return _end_session(session, SessionState.CALLED_OFF, notify_called_off, by=acting, now=now)


def _create_once(sessions: list[Session]) -> list[Session]:
    """Of one provider and series: those that are there already stay as they are."""
    Session.objects.bulk_create(sessions, ignore_conflicts=True)
    return list(
        Session.objects.filter(
            provider_id__in={session.provider_id for session in sessions},
            series__in={session.series for session in sessions},
            starts_at__in=[session.starts_at for session in sessions],
        ).order_by("starts_at", "pk")
    )


def _mark(
    booking_id: int, state: BookingState, told_at: datetime | None, by: Acting, now: datetime
) -> Booking:
    booking = or_not_found(Booking.objects.filter(pk=booking_id).first())
    or_not_found(None if booking.hidden_at and keeps_dates_from(by) else booking)
    if not by.is_system:
        stops = state == BookingState.NOT_COMING
        _check_own(by, booking.person_id, booking.session_id, now, stops=stops)
    lock_month_of_session(booking.session_id, now=now)
    session = lock_session(booking.session_id)
    booking.refresh_from_db()
    if booking.state == state:
        return booking if told_at is None else _told_earlier(booking, told_at)
    check_can_still_change(session.starts_at, now=now)
    check_still_planned(session.state)
    # What was said counts from when it was said, also where somebody is asked first.
    booking.told_at = told_at and min(told_at, booking.told_at or told_at)
    if state == BookingState.NOT_COMING and _is_held(booking, session, by, now):
        booking.save(update_fields=["told_at"])
        return booking
    if state == BookingState.COMING:
        check_has_place(session.places, places_taken(session.pk, but_for=booking.person_id))
    use_decision(f"session:{session.pk}", by=by, now=now)
    booking.marked_by = by.login
    fields = ("marked_by", "told_at")
    transition_booking(booking, state, *fields, by=by, for_person=booking.person_id, now=now)
    follow_booking(booking, session, by=by, now=now)
    return booking


def _told_earlier(booking: Booking, told_at: datetime) -> Booking:
    """They told somebody before the moment that is written down so far."""
    if booking.told_at is None or told_at < booking.told_at:
        booking.told_at = told_at
        booking.save(update_fields=["told_at"])
    return booking


def _is_held(booking: Booking, session: Session, by: Acting, now: datetime) -> bool:
    what = _("That they are not coming to “%(session)s” on %(day)s") % {
        "session": session.title,
        "day": format_day(session.starts_at),
    }
    if hold_second_stop(about=f"booking:{booking.pk}", what=what, by=by, now=now):
        return True
    key = f"booking:{booking.pk}:{now.isoformat()}"
    notify_workers_of_stop(what=what, key=key, by=by, now=now)
    return False


def _check_own(
    by: Acting, person_id: UUID, session_id: int, now: datetime, *, stops: bool = False
) -> None:
    or_not_found(person_id if by.person_id == person_id else None)
    check_authority(
        by,
        RepresentationScope.DECIDE,
        matter=None if stops else Matter.LIFE,
        now=now,
        about=f"session:{session_id}",
        stops=stops,
    )


def _record_attendance(
    bookings: Sequence[Booking], came_ids: Set[int], *, by: Acting, now: datetime
) -> None:
    """Who had said that they would not come, and did not, stays as it is. Who came after all has
    missed nothing."""
    came = [booking for booking in bookings if booking.pk in came_ids]
    for booking in came:
        booking.told_at = booking.let_off_at = None
    missing = [
        booking
        for booking in bookings
        if booking.pk not in came_ids and booking.state == BookingState.COMING
    ]
    transition_bookings(came, BookingState.CAME, "told_at", "let_off_at", by=by, now=now)
    transition_bookings(missing, BookingState.VISIT_DID_NOT_HAPPEN, by=by, now=now)


def _end_session(
    session: Session,
    state: SessionState,
    notify: Callable[..., None],
    *,
    by: Acting,
    now: datetime,
) -> Session:
    transition_session(session, state, by=by, now=now)
    notify(session, now=now)
    return session
