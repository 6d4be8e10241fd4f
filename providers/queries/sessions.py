"""Sessions and the places in them: for whoever runs them, for whoever comes, for the pools."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils.translation import gettext as _

from community.common.refusals import NotFound
from community.messaging.queries import pending_notices
from providers.models.sessions import Booking, Session, SessionDispute
from providers.rules.sessions import DAYS_TO_DISPUTE, is_releasable

from ..states import BookingState, SessionDisputeOutcome, SessionState


@dataclass(frozen=True)
class BookingSummary:
    """All that a provider is told of somebody who has a place (M39)."""

    place_id: int
    known_as: str
    what_helps: str
    state: BookingState


def sessions_of_login(login_id: int) -> QuerySet[Session]:
    """The sessions of the providers a login speaks for, soonest first, with how many come."""
    coming = Q(places__state__in=[BookingState.COMING, BookingState.CAME])
    return (
        Session.objects.filter(provider__members__login_id=login_id)
        .select_related("provider")
        .annotate(coming=Count("places", filter=coming))
        .order_by("starts_at", "pk")
    )


def session_of_login(
    session_id: int, *, login_id: int | None
) -> tuple[Session, list[BookingSummary]]:
    """A session its provider's voice may see, and who has a place in it by the name they chose."""
    session = sessions_of_login(login_id).filter(pk=session_id).first() if login_id else None
    if session is None:
        raise NotFound(_("We cannot find that page."))
    places = session.places.order_by("known_as", "pk")
    return session, [
        BookingSummary(place.pk, place.known_as, place.what_helps, BookingState(place.state))
        for place in places
    ]


def bookings_of_person(person_id: UUID) -> QuerySet[Booking]:
    """A person's own places, soonest first, each with its session and what they said of it."""
    own = SessionDispute.objects.filter(person_id=person_id)
    return (
        Booking.objects.filter(person_id=person_id)
        .select_related("session", "session__provider")
        .prefetch_related(Prefetch("session__disputes", queryset=own, to_attr="own_disputes"))
        .order_by("session__starts_at", "pk")
    )


def booking_of_person(place_id: int, *, person_id: UUID | None) -> Booking:
    """One of a person's own places. Any other is not there."""
    place = bookings_of_person(person_id).filter(pk=place_id).first() if person_id else None
    if place is None:
        raise NotFound(_("We cannot find that page."))
    return place


def delivery_notice_key(session_id: int, person_id: UUID) -> str:
    """The key of the message that tells a person it happened: it is told once."""
    return f"session:{session_id}:happened:{person_id}"


def sessions_with_everyone_told() -> list[int]:
    """Delivered sessions of which everybody with a place has now been told, not yet noted so."""
    sessions = Session.objects.filter(
        state=SessionState.DELIVERED, told_at__isnull=True
    ).prefetch_related("places")
    keys = {
        delivery_notice_key(session.pk, place.person_id): session.pk
        for session in sessions
        for place in session.places.all()
    }
    waiting = pending_notices(list(keys)).values_list("key", flat=True)
    return sorted({session.pk for session in sessions} - {keys[key] for key in waiting})


def sessions_awaiting_confirmation(now: datetime) -> QuerySet[Session]:
    """Delivered, and not certain yet: nobody who came has said so and 14 days are not over, or
    somebody says that it was otherwise."""
    quiet_since = now - timedelta(days=DAYS_TO_DISPUTE)
    not_quiet_yet = Q(told_at__isnull=True) | Q(told_at__gt=quiet_since)
    return (
        Session.objects.filter(state=SessionState.DELIVERED)
        .filter(Q(_is_disputed()) | Q(confirmed_at__isnull=True) & not_quiet_yet)
        .order_by("ends_at", "pk")
    )


def releasable_sessions(session_ids: Collection[int], now: datetime) -> set[int]:
    """Of these sessions, those whose money may be released: delivered, and confirmed by somebody
    who came or left undisputed for 14 days after all with a place were told (see `note_told`)."""
    delivered = Session.objects.filter(pk__in=session_ids, state=SessionState.DELIVERED)
    facts = delivered.values_list("pk", "confirmed_at", "told_at", _is_disputed())
    return {
        pk
        for pk, confirmed_at, told_at, is_disputed in facts
        if is_releasable(
            confirmed_at=confirmed_at, told_at=told_at, is_disputed=is_disputed, now=now
        )
    }


def open_disputes(area_ids: Collection[int]) -> QuerySet[SessionDispute]:
    """For the connectors of these areas, oldest first."""
    return (
        SessionDispute.objects.filter(
            outcome=SessionDisputeOutcome.OPEN, session__provider__area_id__in=area_ids
        )
        .select_related("session", "session__provider")
        .order_by("raised_at", "pk")
    )


def open_dispute(dispute_id: int, *, area_ids: Collection[int]) -> SessionDispute:
    """One of them, with whoever raised it: a connector has to be able to ask them."""
    dispute = open_disputes(area_ids).select_related("person").filter(pk=dispute_id).first()
    if dispute is None:
        raise NotFound(_("We cannot find that page."))
    return dispute


def _is_disputed() -> Exists:
    return Exists(
        SessionDispute.objects.filter(session=OuterRef("pk"), outcome=SessionDisputeOutcome.OPEN)
    )
