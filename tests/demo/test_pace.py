"""The days of the demo: whenever it is begun, nothing in it is held when nobody would come."""

from datetime import date, datetime, timedelta

import pytest

from community.common.clock import LONDON
from demo.world.story_calendar import SATURDAY, TUESDAY, StoryCalendar

YEARS = 8


def diaries():
    """One begun on each day of the years in which Christmas Day comes on every day of the week."""
    begun = datetime(2026, 1, 1, 12, tzinfo=LONDON)
    return [StoryCalendar(begun + timedelta(days=day)) for day in range(YEARS * 366)]


@pytest.fixture(scope="module")
def tuesdays():
    """(days before, days from the next one on) of each diary, as a story under way has them."""
    return [
        (diary, diary.weeks_before(diary.first(TUESDAY, 0), 3), diary.first(TUESDAY, 0))
        for diary in diaries()
    ]


def test_no_session_is_on_christmas_day_boxing_day_or_new_years_day(tuesdays):
    held = set()
    for diary, past, _next in tuesdays:
        held |= {start.date() for start in diary.weekly(past[0], 10, sessions=8)}

    assert {day.weekday() for day in held} == {TUESDAY}
    assert not {(day.month, day.day) for day in held} & {(12, 25), (12, 26), (1, 1)}


def test_sessions_that_were_are_all_before_today_and_the_next_is_not(tuesdays):
    for diary, past, next_one in tuesdays:
        assert past[-1] < 0 <= next_one
        assert diary.weeks(past[0], 4) == [*past, next_one]


def test_what_came_before_a_first_session_is_moved_with_it(tuesdays):
    """It was paid for at the latest so many days before, however many weeks were left out."""
    for diary, (first, *_more), _next in tuesdays:
        before = diary.earlier(max(0, -21 - first))
        assert before.at(-30) <= diary.at(first - 9)


def test_a_session_that_would_be_on_christmas_day_is_two_weeks_on():
    diary = StoryCalendar(datetime(2027, 12, 20, 12, tzinfo=LONDON))

    assert diary.at(diary.first(SATURDAY, 0)).date() == date(2028, 1, 8)
    assert diary.at(diary.first(TUESDAY, 0)).date() == date(2027, 12, 21)
