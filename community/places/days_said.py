"""On which days, and at what time of day, somebody says that a thing is: read from plain words.

Read only where it can be read in one way. Whatever is not certain is not known, so that nothing is
left out for the way in which it was written.
"""

import re
from collections.abc import Iterator
from enum import IntFlag
from functools import reduce
from operator import or_


class Weekday(IntFlag):
    """None of them: not known."""

    MONDAY = 1
    TUESDAY = 2
    WEDNESDAY = 4
    THURSDAY = 8
    FRIDAY = 16
    SATURDAY = 32
    SUNDAY = 64


class DayPart(IntFlag):
    """Morning ends at noon, afternoon at five. None of them: not known."""

    MORNING = 1
    AFTERNOON = 2
    EVENING = 4


WEEK = tuple(Weekday)
NO_DAYS, NO_PARTS = Weekday(0), DayPart(0)
WORKING_WEEK, WEEKEND = reduce(or_, WEEK[:5]), reduce(or_, WEEK[5:])
HOURS = ("one", "two", "three", "four", "five", "six") + (
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)
MIDDAY, EVENING_BEGINS, MIDNIGHT = 12, 17, 24
# Without am or pm these are certain enough: people meet from nine until five.
FIRST_MORNING_HOUR, LAST_AFTERNOON_HOUR = 9, 4
OVERLAP_HOURS = 1  # "ten to one" is a morning

DAY = (
    r"(?:mon(?:days?)?|tue(?:s(?:days?)?)?|wed(?:s|nesdays?)?|thu(?:rs?(?:days?)?)?"
    r"|fri(?:days?)?|sat(?:urdays?)?|sun(?:days?)?)"
)
DAY_PATTERN = re.compile(rf"\b{DAY}\b")
RANGE_PATTERN = re.compile(rf"\b({DAY})\s*(?:to|until|till|through|-|–|—)\s*({DAY})\b")
ALL_WEEK_PATTERN = re.compile(r"\b(?:every ?day|daily|all week|seven days|any day)\b")
WORKING_PATTERN = re.compile(r"\bweek ?days?\b")
WEEKEND_PATTERN = re.compile(r"\bweek ?ends?\b")
TAKEN_AWAY_PATTERN = re.compile(
    r"\b(?:but|except|excluding|apart from|unless|not|no)\b[^,;.]*"
    rf"\b(?:{DAY}|week ?(?:day|end)s?)\b"
)
PART_PATTERNS = (
    (re.compile(r"\bmornings?\b"), DayPart.MORNING),
    (re.compile(r"\bafternoons?\b"), DayPart.AFTERNOON),
    (re.compile(r"\b(?:evenings?|nights?)\b"), DayPart.EVENING),
)
HOUR_WORDS = "|".join([*HOURS, "noon", "midday", "midnight"])
TIME_PATTERN = re.compile(
    rf"\b(?:(half past|quarter past|quarter to) )?({HOUR_WORDS}|[01]?\d|2[0-3])"
    r"(?:[.:]([0-5]\d))?\s?(a\.?m\b|p\.?m\b)?(?: o[’']clock)?"
)
UNTIL_PATTERN = re.compile(r"\s*(?:to|until|till|-|–|—)\s*")


def days_said(text: str) -> Weekday:
    """The days of the week in "Tuesdays and Thursdays, half past twelve" or "Mon-Fri"; none where
    no day is said, or one is taken away ("any evening but Sunday")."""
    line = text.lower()
    if TAKEN_AWAY_PATTERN.search(line):
        return NO_DAYS
    days = NO_DAYS
    for first, last in RANGE_PATTERN.findall(line):
        start, end = _day(first), _day(last)
        days |= reduce(
            or_, WEEK[start : end + 1] if start <= end else WEEK[start:] + WEEK[: end + 1]
        )
    for name in DAY_PATTERN.findall(line):
        days |= WEEK[_day(name)]
    if WORKING_PATTERN.search(line):
        days |= WORKING_WEEK
    if WEEKEND_PATTERN.search(line):
        days |= WEEKEND
    if ALL_WEEK_PATTERN.search(line):
        days |= WORKING_WEEK | WEEKEND
    return days


