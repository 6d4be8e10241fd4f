"""Planning sessions, taking places in them, and saying afterwards what happened."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from community.audit.actions import record_deed
from community.common.clock import today
from community.common.refusals import NotFound
from community.people.acting import Acting
from community.people.rules import check_authority
from community.people.states import RepresentationScope
from providers.actions import session_notifications as news
from providers.actions.provider_access import acting_for_provider, lock_own_session, lock_session
from providers.models.sessions import Booking, Session
from providers.rules.sessions import (
    check_came_are_places,
    check_can_still_change,
    check_has_begun,
    check_not_recorded_yet,
    check_plan,
    check_still_planned,
)

from ..states import PLACE, BookingState, SessionState


@transaction.atomic
def plan_sessions(
    *,
    provider_id: int,
    title: str,
    starts: list[datetime],
    minutes: int,
    place_words: str,
    series: str = "",
    by: Acting,
    now: datetime,
) -> list[Session]:
    """One session for each beginning. A `series` planned again changes nothing: the sessions of
    these beginnings come back as they are."""
    voice = acting_for_provider(by, provider_id)
    check_plan(starts, minutes)
    sessions = [
        Session(
            provider_id=provider_id,
            title=title,
            starts_at=start,
            ends_at=start + timedelta(minutes=minutes),
            place_words=place_words,
            series=series,
        )
        for start in sorted(set(starts))
    ]
    if not series:
        planned = Session.objects.bulk_create(sessions)
    else:
        Session.objects.bulk_create(sessions, ignore_conflicts=True)
        planned = list(
            Session.objects.filter(
                provider_id=provider_id, series=series, starts_at__in=starts
            ).order_by("starts_at")
        )
    record_deed(
        by=voice, deed="plan_sessions", about=f"provider:{provider_id}", note=series, now=now
    )
    return planned


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
        _check_own(by, person_id, now)
    check_can_still_change(session.starts_at, now=now)
    check_still_planned(session.state)
    place, is_new = Booking.objects.get_or_create(
        session=session,
        person_id=person_id,
        defaults={"known_as": known_as, "what_helps": what_helps, "said_by": by.login},
    )
    if is_new:
        _record(by, "take_place", session, person_id, now)
    return place


@transaction.atomic
def mark_not_coming(*, place_id: int, by: Acting, now: datetime) -> Booking:
    """Not this time. Nobody asks why."""
    return _say(place_id, BookingState.NOT_COMING, by, now)


@transaction.atomic
def mark_coming(*, place_id: int, by: Acting, now: datetime) -> Booking:
    return _say(place_id, BookingState.COMING, by, now)


@transaction.atomic
def record_delivered(*, session_id: int, came: Iterable[int], by: Acting, now: datetime) -> Session:
    """It happened; `came` are the places of those who came. Everybody with a place is told, and
    can say if it was otherwise."""
    session, voice = lock_own_session(session_id, by)
    check_not_recorded_yet(session.state)
    check_has_begun(session.starts_at, now=now)
    places = list(session.places.order_by("pk"))
    came = set(came)
    check_came_are_places(came, {place.pk for place in places})
    for place in places:
        _mark_whether_came(place, came=place.pk in came)
    return _end(session, SessionState.DELIVERED, news.notify_delivered, by=voice, now=now)


@transaction.atomic
def record_not_delivered(*, session_id: int, by: Acting, now: datetime) -> Session:
    """The day came and it did not happen. Everybody with a place is told."""
    session, voice = lock_own_session(session_id, by)
    check_not_recorded_yet(session.state)
    check_has_begun(session.starts_at, now=now)
    return _end(session, SessionState.NOT_DELIVERED, news.notify_not_delivered, by=voice, now=now)


@transaction.atomic
def call_off_session(*, session_id: int, by: Acting, now: datetime) -> Session:
    """It will not happen. Everybody with a place is told at once, however they are reached."""
    session, voice = lock_own_session(session_id, by)
    check_not_recorded_yet(session.state)
    return _end(session, SessionState.CALLED_OFF, news.notify_called_off, by=voice, now=now)


def _say(place_id: int, state: BookingState, by: Acting, now: datetime) -> Booking:
    place = Booking.objects.filter(pk=place_id).first()
    if place is None:
        raise NotFound(_("We cannot find that page."))
    if not by.is_system:
        _check_own(by, place.person_id, now)
    session = lock_session(place.session_id)
    place.refresh_from_db()
    if place.state == state:
        return place
    check_can_still_change(session.starts_at, now=now)
    check_still_planned(session.state)
    PLACE.check(place.state, state)
    place.state, place.said_by = state, by.login
    place.save(update_fields=["state", "said_by"])
    _record(by, f"say_{state}", session, place.person_id, now)
    return place


def _check_own(by: Acting, person_id: UUID, now: datetime) -> None:
    if by.person_id != person_id:
        raise NotFound(_("We cannot find that page."))
    check_authority(by, RepresentationScope.DECIDE, on=today(now))


def _mark_whether_came(place: Booking, *, came: bool) -> None:
    if came or place.state == BookingState.COMING:
        place.state = BookingState.CAME if came else BookingState.DID_NOT_COME
        place.save(update_fields=["state"])


def _end(session: Session, state: SessionState, tell_all, *, by: Acting, now: datetime) -> Session:
    session.state, session.state_at = state, now
    session.save(update_fields=["state", "state_at"])
    tell_all(session, now=now)
    record_deed(by=by, deed=f"session_{state}", about=f"session:{session.pk}", now=now)
    return session


def _record(by: Acting, deed: str, session: Session, person_id: UUID, now: datetime) -> None:
    record_deed(by=by, deed=deed, about=f"session:{session.pk}", for_person=person_id, now=now)
