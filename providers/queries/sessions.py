"""Sessions and their bookings: for whoever runs them, for whoever comes, for the pools."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Prefetch, Q, QuerySet, Subquery

from community.common.clock import today
from community.common.dates import start_of_day
from community.common.lifecycle import not_none
from community.common.narrowing import lookups_with_values
from community.common.refusals import or_not_found
from community.messaging.queries.contact_plans import never_words_of
from community.messaging.queries.messages import pending_notices, waiting_to_be_told_since
from community.people.acting import Acting
from community.people.models.logins import Login
from community.people.models.persons import Person
from community.people.queries.life_events import persons_who_died
from providers.models.sessions import Booking, Session, SessionDispute
from providers.models.visit_requests import VisitRequest
from providers.queries.hidden_dates import shown_to
from providers.rules.sessions import (
    is_connector_to_be_told,
    is_releasable,
    is_somebody_needed_at_the_door,
    is_too_late_to_dispute,
)
from providers.states import BookingState, SessionDisputeOutcome, SessionState

MAX_OVER = 20  # of what is over, on a page


@dataclass(frozen=True)
class BookingSummary:
    """All that a provider is told of somebody who has a place (M39)."""

    booking_id: int
    known_as: str
    what_helps: str
    state: BookingState
    told_at: datetime | None = None
    is_let_off: bool = False
    never_words: str = ""


def sessions_of_login(
    login_id: int,
    *,
    state: str = "",
    from_day: date | None = None,
    until_day: date | None = None,
) -> list[Session]:
    """The sessions of the providers a login speaks for, soonest first, with how many come
    (`coming`). Where they are narrowed to days, both ends count."""
    asked_for = lookups_with_values(
        state=state, starts_at__date__gte=from_day, starts_at__date__lte=until_day
    )
    return list(_sessions_of_login(login_id).filter(**asked_for))


@dataclass(frozen=True)
class OwnSessions:
    """Of the providers a login speaks for: what has begun and is to be recorded, and what is to
    come, soonest first; what is over, the newest first."""

    to_record: list[Session]
    to_come: list[Session]
    over: list[Session]


def own_sessions(login_id: int, *, now: datetime) -> OwnSessions:
    sessions = sessions_of_login(login_id)
    planned = [session for session in sessions if session.state == SessionState.PLANNED]
    over = [session for session in sessions if session.state != SessionState.PLANNED]
    return OwnSessions(
        to_record=[
            session
            for session in planned
            if session.starts_at <= now and session.listing_id is None
        ],
        to_come=[
            session
            for session in planned
            if session.starts_at > now or (session.listing_id is not None and session.ends_at > now)
        ],
        over=over[::-1][:MAX_OVER],
    )


def called_off_key(session_id: int, person_id: UUID) -> str:
    """Of what each is told when it is called off."""
    return f"session:{session_id}:called_off:{person_id}"


def untold_since(session: Session) -> datetime | None:
    """Since when somebody with a place waits to be told that it is called off; None where all
    were, or none waits for that."""
    person_ids = session.bookings.values_list("person_id", flat=True)
    return waiting_to_be_told_since(called_off_key(session.pk, each) for each in person_ids)


def sessions_without_somebody_at_the_door(now: datetime) -> list[int]:
    """Called off and to come, of which somebody could not be told in time (P51)."""
    off = Session.objects.filter(
        state=SessionState.CALLED_OFF, starts_at__gt=now, door_asked_at__isnull=True
    )
    return [
        session.pk
        for session in off.select_related("provider__area").order_by("pk")
        if is_door_needed(session, now)
    ]


def is_door_needed(session: Session, now: datetime) -> bool:
    since = untold_since(session)
    return since is not None and is_somebody_needed_at_the_door(
        waiting_since=since,
        starts_at=session.starts_at,
        nation=session.provider.area.nation,
        now=now,
    )


def session_of_login(
    session_id: int, *, login_id: int | None
) -> tuple[Session, list[BookingSummary]]:
    """A session of a provider this login speaks for, and who has a place in it, by the names they
    chose. Any other is not there."""
    session = or_not_found(
        _sessions_of_login(login_id).filter(pk=session_id).first() if login_id is not None else None
    )
    with_place = session.bookings.exclude(state=BookingState.ENDED)
    bookings = list(with_place.order_by("known_as", "pk"))
    # "Please never": of whoever is coming, to whoever is to meet them (P11).
    coming = [each.person_id for each in bookings if each.state == BookingState.COMING]
    never = never_words_of(coming) if session.state == SessionState.PLANNED else {}
    return session, [
        BookingSummary(
            booking.pk,
            booking.known_as,
            booking.what_helps,
            BookingState(booking.state),
            booking.told_at,
            booking.let_off_at is not None,
            never.get(booking.person_id, ""),
        )
        for booking in bookings
    ]


@dataclass(frozen=True)
class OwnBookings:
    """A person's places: those to come, soonest first; those that are over and that nobody has
    recorded; and those over, or given up, the newest first."""

    to_come: list[Booking]
    not_recorded: list[Booking]
    over: list[Booking]


def own_bookings(by: Acting, *, now: datetime) -> OwnBookings:
    """What is to come; what nobody has said anything of; what somebody says has happened, or has
    not."""
    bookings = bookings_of_person(by)
    planned = [booking for booking in bookings if _is_still_theirs(booking, now)]
    over = [booking for booking in bookings if not _is_still_theirs(booking, now)]
    return OwnBookings(
        to_come=[booking for booking in planned if booking.session.ends_at > now],
        not_recorded=[booking for booking in planned if booking.session.ends_at <= now],
        over=over[::-1][:MAX_OVER],
    )


def bookings_to_answer(own: OwnBookings, *, now: datetime) -> list[Booking]:
    """Those of which they can still say how it was: not recorded, or told not long ago."""
    return [
        *own.not_recorded,
        *(
            booking
            for booking in own.over
            if booking.session.state == SessionState.DELIVERED
            and not is_too_late_to_dispute(booking.session.everyone_told_at, now=now)
        ),
    ]


def _is_still_theirs(booking: Booking, now: datetime) -> bool:
    """Of a listing's time nobody records what became of it: it is over when it ends."""
    session = booking.session
    is_planned = session.state == SessionState.PLANNED
    is_over = session.listing_id is not None and session.ends_at <= now
    return is_planned and not is_over and booking.state != BookingState.ENDED


