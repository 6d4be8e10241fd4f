"""Working days and hours: not Saturdays and Sundays, nor the bank holidays of the nation."""

from collections.abc import Set
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache

import holidays

from community.common.clock import LONDON
from community.common.dates import end_of_day

SUBDIVISIONS = {
    "england": "ENG",
    "scotland": "SCT",
    "wales": "WLS",
    "northern_ireland": "NIR",
}  # of `Area.nation`, as the library names them


@dataclass(frozen=True)
class WorkingWeek:
    """When somebody works, by London's clock. `weekdays` are of date.weekday()."""

    weekdays: Set[int] = frozenset(range(5))
    opens: time = time(9)
    closes: time = time(17)


OFFICE_WEEK = WorkingWeek()


def is_working_day(day: date, *, nation: str, week: WorkingWeek = OFFICE_WEEK) -> bool:
    return day.weekday() in week.weekdays and day not in _bank_holidays(nation, day.year)


def is_working_hour(moment: datetime, *, nation: str, week: WorkingWeek = OFFICE_WEEK) -> bool:
    """Whether somebody works at this moment."""
    local = moment.astimezone(LONDON)
    is_open = week.opens <= local.time() < week.closes
    return is_open and is_working_day(local.date(), nation=nation, week=week)


def add_working_days(
    moment: datetime, count: int, *, nation: str, week: WorkingWeek = OFFICE_WEEK
) -> datetime:
    """When `count` whole working days have gone since `moment`: the same time on a later one.

    What begins on a day off begins with the next working day, and that day goes by whole: from
    Saturday 9 am, one working day is over at the end of Monday.
    """
    start = moment.astimezone(LONDON)
    if not is_working_day(start.date(), nation=nation, week=week):
        last_day = _later_working_day(start.date(), count, nation=nation, week=week)
        return end_of_day(last_day)
    later_day = _later_working_day(start.date(), count, nation=nation, week=week)
    return datetime.combine(later_day, start.timetz())


def add_working_hours(
    moment: datetime, hours: timedelta, *, nation: str, week: WorkingWeek = OFFICE_WEEK
) -> datetime:
    """When so many hours of open days have gone since `moment`."""
    day, remaining = moment.astimezone(LONDON).date(), hours
    while True:
        if is_working_day(day, nation=nation, week=week):
            opens_at = max(moment, datetime.combine(day, week.opens, tzinfo=LONDON))
            closes_at = datetime.combine(day, week.closes, tzinfo=LONDON)
            open_for = closes_at - opens_at.astimezone(LONDON)
            if remaining <= open_for:
                return opens_at.astimezone(LONDON) + remaining
            remaining -= max(open_for, timedelta())
        day += timedelta(days=1)


def _later_working_day(day: date, count: int, *, nation: str, week: WorkingWeek) -> date:
    """The working day that is the `count`th after `day`."""
    for _nth in range(count):
        day += timedelta(days=1)
        while not is_working_day(day, nation=nation, week=week):
            day += timedelta(days=1)
    return day


# A set of its own for each year: the library's own fills itself while it is asked, which two
# threads at once may not.
@cache
def _bank_holidays(nation: str, year: int) -> frozenset[date]:
    return frozenset(holidays.country_holidays("GB", subdiv=SUBDIVISIONS[nation], years=year))
