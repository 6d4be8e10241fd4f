"""What stands in somebody's calendar: “Something on”, or more where the person chose it (P120)."""

from collections.abc import Iterator
from hashlib import sha256

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext as _

from frontend.calendar import OneEvent, calendar_file
from groups.models.calendar_feeds import CalendarFeed
from groups.models.gatherings import Gathering
from groups.queries.calendar_feeds import FeedDates
from groups.states import GatheringState
from providers.models.sessions import Booking


def feed_address(token: str) -> str:
    """Behind the “?”, which no log of ours keeps."""
    return f"{settings.SITE_URL}{reverse('calendar_feed')}?link={token}"


def feed_file(feed: CalendarFeed, dates: FeedDates) -> bytes:
    """Nobody's name, and no place of a home."""
    name = _("My dates") if feed.shows_all else _("Something on")
    return calendar_file(name, _events(feed, dates))


def _events(feed: CalendarFeed, dates: FeedDates) -> Iterator[OneEvent]:
    for gathering in dates.gatherings:
        yield _of_group(feed, gathering)
    for booking in dates.bookings:
        yield _of_place(feed, booking)


def _of_group(feed: CalendarFeed, gathering: Gathering) -> OneEvent:
    shows_place = feed.shows_all and not gathering.is_at_home
    return OneEvent(
        uid=_uid(feed, "gathering", gathering.pk),
        title=gathering.title if feed.shows_all else _("Something on"),
        starts_at=gathering.starts_at,
        ends_at=gathering.ends_at,
        changed_at=gathering.changed_at,
        revision=gathering.revision,
        is_off=gathering.state == GatheringState.CALLED_OFF,
        place_words=gathering.place_words if shows_place else "",
        url=_url("date", gathering.pk) if feed.shows_all else "",
    )


def _of_place(feed: CalendarFeed, booking: Booking) -> OneEvent:
    """Without its place: of a session nobody says whether it is at a home."""
    session = booking.session
    return OneEvent(
        uid=_uid(feed, "booking", booking.pk),
        title=session.title if feed.shows_all else _("Something on"),
        starts_at=session.starts_at,
        ends_at=session.ends_at,
        changed_at=feed.made_at,
        revision=0,
        url=_url("my_sessions") if feed.shows_all else "",
    )


def _url(name: str, *args: int) -> str:
    return settings.SITE_URL + reverse(name, args=args)


def _uid(feed: CalendarFeed, kind: str, number: int) -> str:
    """The same for ever in one calendar, and another in another's: two that are laid side by side
    do not tell who goes to the same thing."""
    text = f"{feed.token_digest}:{kind}:{number}"
    return f"{sha256(text.encode()).hexdigest()[:32]}@common-purse"