def bookings_of_person(
    by: Acting,
    *,
    state: str = "",
    from_day: date | None = None,
    until_day: date | None = None,
) -> list[Booking]:
    """A person's own places, soonest first, each with its session and what they said of it
    (`session.own_disputes`); to whoever acts for them, those that they do not hide. Where they are
    narrowed to days of sessions, both ends count."""
    asked_for = lookups_with_values(
        state=state,
        session__starts_at__date__gte=from_day,
        session__starts_at__date__lte=until_day,
    )
    return list(_bookings_read_by(by).filter(**asked_for))


def next_booking_of(by: Acting, *, now: datetime) -> Booking | None:
    """The place that comes next, of those they mean to take and `by` may find. One statement."""
    places = shown_to(by, Booking.objects.filter(person_id=or_not_found(by.person_id)))
    return (
        places.filter(
            state=BookingState.COMING,
            session__state=SessionState.PLANNED,
            session__ends_at__gt=now,
        )
        .select_related("session", "session__provider")
        .order_by("session__starts_at", "pk")
        .first()
    )


def booking_of_person(booking_id: int, *, by: Acting) -> Booking:
    """One of a person's own places. Any other is not there, nor one that they hide from `by`."""
    return or_not_found(_bookings_read_by(by).filter(pk=booking_id).first())


def booking_in_session(session_id: int, *, by: Acting) -> Booking:
    """A person's own place in a session; as above."""
    return or_not_found(_bookings_read_by(by).filter(session_id=session_id).first())


def delivery_notice_key(session_id: int, person_id: UUID) -> str:
    """The key of the message that tells a person it happened: it is told once."""
    return f"session:{session_id}:happened:{person_id}"


def sessions_with_everyone_told(now: datetime) -> list[int]:
    """The ids of delivered sessions of which everybody with a place has now been told, or was to be
    told for four weeks, and whose dispute period has not begun."""
    sessions = Session.objects.filter(
        state=SessionState.DELIVERED, everyone_told_at__isnull=True
    ).prefetch_related("bookings")
    keys = {
        delivery_notice_key(session.pk, booking.person_id): session.pk
        for session in sessions
        for booking in session.bookings.all()
    }
    pending_keys = pending_notices(list(keys), now).values_list("key", flat=True)
    return sorted({session.pk for session in sessions} - {keys[key] for key in pending_keys})


def sessions_to_ask_about(now: datetime) -> list[int]:
    """The ids of those that were over before today, and that nobody has recorded or asked about.
    Of a listing's time nobody is paid here, so nobody has to record it."""
    sessions = Session.objects.filter(
        state=SessionState.PLANNED,
        listing=None,
        asked_at__isnull=True,
        ends_at__lte=start_of_day(today(now)),
    )
    return list(sessions.order_by("pk").values_list("pk", flat=True))


