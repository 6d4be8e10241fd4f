"""On which days of the week something happens, and at what time, where its own words say so for
certain: the whole of them is read, or none. "Tuesday, 10.30 am to 12 noon; Friday" is; "Sundays,
October to March" is not. "Ten to two" is two things, so of it the day is certain and the time is
not known. Days are those of RFC 5545: MO, TU …
"""

import re
from dataclasses import dataclass
from datetime import time
from functools import cache

DAYS = {
    "MO": "mondays?|mon",
    "TU": "tuesdays?|tues?",
    "WE": "wednesdays?|wed",
    "TH": "thursdays?|thurs?|thu",
    "FR": "fridays?|fri",
    "SA": "saturdays?|sat",
    "SU": "sundays?|sun",
}
DAY_CODES = tuple(DAYS)
WEEKDAYS = DAY_CODES[:5]
DAY = "|".join(DAYS.values())
CLOCK = (
    r"\d{1,2}[.:]\d\d\s?[ap]\.?m\.?|\d{1,2}\s?[ap]\.?m\.?|(?:[01]\d|2[0-3]):[0-5]\d"
    r"|(?:12\s)?noon|midnight"
)
NUMBERS = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty"
# A time in words has no morning or afternoon: read as one, and not known.
SAID_CLOCK = rf"(?:(?:half|quarter|{NUMBERS})\s(?:past|to)\s)?(?:{NUMBERS}|noon)(?:\so[’']clock)?"
TO = r"\s?(?:to|until|till|-|–)\s?"
PART = re.compile(
    rf"(?:every\s|on\s)?"
    rf"(?P<days>weekdays|(?:{DAY})(?:\s?(?:to|-|–)\s?(?:{DAY})|(?:(?:,\s?|\s?and\s|\s?&\s?)(?:{DAY}))*))"
    rf"(?:(?:,?\s(?:at\s|from\s)?|,\s?)"
    rf"(?:(?P<opens>{CLOCK})(?:{TO}(?P<closes>{CLOCK}))?|{SAID_CLOCK}(?:{TO}{SAID_CLOCK})?))?",
    re.IGNORECASE,
)
DAY_PATTERN = re.compile(rf"\b(?:{DAY})\b", re.IGNORECASE)
MAX_PARTS = 14


@dataclass(frozen=True)
class WeeklyTime:
    """Each week on these days, in their order; a time that is not said is None."""

    days: tuple[str, ...]
    opens_at: time | None = None
    closes_at: time | None = None


def weekly_times(when_words: str) -> list[WeeklyTime]:
    """All of them, or none where any part could mean something else."""
    parts = [part.strip(" .") for part in when_words.split(";")]
    if not when_words.strip() or len(parts) > MAX_PARTS:
        return []
    times = [_weekly_time(" ".join(part.split())) for part in parts]
    return [each for each in times if each] if all(times) else []


def certain_times(when_words: str) -> tuple[time | None, time | None]:
    """The latest beginning of all of them, and the earliest end, each where one is said."""
    times = weekly_times(when_words)
    opens = [each.opens_at for each in times if each.opens_at]
    closes = [each.closes_at for each in times if each.closes_at]
    return max(opens, default=None), min(closes, default=None)


def _weekly_time(part: str) -> WeeklyTime | None:
    read = PART.fullmatch(part)
    if read is None:
        return None
    opens, closes = _clock(read["opens"]), _clock(read["closes"])
    days = _days(read["days"])
    has_faulty_time = bool(read["opens"]) and opens is None or bool(read["closes"]) and not closes
    if not days or has_faulty_time or (opens and closes and closes <= opens):
        return None
    return WeeklyTime(days, opens, closes)


def _days(text: str) -> tuple[str, ...]:
    """None where a range of days runs over the end of the week."""
    if text.lower() == "weekdays":
        return WEEKDAYS
    codes = [_code(name) for name in DAY_PATTERN.findall(text)]
    if re.search(r"\bto\b|[-–]", text):
        first, last = (DAY_CODES.index(code) for code in codes)
        return DAY_CODES[first : last + 1]
    return tuple(code for code in DAY_CODES if code in codes)


@cache
def _code(name: str) -> str:
    return next(code for code, names in DAYS.items() if re.fullmatch(names, name, re.IGNORECASE))


def _clock(text: str | None) -> time | None:
    if not text:
        return None
    text = text.lower().replace(" ", "").replace("m.", "m").replace(".m", "m")
    if text.endswith("noon"):
        return time(12)
    if text == "midnight":
        return time(0)
    hour, minute = (int(part) for part in (re.split(r"[.:]", text.rstrip("apm")) + ["0"])[:2])
    if text.endswith("m"):
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if text.endswith("pm") else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None
