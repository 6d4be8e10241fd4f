"""A missed place: when it was told, entered afterwards, and the provider that asks nothing for it
(P27). Whether its money has gone already is known above; whoever knows it asks here."""

from datetime import date, datetime

from django.db import transaction

from community.common.refusals import or_not_found
from community.people.acting import Acting
from community.people.actions.audit_lines import record_deed
from providers.actions.provider_access import lock_own_session, lock_session
from providers.actions.session_notifications import notify_let_off, notify_told_not_coming
from providers.actions.sessions import mark_not_coming
from providers.actions.transitions import transition_booking
from providers.deeds import ProviderDeed
from providers.models.sessions import Booking, Session
from providers.rules.missed import (
    check_may_say_when,
    check_missed,
    check_not_expected,
    check_told_on,
    moment_of_telling,
)
from providers.states import BookingState, SessionState


@transaction.atomic
def record_told_not_coming(*, booking_id: int, told_on: date, by: Acting, now: datetime) -> Booking:
    """Whoever they told, or whoever has their sheet, writes down on which day they said so: before
    the time or after it."""
    person = or_not_found(by.person)
    booking = or_not_found(Booking.objects.filter(pk=booking_id, person=person).first())
    check_may_say_when(by)
    session = lock_session(booking.session_id)
    check_told_on(told_on, session.starts_at, now=now)
    told_at = moment_of_telling(told_on, now=now)
    if now < session.starts_at:
        booking = mark_not_coming(booking_id=booking.pk, told_at=told_at, by=by, now=now)
    else:
        booking = _record_late(booking.pk, told_at, by, now)
    if not by.on_paper:
        notify_told_not_coming(session, booking, told_on, now=now)
    return booking


@transaction.atomic
def let_off_missed_place(*, booking_id: int, by: Acting, now: datetime) -> Booking:
    """Ill, in hospital, or why ever: they pay nothing for this time. The provider bears it."""
    session_ids = Booking.objects.filter(pk=booking_id).values_list("session_id", flat=True)
    session, acting = lock_own_session(or_not_found(session_ids.first()), by)
    booking = Booking.objects.get(pk=booking_id)
    check_missed(booking.state, session.missed_rule)
    check_not_expected(booking.state, session.starts_at, now=now)
    if booking.let_off_at is None:
        booking.let_off_at = now
        booking.save(update_fields=["let_off_at"])
        _record(acting, ProviderDeed.LET_OFF_MISSED_PLACE, booking, now)
        notify_let_off(session, booking, now=now)
    return booking


def _record_late(booking_id: int, told_at: datetime, by: Acting, now: datetime) -> Booking:
    booking = Booking.objects.select_related("session").get(pk=booking_id)
    check_missed(booking.state, booking.session.missed_rule)
    booking.told_at = min(told_at, booking.told_at or told_at)
    if _is_still_expected(booking, booking.session):
        booking.marked_by = by.login
        fields = ("marked_by", "told_at")
        state = BookingState.NOT_COMING
        transition_booking(booking, state, *fields, by=by, for_person=booking.person_id, now=now)
    else:
        booking.save(update_fields=["told_at"])
        _record(by, ProviderDeed.RECORD_TOLD_NOT_COMING, booking, now)
    return booking


def _is_still_expected(booking: Booking, session: Session) -> bool:
    return booking.state == BookingState.COMING and session.state == SessionState.PLANNED


def _record(by: Acting, deed: ProviderDeed, booking: Booking, now: datetime) -> None:
    record_deed(
        by=by,
        deed=deed,
        about=f"session:{booking.session_id}",
        for_person=booking.person_id,
        now=now,
    )
