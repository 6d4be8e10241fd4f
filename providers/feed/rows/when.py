"""When a row says it happens, in words."""

import re
from collections.abc import Iterator
from datetime import date, time
from typing import Any

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _

from community.common.dates import format_time
from providers.feed.rows.text import shorten, to_one_line
from providers.feed.rows.values import dicts, iso_day

MAX_WHEN_CHARS = 200
TIMETABLE_KEYS = ("schedules", "regular_schedules", "regular_schedule")
DAY_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


def parse_when(row: dict, *, on: date) -> tuple[str, list[str]]:
    """The timetables that have not ended by `on`, one after another; and notes."""
    notes: list[str] = []
    timetable_words: list[str] = []
    for timetable in _timetables(row):
        ends = iso_day(timetable.get("valid_to") or timetable.get("until"))
        if ends is not None and ends < on:
            notes.append(_("a timetable that has ended"))
            continue
        words = _days_and_times(timetable)
        if not words:
            words, dropped = to_one_line(timetable.get("description"))
            notes += dropped
        if words:
            timetable_words.append(words)
    return shorten("; ".join(dict.fromkeys(timetable_words)), MAX_WHEN_CHARS), list(
        dict.fromkeys(notes)
    )


def _timetables(row: dict) -> Iterator[dict]:
    """A service's own, then those of each place it is at."""
    holders = [row, *dicts(row.get("service_at_locations"))]
    for holder in holders:
        for name in TIMETABLE_KEYS:
            yield from dicts(holder.get(name))


def _days_and_times(timetable: dict) -> str:
    days = _days(timetable.get("byday") or timetable.get("weekday"))
    opens, closes = _time(timetable.get("opens_at")), _time(timetable.get("closes_at"))
    if not days:
        return ""
    if opens and closes:
        return _("%(days)s, %(opens)s to %(closes)s") % {
            "days": days,
            "opens": format_time(opens),
            "closes": format_time(closes),
        }
    return (
        _("%(days)s, from %(opens)s") % {"days": days, "opens": format_time(opens)}
        if opens
        else days
    )


def _days(value: Any) -> str:
    """ "TH,FR" or "1MO" or "Thursday" -> the names of the days."""
    tokens = re.findall(r"[A-Za-z]{2,}", str(value or ""))
    codes = dict.fromkeys(token[:2].upper() for token in tokens)
    return ", ".join(str(WEEKDAYS[DAY_CODES.index(code)]) for code in codes if code in DAY_CODES)


def _time(value: Any) -> time | None:
    match = re.match(r"(?:.*T)?(\d{1,2}):(\d\d)", str(value or ""))
    if not match or int(match[1]) > 23 or int(match[2]) > 59:
        return None
    return time(int(match[1]), int(match[2]))
