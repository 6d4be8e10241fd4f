"""Whose dates a calendar link shows, to whom, and whether it still does (P120)."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from django.db.models import Exists, OuterRef

from community.common.clock import today
from community.common.dates import start_of_day
from community.common.refusals import NotFound, or_not_found
from community.people.acting import Acting
from community.people.queries.acting import acting_as
from community.people.rules.sight import may_see
from community.people.scope_table import Seen
from groups.models.calendar_feeds import CalendarFeed
from groups.models.gatherings import Attendance, Gathering
from groups.models.members import Member
from groups.states import CURRENT_STATES, AttendanceState
from providers.models.sessions import Booking
from providers.queries.sessions import bookings_of_person
from providers.states import BookingState, SessionState

DAYS_BEHIND = 28


@dataclass(frozen=True)
class FeedDates:
    """What one link shows; also dates that were called off, so that calendars take them out."""

    gatherings: list[Gathering]
    bookings: list[Booking]


def digest_of_token(token: str) -> str:
    return sha256(token.encode()).hexdigest()


def feed_of_token(token: str, *, now: datetime) -> tuple[CalendarFeed, Acting]:
    """The link, and its reader as they may read now. Ended, or never made, sounds the same."""
    live = CalendarFeed.objects.select_related("login", "person")
    found = live.filter(token_digest=digest_of_token(token), ended_at__isnull=True).first()
    feed = or_not_found(found)
    return feed, or_not_found(reader_of(feed, now=now))


def reader_of(feed: CalendarFeed, *, now: datetime) -> Acting | None:
    """As they may read now; None once their authority is over, or they may not see dates by it."""
    try:
        reader = acting_as(login=feed.login, person_id=feed.person_id, on=today(now))
    except NotFound:
        return None
    is_same = reader.person_id == feed.person_id
    if not is_same or reader.representation_id != feed.representation_id:
        return None
    sees = may_see(reader, Seen.PLANS, now=now) and may_see(reader, Seen.GROUPS, now=now)
    return reader if sees and feed.login.is_active else None


def dates_of_feed(feed: CalendarFeed, reader: Acting, *, now: datetime) -> FeedDates:
    """The dates of the groups that have begun for the person, but for those they do not come to;
    and their places, but for those they hide from the reader."""
    since = start_of_day(today(now) - timedelta(days=DAYS_BEHIND))
    groups = Member.objects.filter(person=feed.person, state__in=CURRENT_STATES)
    not_coming = Attendance.objects.filter(
        gathering=OuterRef("pk"), member__person=feed.person, state=AttendanceState.NOT_COMING
    )
    gatherings = Gathering.objects.filter(
        ~Exists(not_coming), group_id__in=groups.values("group_id"), starts_at__gte=since
    )
    bookings = bookings_of_person(reader, state=BookingState.COMING, from_day=since.date())
    return FeedDates(
        gatherings=list(gatherings.order_by("starts_at", "pk")),
        bookings=[each for each in bookings if each.session.state == SessionState.PLANNED],
    )


def calendar_feeds_of(by: Acting) -> list[CalendarFeed]:
    """To the person, every link of their dates; to whoever acts for them, their own."""
    feeds = CalendarFeed.objects.filter(person=by.required_person, ended_at__isnull=True)
    if by.is_by_other_hands:
        feeds = feeds.filter(login=by.required_login)
    return list(feeds.select_related("login").order_by("made_at", "pk"))


def calendar_feed_of(feed_id: int, by: Acting) -> CalendarFeed:
    """One of these."""
    return or_not_found(next((each for each in calendar_feeds_of(by) if each.pk == feed_id), None))


def feeds_without_authority(now: datetime) -> list[int]:
    """Those whose reader may not read any more."""
    live = CalendarFeed.objects.filter(ended_at__isnull=True).select_related("login")
    return [each.pk for each in live.order_by("pk") if reader_of(each, now=now) is None]
