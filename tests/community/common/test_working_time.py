"""Working days and hours, over the four nations, leap days and the changes of the clocks."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, time, timedelta

import pytest

from community.common.clock import LONDON
from community.common.working_time import (
    SUBDIVISIONS,
    WorkingWeek,
    _bank_holidays,
    add_working_days,
    add_working_hours,
    is_working_day,
)
from community.places.models.areas import Nation

ALL = {"england", "scotland", "wales", "northern_ireland"}
TUESDAYS_AND_WEDNESDAYS = WorkingWeek(weekdays=frozenset({1, 2}))


def at(text: str) -> datetime:
    """ "2027-05-04 10:00" by London's clock."""
    return datetime.fromisoformat(text).replace(tzinfo=LONDON)


def test_every_nation_of_an_area_has_its_bank_holidays():
    assert set(SUBDIVISIONS) == set(Nation.values)


@pytest.mark.parametrize(
    ("day", "where_people_work"),
    [
        (date(2027, 5, 4), ALL),  # an ordinary Tuesday
        (date(2027, 5, 8), set()),  # Saturday
        (date(2027, 5, 9), set()),  # Sunday
        (date(2027, 1, 4), ALL - {"scotland"}),  # 2 January, moved on from a Saturday
        (date(2027, 3, 17), ALL - {"northern_ireland"}),  # Saint Patrick
        (date(2027, 3, 26), set()),  # Good Friday
        (date(2027, 3, 29), {"scotland"}),  # Easter Monday
        (date(2027, 5, 3), set()),  # May Day
        (date(2027, 7, 12), ALL - {"northern_ireland"}),
        (date(2027, 8, 2), ALL - {"scotland"}),  # the summer holiday there
        (date(2027, 8, 30), {"scotland"}),  # the summer holiday elsewhere
        (date(2027, 11, 30), ALL - {"scotland"}),  # Saint Andrew
        (date(2027, 12, 27), set()),  # Christmas, moved on from a Saturday
        (date(2027, 12, 28), set()),  # Boxing Day, moved on from a Sunday
        (date(2027, 12, 29), ALL),
        (date(2028, 2, 29), ALL),  # a leap day, a Tuesday
        (date(2032, 2, 29), set()),  # a leap day, a Sunday
    ],
)
def test_a_working_day_is_one_of_its_nation(day, where_people_work):
    assert {
        nation for nation in Nation.values if is_working_day(day, nation=nation)
    } == where_people_work


@pytest.mark.parametrize(
    ("nation", "start", "count", "end"),
    [
        ("england", "2027-05-04 10:00", 1, "2027-05-05 10:00"),
        ("england", "2027-05-04 10:00", 5, "2027-05-11 10:00"),
        ("england", "2027-05-07 17:00", 1, "2027-05-10 17:00"),  # Friday to Monday
        # What begins on a day off: the next working day goes by whole.
        ("england", "2027-05-08 05:00", 1, "2027-05-11 00:00"),
        ("england", "2027-05-08 09:00", 1, "2027-05-11 00:00"),
        ("england", "2027-05-09 23:59", 1, "2027-05-11 00:00"),
        ("england", "2027-05-08 09:00", 2, "2027-05-12 00:00"),
        ("england", "2027-05-03 09:00", 1, "2027-05-05 00:00"),  # May Day itself
        ("england", "2027-04-30 12:00", 1, "2027-05-04 12:00"),  # over May Day
        # Christmas 2027 is on a Saturday: four days without work.
        ("wales", "2027-12-24 09:00", 1, "2027-12-29 09:00"),
        ("scotland", "2026-12-31 09:00", 1, "2027-01-05 09:00"),
        ("england", "2026-12-31 09:00", 1, "2027-01-04 09:00"),
        ("northern_ireland", "2027-03-16 09:00", 1, "2027-03-18 09:00"),
        # The clocks go forward on Sunday 28 March 2027, over Easter, and back on 31 October.
        ("england", "2027-03-25 09:00", 1, "2027-03-30 09:00"),
        ("scotland", "2027-03-25 09:00", 1, "2027-03-29 09:00"),
        ("england", "2027-10-29 12:00", 1, "2027-11-01 12:00"),
        ("england", "2028-02-28 09:00", 1, "2028-02-29 09:00"),  # leap days
        ("england", "2028-02-29 09:00", 1, "2028-03-01 09:00"),
    ],
)
def test_whole_working_days_later(nation, start, count, end):
    assert add_working_days(at(start), count, nation=nation) == at(end)


def test_over_a_change_of_the_clocks_the_time_of_day_stays():
    before = datetime(2027, 3, 25, 9, tzinfo=UTC)  # 9 am in London

    assert add_working_days(before, 1, nation="england") == datetime(2027, 3, 30, 8, tzinfo=UTC)


def test_late_in_the_evening_counts_by_londons_day():
    monday_night = datetime(2027, 5, 3, 23, 30, tzinfo=UTC)  # Tuesday 4 May, 0.30 am in London

    assert add_working_days(monday_night, 1, nation="england") == at("2027-05-05 00:30")


def test_somebody_who_works_two_days_a_week_has_working_days_of_their_own():
    wednesday = at("2027-05-05 10:00")

    assert not is_working_day(date(2027, 5, 6), nation="england", week=TUESDAYS_AND_WEDNESDAYS)
    assert add_working_days(wednesday, 1, nation="england", week=TUESDAYS_AND_WEDNESDAYS) == at(
        "2027-05-11 10:00"
    )


@pytest.mark.parametrize(
    ("start", "hours", "end"),
    [
        ("2027-05-04 10:00", 4, "2027-05-04 14:00"),
        ("2027-05-04 13:00", 4, "2027-05-04 17:00"),
        ("2027-05-04 15:00", 4, "2027-05-05 11:00"),
        ("2027-05-04 07:00", 4, "2027-05-04 13:00"),  # before it opens
        ("2027-05-04 22:00", 4, "2027-05-05 13:00"),  # after it closed
        ("2027-05-07 16:00", 4, "2027-05-10 12:00"),  # over the weekend
        ("2027-04-30 16:00", 12, "2027-05-05 12:00"),  # over May Day
        ("2027-10-29 16:00", 2, "2027-11-01 10:00"),  # over the change of the clocks
    ],
)
def test_working_hours_later(start, hours, end):
    moment = add_working_hours(at(start), timedelta(hours=hours), nation="england")

    assert moment == at(end)


def test_hours_are_of_the_week_they_are_counted_in():
    mornings = WorkingWeek(opens=time(10), closes=time(12))

    moment = add_working_hours(
        at("2027-05-04 11:00"), timedelta(hours=2), nation="england", week=mornings
    )

    assert moment == at("2027-05-05 11:00")


def test_many_who_ask_at_once_for_a_year_nobody_asked_for_hear_the_same():
    for _round in range(20):
        _bank_holidays.cache_clear()
        with ThreadPoolExecutor(8) as threads:
            answers = threads.map(
                lambda _nth: is_working_day(date(2031, 12, 25), nation="england"), range(16)
            )
            assert not any(answers)