def sessions_to_tell_connectors_of(now: datetime) -> list[int]:
    """The ids of those that nobody has recorded, long enough after everybody was asked."""
    sessions = Session.objects.filter(
        state=SessionState.PLANNED, asked_at__isnull=False, connector_told_at__isnull=True
    )
    facts = sessions.order_by("pk").values_list("pk", "asked_at", "provider__area__nation")
    return [
        pk
        for pk, asked_at, nation in facts
        if is_connector_to_be_told(not_none(asked_at), nation=nation, now=now)
    ]


def not_recorded_sessions(area_ids: Collection[int]) -> list[Session]:
    """For the connectors of these areas: those that nobody has recorded, of which they were told,
    oldest first."""
    return list(
        Session.objects.filter(
            state=SessionState.PLANNED,
            connector_told_at__isnull=False,
            provider__area_id__in=area_ids,
        )
        .select_related("provider")
        .order_by("starts_at", "pk")
    )


def acting_at_register(*, login: Login, booking_id: int) -> Acting:
    """Whoever runs a session says of somebody with a place in it what can be said in one line. Of
    anybody else there is no such place."""
    booking = Booking.objects.filter(pk=booking_id, session__provider__members__login=login)
    person_id = or_not_found(booking.values_list("person_id", flat=True).first())
    return Acting(login=login, person=Person.objects.select_related("area").get(pk=person_id))


def providers_of_bookings(person_id: UUID) -> list[str]:
    """The names of those who run what a person has, or had, a place in."""
    bookings = Booking.objects.filter(person_id=person_id)
    names = bookings.values_list("session__provider__name", flat=True)
    return sorted(set(names))


def bookings_of_who_died(now: datetime) -> list[int]:
    """The ids of places to come of those of whom a second person has seen that they have died."""
    bookings = Booking.objects.filter(
        person_id__in=persons_who_died().values("pk"),
        state=BookingState.COMING,
        session__state=SessionState.PLANNED,
        session__starts_at__gt=now,
    )
    return list(bookings.order_by("pk").values_list("pk", flat=True))


def releasable_sessions(session_ids: Collection[int], now: datetime) -> set[int]:
    """Of these sessions, the ids of those whose money may be released: delivered, and confirmed by
    somebody who came or undisputed for 14 days after all with a place were told."""
    delivered = Session.objects.filter(pk__in=session_ids, state=SessionState.DELIVERED)
    facts = delivered.values_list("pk", "confirmed_at", "everyone_told_at", _is_disputed())
    return {
        pk
        for pk, confirmed_at, everyone_told_at, is_disputed in facts
        if is_releasable(
            confirmed_at=confirmed_at,
            everyone_told_at=everyone_told_at,
            is_disputed=is_disputed,
            now=now,
        )
    }


def open_disputes(area_ids: Collection[int]) -> list[SessionDispute]:
    """For the connectors of these areas, oldest first."""
    return list(_open_disputes(area_ids))


def open_dispute(dispute_id: int, *, area_ids: Collection[int]) -> SessionDispute:
    """One of them, with whoever raised it: a connector has to be able to ask them."""
    return or_not_found(
        _open_disputes(area_ids).select_related("person").filter(pk=dispute_id).first()
    )


def _sessions_of_login(login_id: int) -> QuerySet[Session]:
    is_coming = Q(bookings__state__in=[BookingState.COMING, BookingState.CAME])
    return (
        Session.objects.filter(provider__members__login_id=login_id)
        .select_related("provider")
        .annotate(coming=Count("bookings", filter=is_coming))
        .order_by("starts_at", "pk")
    )


def _bookings_read_by(by: Acting) -> QuerySet[Booking]:
    person_id = or_not_found(by.person_id)
    own = SessionDispute.objects.filter(person_id=person_id)
    return (
        shown_to(by, Booking.objects.filter(person_id=person_id))
        .annotate(visit_id=Subquery(_visit_of_booking().values("pk")[:1]))
        .select_related("session", "session__provider")
        .prefetch_related(Prefetch("session__disputes", queryset=own, to_attr="own_disputes"))
        .order_by("session__starts_at", "pk")
    )


def _visit_of_booking() -> QuerySet[VisitRequest]:
    """By which it was asked for, of a listing's time; newest first."""
    visits = VisitRequest.objects.filter(session=OuterRef("session"), person=OuterRef("person"))
    return visits.order_by("-asked_at", "-pk")


def _open_disputes(area_ids: Collection[int]) -> QuerySet[SessionDispute]:
    return (
        SessionDispute.objects.filter(
            outcome=SessionDisputeOutcome.OPEN, session__provider__area_id__in=area_ids
        )
        .select_related("session", "session__provider")
        .order_by("raised_at", "pk")
    )


def _is_disputed() -> Exists:
    return Exists(
        SessionDispute.objects.filter(session=OuterRef("pk"), outcome=SessionDisputeOutcome.OPEN)
    )
