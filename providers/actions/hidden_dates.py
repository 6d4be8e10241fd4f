"""A person keeps a single date from whoever acts for them, or lets them see it again (P12)."""

from datetime import datetime

from django.db import transaction

from community.common.refusals import or_not_found
from community.people.acting import Acting
from community.people.actions.audit_lines import record_deed
from community.people.rules.authority import check_acts_for_self
from providers.deeds import ProviderDeed
from providers.models.sessions import Booking
from providers.queries.hidden_dates import keeps_dates_from, messages_about, teller_kept_out


@transaction.atomic
def hide_date(*, booking_id: int, by: Acting, now: datetime) -> Booking:
    """By the person, or from their paper by a worker who does not act for them. Who acts for them
    reads nothing of it from then on, and not that there is anything. What is still to be told of it
    at a visit is not told by them either. The same again changes nothing."""
    booking = _lock_own_booking(booking_id, by)
    if booking.hidden_at is None:
        booking.hidden_at = now
        _save(booking, ProviderDeed.HIDE_DATE, by, now)
        not_told_by = teller_kept_out(booking)
        if not_told_by is not None:
            waiting = messages_about(booking).filter(not_told_by_login_id=None)
            waiting.update(not_told_by_login_id=not_told_by)
    return booking


@transaction.atomic
def show_date(*, booking_id: int, by: Acting, now: datetime) -> Booking:
    """By the same: whoever acts for them finds it again."""
    booking = _lock_own_booking(booking_id, by)
    if booking.hidden_at is not None:
        booking.hidden_at = None
        _save(booking, ProviderDeed.SHOW_DATE, by, now)
    return booking


def _lock_own_booking(booking_id: int, by: Acting) -> Booking:
    """To whoever acts for the person it is not there to be hidden or shown."""
    own = or_not_found(by.person_id)
    or_not_found(None if by.on_paper and keeps_dates_from(by) else own)
    check_acts_for_self(by)
    bookings = Booking.objects.select_for_update(no_key=True).filter(person_id=own)
    return or_not_found(bookings.filter(pk=booking_id).first())


def _save(booking: Booking, deed: ProviderDeed, by: Acting, now: datetime) -> None:
    booking.save(update_fields=["hidden_at"])
    record_deed(
        by=by,
        deed=deed,
        about=f"session:{booking.session_id}",
        for_person=booking.person_id,
        now=now,
    )
