"""When something happens is read from its words for certain, or not at all."""

from datetime import time

import pytest

from providers.rules.weekly_times import WEEKDAYS, WeeklyTime, weekly_times

HALF_TEN, NOON = time(10, 30), time(12)
READ = {
    "Tuesday, 10.30 am to 12 noon": [WeeklyTime(("TU",), HALF_TEN, NOON)],
    "Tuesdays 10:30am - 12 noon": [WeeklyTime(("TU",), HALF_TEN, NOON)],
    "Every Tuesday": [WeeklyTime(("TU",))],
    "on Tuesdays from 10.30 a.m.": [WeeklyTime(("TU",), HALF_TEN)],
    "Thursday, Friday, 12 noon to 2.15 pm": [WeeklyTime(("TH", "FR"), NOON, time(14, 15))],
    "Friday and Tuesday": [WeeklyTime(("TU", "FR"))],
    "Monday to Friday, 09:00–17:00": [WeeklyTime(WEEKDAYS, time(9), time(17))],
    "Weekdays, 12 noon": [WeeklyTime(WEEKDAYS, NOON)],
    "Monday, 2 pm; Saturday": [WeeklyTime(("MO",), time(14)), WeeklyTime(("SA",))],
    "Mon & Wed, 7 pm to 9 pm.": [WeeklyTime(("MO", "WE"), time(19), time(21))],
    # In words nobody says whether it is morning, nor whether "ten to two" is 1.50.
    "Tuesdays, ten to two": [WeeklyTime(("TU",))],
    "Every Tuesday, half past ten to half past twelve": [WeeklyTime(("TU",))],
    "Tuesdays at half past ten": [WeeklyTime(("TU",))],
}
NOT_READ = [
    "",
    "Sundays at three, October to March",
    "Saturdays at eleven, unless it is icy",
    "Tuesday or Friday mornings",
    "The first Friday of the month, two o’clock",
    "Every second Tuesday",
    "Tuesdays in term time",
    "Not Tuesdays",
    "Tuesday, 13 pm",
    "Tuesday, 10.75 am",
    "Tuesday, 4 pm to 2 pm",
    "Saturday to Monday",
    "Tuesdays; sometimes Fridays",
    "One morning a week, you choose which",
    "Tuesday, from 3 May 2027",
    "Tuesday, 10",
]


@pytest.mark.parametrize("words", READ)
def test_words_that_say_one_thing_are_read(words):
    assert weekly_times(words) == READ[words]


@pytest.mark.parametrize("words", NOT_READ)
def test_words_that_could_say_another_are_not(words):
    assert weekly_times(words) == []
