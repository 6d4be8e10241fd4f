"""Calendar files: what happens again and again, as other people's calendars read it (RFC 5545)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from icalendar import Calendar, Event, Timezone, TimezoneDaylight, TimezoneStandard

from community.common.clock import LONDON
from providers.rules.weekly_times import DAY_CODES, WeeklyTime

LONDON_NAME = "Europe/London"
MIME = "text/calendar; charset=utf-8"


@dataclass(frozen=True)
class WeeklyEvent:
    """Something on certain days of each week. `begins_on`: from this day on; `but_not_on`: days on
    which it is left out. `uid` stays the same for ever; `revision` never falls."""

    uid: str
    title: str
    times: WeeklyTime
    begins_on: date
    changed_at: datetime
    revision: int
    place_words: str = ""
    words: str = ""
    url: str = ""
    but_not_on: tuple[date, ...] = ()


@dataclass(frozen=True)
class OneEvent:
    """Something once, at a time by London's clock. `is_off`: it was called off, so that calendars
    that knew it take it out."""

    uid: str
    title: str
    starts_at: datetime
    changed_at: datetime
    revision: int
    ends_at: datetime | None = None
    is_off: bool = False
    place_words: str = ""
    url: str = ""


def calendar_file(name: str, events: Iterable[WeeklyEvent | OneEvent]) -> bytes:
    """One file, with the clock of London and both its changes."""
    calendar = Calendar()
    calendar.add("prodid", "-//Common Purse//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", LONDON_NAME)
    calendar.add_component(_london())
    for event in events:
        calendar.add_component(_component(event) if isinstance(event, WeeklyEvent) else _one(event))
    return calendar.to_ical()


def _london() -> Timezone:
    """Since 1996: forward at one on the last Sunday of March, back at two on that of October."""
    zone = Timezone()
    zone.add("tzid", LONDON_NAME)
    changes = (
        (TimezoneDaylight(), "BST", datetime(1996, 3, 31, 1), 3, 0, 1),
        (TimezoneStandard(), "GMT", datetime(1996, 10, 27, 2), 10, 1, 0),
    )
    for change, name, first, month, hours_before, hours_after in changes:
        change.add("tzname", name)
        change.add("dtstart", first)
        change.add("tzoffsetfrom", timedelta(hours=hours_before))
        change.add("tzoffsetto", timedelta(hours=hours_after))
        change.add("rrule", {"freq": "yearly", "bymonth": month, "byday": "-1SU"})
        zone.add_component(change)
    return zone


def _component(weekly: WeeklyEvent) -> Event:
    """At its time, or on the whole day where no time is known. An end is said only where it is."""
    times, first = weekly.times, _first_day(weekly)
    event = Event()
    event.add("uid", weekly.uid)
    event.add("dtstamp", weekly.changed_at)
    event.add("last-modified", weekly.changed_at)
    event.add("sequence", weekly.revision)
    event.add("status", "CONFIRMED")
    event.add("transp", "TRANSPARENT")  # nobody is busy because something is on
    event.add("summary", weekly.title)
    for name, text in (
        ("location", weekly.place_words),
        ("description", weekly.words),
        ("url", weekly.url),
    ):
        if text:
            event.add(name, text)
    event.add("dtstart", _at(first, weekly))
    if times.opens_at and times.closes_at:
        event.add("dtend", datetime.combine(first, times.closes_at, LONDON))
    event.add("rrule", {"freq": "weekly", "byday": list(times.days)})
    if weekly.but_not_on:
        event.add("exdate", [_at(day, weekly) for day in weekly.but_not_on])
    return event


def _one(once: OneEvent) -> Event:
    event = Event()
    event.add("uid", once.uid)
    event.add("dtstamp", once.changed_at)
    event.add("last-modified", once.changed_at)
    event.add("sequence", once.revision)
    event.add("status", "CANCELLED" if once.is_off else "CONFIRMED")
    event.add("summary", once.title)
    event.add("dtstart", once.starts_at.astimezone(LONDON))
    if once.ends_at is not None:
        event.add("dtend", once.ends_at.astimezone(LONDON))
    for name, text in (("location", once.place_words), ("url", once.url)):
        if text:
            event.add(name, text)
    return event


def _at(day: date, weekly: WeeklyEvent) -> date | datetime:
    opens = weekly.times.opens_at
    return datetime.combine(day, opens, LONDON) if opens else day


def _first_day(weekly: WeeklyEvent) -> date:
    """The first of its days: a rule that begins on another would have one time too many."""
    week = (weekly.begins_on + timedelta(days=number) for number in range(7))
    return next(day for day in week if DAY_CODES[day.weekday()] in weekly.times.days)
