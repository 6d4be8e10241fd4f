"""When a row says it happens: its rule of repetition in words, or what it says of it itself, or
that nobody knows. Never a guess: what changes the meaning and cannot be read for certain makes the
whole timetable "not known, ask". Fields: Open Referral UK 3.0 `schedule`, 1.0 `regular_schedule`.
"""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from community.common.dates import format_date, format_time
from providers.feed.rows.repeats import NotCertain, days_in_words, read_time
from providers.feed.rows.text import shorten, to_one_line
from providers.feed.rows.values import day_of, dicts

MAX_WHEN_CHARS = 200
TIMETABLE_KEYS = ("schedules", "regular_schedules", "regular_schedule")
EXCEPTION_KEYS = ("holiday_schedules", "holiday_schedule")
# Rules of these kinds are not put into words: what else the timetable says may stand beside.
UNREAD_FIELDS = ("byweekno", "byyearday", "bysetpos", "bymonth", "exdate", "exdates", "rdate")
FAR_AWAY_YEARS = 5  # an end as far away is a database's way to say "none"


def parse_when(row: dict, *, on: date) -> tuple[str, list[str]]:
    """The timetables that have not ended by `on`, one after another; and notes."""
    notes: list[str] = []
    parts: list[str] = []
    timetables = list(_holders(row, TIMETABLE_KEYS))
    ended = 0
    for timetable in timetables:
        try:
            words, dropped = _timetable_in_words(timetable, on)
            notes += dropped
        except NotCertain:
            words, dropped = to_one_line(timetable.get("description"))
            notes += [*dropped, _("a timetable that cannot be read for certain")]
            words = words or _("Other days and times: not known, ask")
        if words is None:
            ended += 1
            notes.append(_("a timetable that has ended"))
        else:
            parts.append(words)
    if timetables and ended == len(timetables):
        parts = [_("The dates it gives are past, ask")]
    if parts:
        parts += _exceptions(row, on, notes)
    text = "; ".join(dict.fromkeys(filter(None, parts)))
    if text == _("Other days and times: not known, ask"):
        text = _("Days and times not known, ask")
    if len(text) > MAX_WHEN_CHARS:
        notes.append(_("the end of a long list of times"))
    return shorten(text, MAX_WHEN_CHARS), list(dict.fromkeys(notes))


def _holders(row: dict, keys: tuple[str, ...]) -> Iterator[dict]:
    """A service's own, then those of each place it is at."""
    for holder in [row, *dicts(row.get("service_at_locations"))]:
        for name in keys:
            yield from dicts(holder.get(name))


def _timetable_in_words(timetable: dict, on: date) -> tuple[str | None, list[str]]:
    """None where it has ended; "" where it says nothing. NotCertain where it cannot be read."""
    begins, ends = _begins(timetable), _ends(timetable)
    if ends is not None and ends < on:
        return None, []
    own_words, notes = to_one_line(timetable.get("description") or timetable.get("notes"))
    if any(timetable.get(field) for field in UNREAD_FIELDS) or timetable.get("count"):
        raise NotCertain
    days = days_in_words(timetable, begins)
    if not days:
        return own_words, notes
    words = _with_times(days, timetable)
    if begins is not None and begins > on:
        words = _("%(when)s, from %(day)s") % {"when": words, "day": format_date(begins)}
    if ends is not None and ends.year < on.year + FAR_AWAY_YEARS:
        words = _("%(when)s, until %(day)s") % {"when": words, "day": format_date(ends)}
    if own_words:
        words = _("%(when)s (%(words)s)") % {"when": words, "words": own_words}
    return words, notes


def _begins(timetable: dict) -> date | None:
    days = [_certain_day(timetable.get(field)) for field in ("valid_from", "dtstart")]
    return max(filter(None, days), default=None)


def _ends(timetable: dict) -> date | None:
    days = [_certain_day(timetable.get(field)) for field in ("valid_to", "until")]
    return min(filter(None, days), default=None)


def _certain_day(value: Any) -> date | None:
    if value is None or value == "":
        return None
    day = day_of(value)
    if day is None:
        raise NotCertain
    return day


def _with_times(days: str, timetable: dict) -> str:
    opens, closes = read_time(timetable.get("opens_at")), read_time(timetable.get("closes_at"))
    if opens and closes:
        if closes <= opens:
            raise NotCertain
        return _("%(days)s, %(opens)s to %(closes)s") % {
            "days": days,
            "opens": format_time(opens),
            "closes": format_time(closes),
        }
    if opens:
        return _("%(days)s, from %(opens)s") % {"days": days, "opens": format_time(opens)}
    if closes:
        return _("%(days)s, to %(closes)s") % {"days": days, "closes": format_time(closes)}
    return days


def _exceptions(row: dict, on: date, notes: list[str]) -> Iterator[str]:
    """The days on which it is closed, or open at other times, that are not past."""
    for exception in _holders(row, EXCEPTION_KEYS):
        first, last = day_of(exception.get("start_date")), day_of(exception.get("end_date"))
        first, last = first or last, last or first
        if first is None or last is None or last < first:
            notes.append(_("days that are different, which cannot be read"))
        elif last >= on:
            is_closed = str(exception.get("closed")).strip().lower() in ("true", "1", "yes")
            text = _("closed %(days)s") if is_closed else _("at other times %(days)s, ask")
            span = dict.fromkeys((format_date(first), format_date(last)))
            yield text % {"days": _(" to ").join(span)}
