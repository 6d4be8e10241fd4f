"""Which times of a listing can be said, and for how many people each."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Protocol

from django.utils.translation import gettext as _

from community.common.dates import format_moment, in_london
from community.common.refusals import Refused
from providers.rules.weekly_times import DAY_CODES, weekly_times
from providers.states import MAX_PLACES, SessionState

MAX_WEEKS = 26
MAX_TIMES_AT_ONCE = MAX_WEEKS
LATEST_AFTER = timedelta(days=400)


class Time(Protocol):
    """What a rule reads of a session."""

    state: str
    starts_at: datetime


class NoSuchTime(Refused):
    code = "no_such_time"


class NoSuchPlaces(Refused):
    code, field = "no_such_places", "places"


def weekly_starts(first_day: date, at: time, weeks: int) -> list[datetime]:
    """From the first day on, every seven days, at the same hour of the clock. A day on which that
    hour does not exist is refused."""
    if not 1 <= weeks <= MAX_WEEKS:
        raise NoSuchTime(_("Give between 1 and 26 weeks."), field="weeks")
    return [
        in_london(datetime.combine(first_day + timedelta(weeks=week), at)) for week in range(weeks)
    ]


def check_times_to_come(starts: list[datetime], *, now: datetime) -> None:
    if len(starts) > MAX_TIMES_AT_ONCE:
        raise NoSuchTime(_("Give at most 26 times at once."), field="starts")
    if any(start <= now for start in starts):
        raise NoSuchTime(_("That has gone. Give a day and a time still to come."), field="starts")
    if any(start > now + LATEST_AFTER for start in starts):
        raise NoSuchTime(_("That is more than a year away. Give what is nearer."), field="starts")


def check_none_is_off(times: Iterable[Time]) -> None:
    """What was called off, and told to people, does not come back by being planned again."""
    for each in times:
        if each.state != SessionState.PLANNED:
            raise NoSuchTime(
                _("On %(moment)s it is called off already. Give another time.")
                % {"moment": format_moment(each.starts_at)},
                field="starts",
            )


def check_places(places: int | None) -> None:
    if places is not None and not 1 <= places <= MAX_PLACES:
        raise NoSuchPlaces(_("Give a number from 1 to 10,000, or leave it empty for no limit."))


def first_time_in(when_words: str, today: date) -> tuple[date, time | None] | None:
    """The next day that its own words name for certain, and when it begins where they say so."""
    times = weekly_times(when_words)
    if not times:
        return None
    for ahead in range(1, 8):
        day = today + timedelta(days=ahead)
        for each in times:
            if DAY_CODES[day.weekday()] in each.days:
                return day, each.opens_at
    return None
