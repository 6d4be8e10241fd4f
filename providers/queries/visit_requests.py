"""Visits: the next times of a listing with their places, and what people asked or said."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.expressions import CombinedExpression
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from community.common.clock import today
from community.common.dates import start_of_day
from community.common.lifecycle import not_none
from community.common.refusals import or_not_found
from community.people.acting import Acting
from community.people.models.logins import Login
from community.people.queries.talks import places_held_for_talks
from community.people.states import TalkAbout
from providers.models.safety_lines import SafetyLines
from providers.models.sessions import Booking, Session
from providers.models.visit_lines import VisitLine
from providers.models.visit_requests import UnfairAnswer, VisitRequest, help_words
from providers.queries.hidden_dates import session_ids_hidden_from
from providers.queries.safety_lines import safety_lines_of
from providers.queries.visit_askings import held_in, held_in_each
from providers.rules.first_visits import ASKED_FOR_DAYS, is_at_the_door
from providers.rules.visit_answers import ANSWERABLE
from providers.rules.visit_requests import has_place
from providers.states import (
    VISIT_OPEN,
    AttendingAccess,
    BookingState,
    DeclineReason,
    SessionState,
    VisitRequestState,
)

MAX_TIMES = 8  # of what is to come, on a page
MAX_VISITS = 40  # of a person's own, on a page
TAKES_A_PLACE = (BookingState.COMING, BookingState.CAME)


@dataclass(frozen=True)
class NextTime:
    """One time of a listing that is to come. `left`: null where there is no limit."""

    session: Session
    left: int | None

    @property
    def is_full(self) -> bool:
        return self.left == 0


def places_taken(session_id: int, *, but_for: UUID | None = None) -> int:
    """How many places of a time are somebody's, or held for somebody. Read under the session's
    lock before one is given. `but_for`: the place that is held until this person has talked is
    theirs to take."""
    booked = Booking.objects.filter(session_id=session_id, state__in=TAKES_A_PLACE)
    talks = places_held_for_talks(TalkAbout.SESSION).filter(about_ref=session_id)
    talks = talks.exclude(person_id=but_for) if but_for else talks
    theirs = booked.filter(person_id=OuterRef("person_id"))
    held_for_talks = talks.exclude(Exists(theirs)).count()
    return booked.count() + held_in(session_id) + held_for_talks


def next_times(listing_id: int, *, now: datetime) -> list[NextTime]:
    """Those that are to come and not called off, soonest first; one statement."""
    sessions = _to_come(listing_id, now).annotate(taken=_taken()).order_by("starts_at", "pk")
    return [NextTime(session, _left(session)) for session in sessions[:MAX_TIMES]]


def times_for_calendars(listing_ids: Iterable[int], *, now: datetime) -> dict[int, list[Session]]:
    """{listing: as `next_times`, with those that were called off}: a calendar takes them out."""
    times: dict[int, list[Session]] = {}
    sessions = _in_calendars(now).filter(listing_id__in=listing_ids)
    for session in sessions.order_by("starts_at", "pk"):
        times.setdefault(not_none(session.listing_id), []).append(session)
    return times


def listings_with_times(*, now: datetime) -> QuerySet[Session, int | None]:
    """By their number: of those whoever runs them has said a time that is to come."""
    return _in_calendars(now).exclude(listing=None).values_list("listing_id", flat=True)


def _in_calendars(now: datetime) -> QuerySet[Session]:
    return Session.objects.filter(
        state__in=[SessionState.PLANNED, SessionState.CALLED_OFF], starts_at__gt=now
    )


def has_times(listing_id: int, *, now: datetime) -> bool:
    return _to_come(listing_id, now).exists()


def has_place_in(session_id: int, person_id: UUID) -> bool:
    """Is a place of this time theirs already?"""
    own = Booking.objects.filter(session_id=session_id, person_id=person_id)
    return own.filter(state__in=TAKES_A_PLACE).exists()


def time_of_listing(session_id: int, *, listing_id: int) -> Session:
    return or_not_found(Session.objects.filter(pk=session_id, listing_id=listing_id).first())


def times_of_listing(listing_id: int, *, now: datetime) -> list[Session]:
    """For whoever runs it: all that are to come, with how many places are `taken`."""
    return list(_to_come(listing_id, now).annotate(taken=_taken()).order_by("starts_at", "pk"))


def _to_come(listing_id: int, now: datetime) -> QuerySet[Session]:
    return Session.objects.filter(
        listing_id=listing_id, state=SessionState.PLANNED, starts_at__gt=now
    )


def _taken() -> CombinedExpression:
    booked = Count("bookings", filter=Q(bookings__state__in=TAKES_A_PLACE))
    return booked + Coalesce(held_in_each(), 0) + Coalesce(_held_for_talks_in_each(), 0)


def _held_for_talks_in_each() -> Subquery:
    """Of whoever has not taken it meanwhile."""
    booked = Booking.objects.filter(
        session_id=OuterRef("about_ref"),
        person_id=OuterRef("person_id"),
        state__in=TAKES_A_PLACE,
    )
    talks = places_held_for_talks(TalkAbout.SESSION).filter(
        ~Exists(booked), about_ref=OuterRef("pk")
    )
    counted = talks.order_by().values("about_ref").annotate(count=Count("pk"))
    return Subquery(counted.values("count"))


def _left(session: Session) -> int | None:
    taken: int = getattr(session, "taken")  # noqa: B009
    if session.places is None:
        return None
    return session.places - taken if has_place(session.places, taken) else 0


def open_visit(*, listing_id: int, session_id: int | None, person_id: UUID) -> VisitRequest | None:
    """The one of this person that is open, for this time, or for the listing where it is of no
    time."""
    of_time = Q(session_id=session_id) if session_id else Q(session=None)
    visits = VisitRequest.objects.filter(of_time, listing_id=listing_id, person_id=person_id)
    return visits.filter(state__in=VISIT_OPEN).first()


def refs_of_visits(provider_id: int, person_id: UUID, *, are_open: bool = False) -> list[str]:
    """As what takes units of a provider names the askings of one person, first asked first."""
    visits = VisitRequest.objects.filter(
        listing__provider_id=provider_id,
        person_id=person_id,
        attending_access=AttendingAccess.ASK_FIRST,
    )
    if are_open:
        visits = visits.filter(state__in=VISIT_OPEN)
    return [f"visit_request:{pk}" for pk in visits.order_by("pk").values_list("pk", flat=True)]


def visits_of_person(by: Acting) -> list[VisitRequest]:
    """A person's own, what was asked last first; to whoever acts for them, without those of dates
    that they hide."""
    return list(_visits_read_by(by).order_by("-asked_at", "-pk")[:MAX_VISITS])


def visits_without_place(by: Acting, *, now: datetime) -> list[VisitRequest]:
    """Of these, those that stand among no places of theirs: of no time, asked and not answered, and
    what was declined for a time to come."""
    placed = Booking.objects.filter(
        session_id=OuterRef("session_id"), person=by.person, state__in=TAKES_A_PLACE
    )
    to_come = Q(session=None) | Q(session__starts_at__gt=now)
    visits = _visits_read_by(by).filter(to_come, ~Exists(placed))
    shown = visits.filter(state__in=[*VISIT_OPEN, VisitRequestState.DECLINED])
    return list(shown.order_by("-asked_at", "-pk")[:MAX_VISITS])


def visits_over(by: Acting, *, now: datetime) -> list[VisitRequest]:
    """Where they were expected, of which they can say how it was; what is of no day, at any
    time. What was last first."""
    since = now - timedelta(days=ASKED_FOR_DAYS)
    been = Q(session__starts_at__lte=now, session__starts_at__gt=since)
    of_day = Q(session=None) & (Q(other_day=None) | Q(other_day__lte=today(now)))
    visits = _visits_read_by(by).filter(been | of_day, state=VisitRequestState.ACCEPTED)
    return list(visits.order_by("-session__starts_at", "-asked_at", "-pk")[:MAX_VISITS])


def visits_expected(by: Acting, *, now: datetime) -> list[VisitRequest]:
    """What is to come for a person, soonest first, and that of which they can still say how it
    was: for a sheet."""
    since = now - timedelta(days=ASKED_FOR_DAYS)
    visits = _visits_read_by(by).filter(
        Q(session=None) | Q(session__starts_at__gt=since), state=VisitRequestState.ACCEPTED
    )
    return list(visits.order_by("session__starts_at", "-pk")[:MAX_VISITS])


def visits_at_the_door(by: Acting, *, now: datetime) -> list[VisitRequest]:
    """Those of today that have begun: “not today” is still an answer (P112)."""
    return [
        visit
        for visit in visits_over(by, now=now)
        if visit.session and is_at_the_door(visit.session.starts_at, now=now)
    ]


def visits_to_ask_about(now: datetime) -> list[int]:
    """First visits of the day before: of one person to one listing one, whoever was asked of
    another is not asked again. What is of no day nobody asks about."""
    day = today(now)
    been = Q(session__ends_at__lt=start_of_day(day)) | Q(session=None, other_day__lt=day)
    lately = Q(session__ends_at__gt=now - timedelta(days=ASKED_FOR_DAYS)) | Q(
        other_day__gt=day - timedelta(days=ASKED_FOR_DAYS)
    )
    asked = VisitRequest.objects.filter(
        person=OuterRef("person"), listing=OuterRef("listing"), how_asked_at__isnull=False
    )
    visits = VisitRequest.objects.filter(
        been, lately, state=VisitRequestState.ACCEPTED, how_asked_at=None
    ).exclude(session__state__in=[SessionState.CALLED_OFF, SessionState.NOT_DELIVERED])
    first = visits.filter(~Exists(asked)).order_by("person_id", "listing_id", "pk")
    return list(first.distinct("person_id", "listing_id").values_list("pk", flat=True))


def visit_of_person(visit_request_id: int, *, by: Acting) -> VisitRequest:
    """One of their own. Any other is not there, nor one of a date that they hide from `by`."""
    return or_not_found(_visits_read_by(by).filter(pk=visit_request_id).first())


def visit_of_ref(ref: str) -> VisitRequest:
    """As a link names it: whoever has the link has been told of it."""
    visits = VisitRequest.objects.select_related(
        "listing", "listing__provider", "listing__provider__area", "session", "person"
    )
    return or_not_found(visits.filter(pk=int(ref.split(":")[1])).first())


def login_of_ref(ref: str) -> Login:
    """Whose link it is, of those who speak for the place. Whose sign-in was closed answers nothing
    any more."""
    login_id = int(ref.split(":")[3])
    return or_not_found(Login.objects.filter(pk=login_id, is_active=True).first())


def _visits_read_by(by: Acting) -> QuerySet[VisitRequest]:
    person_id = or_not_found(by.person_id)
    hidden = session_ids_hidden_from(by)
    visits = VisitRequest.objects.filter(person_id=person_id)
    if hidden:
        visits = visits.filter(Q(session=None) | ~Q(session_id__in=hidden))
    return visits.select_related(
        *("listing", "listing__provider", "listing__provider__area"),
        *("session", "other_session", "unfair", "safety_lines"),
    )


@dataclass(frozen=True)
class VisitSummary:
    """All that whoever runs it is told of a visit. `known_as` is empty until they are expected
    (P77). `safety_lines`: to who comes alone, until the visit is over (P69)."""

    visit_request_id: int
    listing_title: str
    starts_at: datetime | None
    known_as: str
    help_asked: list[str]
    state: VisitRequestState
    asked_at: datetime
    attending_access: AttendingAccess
    answer_words: str
    reply_words: str
    comes_with_somebody: bool
    good_lines: list[VisitLine]
    safety_lines: SafetyLines | None = None

    @property
    def waits_for_answer(self) -> bool:
        return self.state in (VisitRequestState.REQUESTED, VisitRequestState.NEEDS_ANSWER)

    @property
    def help_words(self) -> str:
        return help_words(self.help_asked)

    @property
    def state_words(self) -> str:
        """As whoever runs it reads it; of who just comes, no more than was said."""
        if self.state == VisitRequestState.ACCEPTED:
            is_may = self.attending_access == AttendingAccess.JUST_COME
            return _("may come") if is_may else _("coming")
        return str(self.state.label)


def visits_of_provider(
    login_id: int, *, states: Collection[VisitRequestState] = VISIT_OPEN, now: datetime
) -> list[VisitSummary]:
    """Of the listings of the providers that a login speaks for: what waits for an answer first,
    then by day; without times that are over. Two statements."""
    visits = (
        visits_of_members(login_id)
        .filter(Q(session=None) | Q(session__ends_at__gt=now), state__in=states)
        .order_by(F("session__starts_at").asc(nulls_last=True), "asked_at", "pk")
        .prefetch_related("good_lines")
    )
    summaries = [summary_for_provider(visit, now=now) for visit in visits]
    return sorted(summaries, key=lambda each: each.state != VisitRequestState.REQUESTED)


def visits_of_members(login_id: int) -> QuerySet[VisitRequest]:
    """Those that reach whoever speaks for a provider, by this login."""
    return VisitRequest.objects.filter(
        listing__provider__members__login_id=login_id
    ).select_related("listing", "listing__provider", "session", "safety_lines")


def visit_to_answer(visit_request_id: int, *, login_id: int | None) -> VisitRequest:
    """One that reaches whoever speaks for a provider by this login. Any other is not there."""
    visits = visits_of_members(login_id) if login_id else VisitRequest.objects.none()
    return or_not_found(visits.filter(pk=visit_request_id).first())


def visits_waiting(area_ids: Collection[int], *, now: datetime) -> list[VisitSummary]:
    """What places of these areas have yet to answer, for a connector who rings them: what was asked
    first first, and no name."""
    waiting = VisitRequest.objects.filter(
        Q(session=None) | Q(session__starts_at__gt=now),
        state__in=ANSWERABLE,
        listing__provider__area_id__in=area_ids,
    ).select_related("listing", "listing__provider", "session")
    return [summary_of(visit) for visit in waiting.order_by("asked_at", "pk")[:MAX_VISITS]]


def visit_of_area(visit_request_id: int, *, area_ids: Collection[int]) -> VisitRequest:
    visits = VisitRequest.objects.filter(listing__provider__area_id__in=area_ids)
    related = visits.select_related("listing__provider", "session")
    return or_not_found(related.filter(pk=visit_request_id).first())


def unfair_to_answer(area_ids: Collection[int]) -> list[UnfairAnswer]:
    """For the connectors of these areas, what is due first first."""
    waiting = UnfairAnswer.objects.filter(
        visit__listing__provider__area_id__in=area_ids, answered_at=None
    )
    return list(waiting.select_related(*_OF_UNFAIR).order_by("answer_by", "pk"))


def unfair_answer(unfair_answer_id: int, *, area_ids: Collection[int]) -> UnfairAnswer:
    found = UnfairAnswer.objects.filter(visit__listing__provider__area_id__in=area_ids)
    return or_not_found(found.select_related(*_OF_UNFAIR).filter(pk=unfair_answer_id).first())


_OF_UNFAIR = ("visit__listing__provider", "visit__session", "visit__person")
MAX_HELD_BACK = 50


def held_back_for_safety(area_ids: Collection[int]) -> list[VisitRequest]:
    """Declined because of a conflict or of safety, newest first, for the connectors alone (P78)."""
    declined = VisitRequest.objects.filter(
        listing__provider__area_id__in=area_ids, decline_reason=DeclineReason.CONFLICT_OR_SAFETY
    ).select_related("listing__provider", "session", "person")
    return list(declined.order_by("-state_at", "-pk")[:MAX_HELD_BACK])


def summary_for_provider(visit: VisitRequest, *, now: datetime) -> VisitSummary:
    return replace(summary_of(visit), safety_lines=safety_lines_of(visit, now=now))


def summary_of(visit: VisitRequest) -> VisitSummary:
    """The name only of whoever is, or was, expected."""
    state = VisitRequestState(visit.state)
    return VisitSummary(
        visit_request_id=visit.pk,
        listing_title=visit.listing.title,
        starts_at=visit.session.starts_at if visit.session else None,
        known_as=visit.known_as if state == VisitRequestState.ACCEPTED else "",
        help_asked=list(visit.help_asked),
        state=state,
        asked_at=visit.asked_at,
        attending_access=AttendingAccess(visit.attending_access),
        answer_words=visit.answer_words,
        reply_words=visit.reply_words,
        comes_with_somebody=visit.comes_with_somebody and state == VisitRequestState.ACCEPTED,
        good_lines=list(visit.good_lines.all()) if state == VisitRequestState.ACCEPTED else [],
    )
