"""A rule of repetition (RFC 5545, as directories write it) in words, or not at all."""

import re
from datetime import date, time
from typing import Any

from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _

DAY_CODES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
DAY_NAMES = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
DAYS_TOGETHER = {
    "weekdays": range(5),
    "weekday": range(5),
    "weekends": (5, 6),
    "weekend": (5, 6),
    "daily": range(7),
    "every day": range(7),
    "everyday": range(7),
    "all week": range(7),
}
RANGE_PATTERN = re.compile(r"([a-z]+)\s*(?:-|–|—|to|until)\s*([a-z]+)")
PLACE_PATTERN = re.compile(r"([+-]?\d{1,2})\s*([a-z]{2})")
TIME_PATTERN = re.compile(
    r"(?:\d{4}-\d\d-\d\dt)?(\d{1,2})(?:[:.](\d\d))?(?::\d\d(?:\.\d+)?)?\s*([ap])?\.?(?:m\.?)?"
)
MAX_INTERVAL = 12


class NotCertain(Exception):
    """What is said of when cannot be read in one way only."""


def days_in_words(timetable: dict, begins: date | None) -> str:
    """ "Tuesday", "every second Tuesday", "the first Monday of each month"; "" where no days are
    said at all."""
    freq = str(timetable.get("freq") or "").strip().upper()
    days_text = _text_of(timetable.get("byday") or timetable.get("weekday"))
    in_month = _text_of(timetable.get("bymonthday"))
    interval = number_of(timetable.get("interval"))
    if not freq and not days_text and not in_month:
        return ""
    if freq in ("", "WEEKLY") and not in_month:
        return _weekly(days_text, interval, begins if freq else None)
    if freq == "DAILY" and not in_month:
        return _daily(days_text, interval)
    if freq == "MONTHLY" and bool(days_text) != bool(in_month):
        words = _places_in_month(days_text) if days_text else _days_of_month(in_month)
        return _of_each_month(words, interval)
    raise NotCertain


def number_of(value: Any) -> int:
    """How many days, weeks or months lie between two times; 1 unless it is said."""
    if value is None or value == "":
        return 1
    try:
        number = float(value)
    except (TypeError, ValueError, OverflowError):
        raise NotCertain from None
    if isinstance(value, bool) or not number.is_integer() or not 1 <= number <= MAX_INTERVAL:
        raise NotCertain
    return int(number)


def read_time(value: Any) -> time | None:
    """ "10:30:00", "10.30 am", "2pm"; None where none is said. NotCertain for anything else."""
    if value is None or value == "":
        return None
    match = TIME_PATTERN.fullmatch(str(value).strip().lower()) if isinstance(value, str) else None
    if not match or (match[2] is None and match[3] is None):
        raise NotCertain
    hour, minute = int(match[1]), int(match[2] or 0)
    if match[3]:
        if not 1 <= hour <= 12:
            raise NotCertain
        hour = hour % 12 + (12 if match[3] == "p" else 0)
    if hour > 23 or minute > 59:
        raise NotCertain
    return time(hour, minute)


def _text_of(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, list) and all(isinstance(each, str) for each in value):
        return ",".join(value).strip().lower()
    if isinstance(value, str | int) and not isinstance(value, bool):
        return str(value)[:200].strip().lower()
    raise NotCertain


def _weekly(days_text: str, interval: int, begins: date | None) -> str:
    if days_text:
        days = _days(days_text)
    elif begins is not None:
        days = [begins.weekday()]  # by RFC 5545 the day on which it begins
    else:
        raise NotCertain
    if interval == 1:
        return _names(days)
    if interval == 2:
        return _("every second %(days)s") % {"days": _names(days)}
    return _("%(days)s, every %(number)d weeks") % {"days": _names(days), "number": interval}


def _daily(days_text: str, interval: int) -> str:
    if interval == 1:
        return _names(_days(days_text)) if days_text else _("every day")
    if days_text:
        raise NotCertain
    if interval == 2:
        return _("every second day")
    return _("every %(number)d days") % {"number": interval}


def _of_each_month(words: str, interval: int) -> str:
    if interval == 1:
        return _("%(days)s of each month") % {"days": words}
    if interval == 2:
        return _("%(days)s of every second month") % {"days": words}
    return _("%(days)s, every %(number)d months") % {"days": words, "number": interval}


def _places_in_month(days_text: str) -> str:
    """ "1mo", "1mo,3mo", "-1fr" -> "the first Monday", "the first Monday, the third Monday"."""
    names = {1: _("first"), 2: _("second"), 3: _("third"), 4: _("fourth"), 5: _("fifth")}
    names |= {-1: _("last"), -2: _("last but one")}
    words = []
    for part in _parts(days_text):
        match = PLACE_PATTERN.fullmatch(part)
        if not match or match[2].upper() not in DAY_CODES or int(match[1]) not in names:
            raise NotCertain
        day = WEEKDAYS[DAY_CODES.index(match[2].upper())]
        words.append(_("the %(place)s %(day)s") % {"place": names[int(match[1])], "day": day})
    if not words:
        raise NotCertain
    return ", ".join(words)


def _days_of_month(days_text: str) -> str:
    words = []
    for part in _parts(days_text):
        if part == "-1":
            words.append(_("the last day"))
        elif re.fullmatch(r"\d{1,2}", part) and 1 <= int(part) <= 31:
            words.append(_("the %(number)s") % {"number": _ordinal(int(part))})
        else:
            raise NotCertain
    if not words:
        raise NotCertain
    return ", ".join(words)


def _ordinal(number: int) -> str:
    ending = "th" if 10 < number < 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _days(days_text: str) -> list[int]:
    """Monday is 0. "th,fr", "thursday", "mon-fri", "weekdays"."""
    if days_text in DAYS_TOGETHER:
        return list(DAYS_TOGETHER[days_text])
    days: list[int] = []
    for part in _parts(days_text):
        if span := RANGE_PATTERN.fullmatch(part):
            first, last = _day(span[1]), _day(span[2])
            if last <= first:
                raise NotCertain
            days += range(first, last + 1)
        elif part in DAYS_TOGETHER:
            days += DAYS_TOGETHER[part]
        else:
            days.append(_day(part))
    if not days:
        raise NotCertain
    return sorted(set(days))


def _parts(text: str) -> list[str]:
    return [part for part in re.split(r"\s*(?:[,;/&+]|\band\b)\s*", text) if part]


def _day(word: str) -> int:
    """ "mo", "mon", "tues", "thursday", "thursdays"."""
    word = word.strip(" .").removesuffix("s") if len(word) > 5 else word.strip(" .")
    for number, name in enumerate(DAY_NAMES):
        if len(word) >= 2 and name.startswith(word):
            return number
    raise NotCertain


def _names(days: list[int]) -> str:
    if days == list(range(7)):
        return _("every day")
    if len(days) > 2 and days == list(range(days[0], days[-1] + 1)):
        return _("%(first)s to %(last)s") % {"first": WEEKDAYS[days[0]], "last": WEEKDAYS[days[-1]]}
    return ", ".join(str(WEEKDAYS[day]) for day in days)