def day_parts_said(text: str) -> DayPart:
    """The times of day in it: what it is called ("Tuesday mornings"), else between which hours.
    None where that may be read in two ways, or is said of some of its days only."""
    line = text.lower()
    named = reduce(or_, (part for pattern, part in PART_PATTERNS if pattern.search(line)), NO_PARTS)
    if named:
        return NO_PARTS if _is_said_of_some_days_only(line) else named
    return reduce(or_, _parts_of_hours(line), NO_PARTS)


def _day(name: str) -> int:
    return ["mo", "tu", "we", "th", "fr", "sa", "su"].index(name[:2])


def _is_said_of_some_days_only(line: str) -> bool:
    """ "Weekends, or weekday evenings": of a weekend no time is said."""
    clauses = [clause for clause in re.split(r"[,;]", line) if days_said(clause)]
    has_part = [
        any(pattern.search(clause) for pattern, _part in PART_PATTERNS) for clause in clauses
    ]
    return any(has_part) and not all(has_part)


def _parts_of_hours(line: str) -> Iterator[DayPart]:
    """Of each time, or from one to another. Nothing of any where one is not certain."""
    times = [match for match in TIME_PATTERN.finditer(line) if _is_a_time(match)]
    found: list[DayPart] = []
    position = 0
    while position < len(times):
        begins = times[position]
        ends = times[position + 1] if position + 1 < len(times) else None
        is_span = ends and UNTIL_PATTERN.fullmatch(line[begins.end() : ends.start()])
        start = _hour(begins, ends if is_span else None)
        if start is None:
            return
        end = _hour(ends, None) if is_span and ends else start
        if end is not None and end < start and end + 12 <= MIDNIGHT:
            end += 12
        found += _parts_between(start, start if end is None else end)
        position += 2 if is_span else 1
    yield from found


def _is_a_time(match: re.Match) -> bool:
    """A number in words may be how many ("one Saturday in two"); after a number comes its time."""
    is_marked = match[1] or match[3] or match[4] or "clock" in match[0]
    before = match.string[: match.start()].rstrip()
    after = match.string[match.end() :].lstrip()
    leads = before.endswith((" at", " from", ",", " to", "–", "-", "until")) or before == "at"
    goes_on = UNTIL_PATTERN.match(match.string, match.end())
    counts = re.match(rf"(?:{DAY}|time|week|month|people|places|days?)", after)
    return bool(is_marked or (leads or goes_on) and not counts)


def _hour(match: re.Match, ends: re.Match | None) -> float | None:
    """From 0 to 24; None where morning or evening could be meant. What is said of the end ("six to
    half past seven pm") goes for the beginning."""
    past, said, minutes, half = match[1], match[2], match[3], (match[4] or "")[:1]
    if said in ("noon", "midday"):
        return MIDDAY
    if said == "midnight":
        return MIDNIGHT
    hour = HOURS.index(said) + 1 if said in HOURS else int(said)
    more = int(minutes) / 60 if minutes else {"half past": 0.5, "quarter past": 0.25}.get(past, 0)
    more -= 0.25 if past == "quarter to" else 0
    if not half and ends and ends[4]:
        half = ends[4][0] if hour <= _clock_hour(ends) or ends[4][0] == "a" else ""
    if half:
        return hour % 12 + (12 if half == "p" else 0) + more
    if hour >= FIRST_MORNING_HOUR or said.startswith("0") and minutes:
        return hour + more
    return hour + 12 + more if 1 <= hour <= LAST_AFTERNOON_HOUR else None


def _clock_hour(match: re.Match) -> int:
    said = match[2]
    return HOURS.index(said) + 1 if said in HOURS else int(said) if said.isdigit() else 12


def _parts_between(start: float, end: float) -> list[DayPart]:
    spans = (
        (DayPart.MORNING, 0, MIDDAY),
        (DayPart.AFTERNOON, MIDDAY, EVENING_BEGINS),
        (DayPart.EVENING, EVENING_BEGINS, MIDNIGHT),
    )
    return [
        part
        for part, begins, ends in spans
        if begins <= start < ends or min(end, ends) - max(start, begins) > OVERLAP_HOURS
    ]
