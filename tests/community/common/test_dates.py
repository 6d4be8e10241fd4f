from datetime import UTC, date, datetime, time, timedelta

import pytest

from community.common.clock import LONDON
from community.common.dates import (
    end_of_day,
    format_date,
    format_day,
    format_moment,
    format_time,
    last_day_before,
    start_of_day,
)


@pytest.mark.parametrize(
    ("when", "day", "without_weekday"),
    [
        (date(2027, 5, 14), "Friday 14 May 2027", "14 May 2027"),
        (datetime(2027, 5, 13, 23, 30, tzinfo=UTC), "Friday 14 May 2027", "14 May 2027"),
        (datetime(2027, 1, 13, 23, 30, tzinfo=UTC), "Wednesday 13 January 2027", "13 January 2027"),
    ],
)
def test_a_day_is_said_by_the_calendar_of_london(when, day, without_weekday):
    assert (format_day(when), format_date(when)) == (day, without_weekday)


@pytest.mark.parametrize(
    ("when", "said"),
    [
        (time(10, 30), "10.30 am"),
        (time(14), "2 pm"),
        (time(12), "12 noon"),
        (time(0), "midnight"),
        (time(12, 5), "12.05 pm"),
        (datetime(2027, 5, 14, 9, 30, tzinfo=UTC), "10.30 am"),
    ],
)
def test_a_time_is_said_as_people_say_it(when, said):
    assert format_time(when) == said


def test_a_moment_is_said_with_its_day():
    assert format_moment(datetime(2027, 5, 14, 9, 30, tzinfo=UTC)) == (
        "Friday 14 May 2027 at 10.30 am"
    )


# The clocks change in the night to 28 March and to 31 October 2027.
@pytest.mark.parametrize(
    ("day", "hours"), [(date(2027, 5, 14), 24), (date(2027, 3, 28), 23), (date(2027, 10, 31), 25)]
)
def test_a_day_ends_where_the_next_begins_and_closes_on_that_day(day, hours):
    begins, ends = start_of_day(day), end_of_day(day)

    assert ends == start_of_day(day + timedelta(days=1))
    assert ends.astimezone(UTC) - begins.astimezone(UTC) == timedelta(hours=hours)
    assert (last_day_before(ends), begins.astimezone(LONDON).date()) == (day, day)
