"""Places that were missed: what goes back for each, and which can still be put right (P27)."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from pooling.pools.models.instalments import Charge, PoolSession
from providers.models.sessions import Booking, Session
from providers.rules.missed import is_told_in_time, missed_refunds
from providers.states import BookingState, SessionState

MISSED_STATES = (BookingState.NOT_COMING, BookingState.VISIT_DID_NOT_HAPPEN)


def missed_refunds_of_session(session: Session, charges: Sequence[Charge]) -> dict[int, int]:
    """{charge: pence that go back of it} for a session that was held: only of whoever missed it,
    by the rule that was agreed. `charges` are those that pay it, each with its pledge."""
    missed = session.bookings.filter(state__in=MISSED_STATES)
    missed_by = {booking.person_id: booking for booking in missed}
    charges_of: dict[UUID, list[Charge]] = defaultdict(list)
    for charge in charges:
        if charge.part.pledge.person_id in missed_by:
            charges_of[charge.part.pledge.person_id].append(charge)
    refunds: dict[int, int] = {}
    for person_id, own_charges in charges_of.items():
        pence = _refunds(session, missed_by[person_id], own_charges)
        refunds |= dict(zip((charge.pk for charge in own_charges), pence, strict=True))
    return refunds


def _refunds(session: Session, booking: Booking, charges: Sequence[Charge]) -> tuple[int, ...]:
    return missed_refunds(
        [charge.session_pence for charge in charges],
        rule=session.missed_rule,
        in_time=is_told_in_time(booking.told_at, session.starts_at, session.missed_notice_hours),
        is_waived=booking.let_off_at is not None,
    )


def bookings_still_to_put_right(person_id: UUID, *, now: datetime) -> list[Booking]:
    """Of times that have begun: those whose money has not gone yet, and to which it is not recorded
    that they came. On which day they said that they were not coming can still be entered."""
    bookings = Booking.objects.filter(
        person_id=person_id,
        session__starts_at__lte=now,
        session__state__in=[SessionState.PLANNED, SessionState.DELIVERED],
        session__pooled__released_at__isnull=True,
        session__pooled__refunded_at__isnull=True,
        session__pooled__isnull=False,
    )
    bookings = bookings.exclude(state__in=[BookingState.CAME, BookingState.ENDED])
    bookings = bookings.select_related("session")
    return list(bookings.order_by("session__starts_at", "pk"))


def has_money_gone(session_id: int) -> bool:
    """Whether what was paid for it is the provider's now: nobody can be let off here any more."""
    return PoolSession.objects.filter(session_id=session_id, released_at__isnull=False).exists()
