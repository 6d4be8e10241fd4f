"""Days and times of day out of the words in which providers write them, and only where certain."""

import pytest

from community.places.days_said import DayPart, Weekday, day_parts_said, days_said

MON, TUE, WED, THU, FRI, SAT, SUN = Weekday
WEEKDAYS, ALL = MON | TUE | WED | THU | FRI, MON | TUE | WED | THU | FRI | SAT | SUN
MORNING, AFTERNOON, EVENING = DayPart
NO_DAY, NO_PART = Weekday(0), DayPart(0)


@pytest.mark.parametrize(
    ("said", "days", "parts"),
    [
        ("Mondays, ten to twelve", MON, MORNING),
        ("Mondays and Wednesdays, ten to one", MON | WED, MORNING),
        ("One Saturday a month, ten to four", SAT, MORNING | AFTERNOON),
        ("Sundays at three, October to March", SUN, AFTERNOON),
        ("Tuesdays and Thursdays, half past twelve", TUE | THU, AFTERNOON),
        ("Every Tuesday, half past ten to half past twelve", TUE, MORNING),
        ("Saturdays at eleven, unless it is icy", SAT, MORNING),
        ("Mondays, ten to four, no appointment", MON, MORNING | AFTERNOON),
        ("Monday to Friday, ten to three", WEEKDAYS, MORNING | AFTERNOON),
        ("Saturday to Monday", SAT | SUN | MON, NO_PART),
        ("Mon-Fri 9am-5pm", WEEKDAYS, MORNING | AFTERNOON),
        ("Sat & Sun 14:00–16:00", SAT | SUN, AFTERNOON),
        ("every second Tuesday, 10.30 am to 12 noon", TUE, MORNING),
        ("6-8pm Thursdays", THU, EVENING),
        ("11-1pm Mondays", MON, MORNING),
        ("Tuesday or Friday mornings", TUE | FRI, MORNING),
        ("Weekdays, and one Saturday in two", WEEKDAYS | SAT, NO_PART),
        ("every day", ALL, NO_PART),
        # What could be read in two ways, or of some days only, is not known.
        ("Thursdays, six to half past seven", THU, NO_PART),
        ("The second Thursday of the month, at six", THU, NO_PART),
        ("Weekends, or weekday evenings", ALL, NO_PART),
        ("Any evening but Sunday, six to nine", NO_DAY, EVENING),
        ("Daily, not Sundays", NO_DAY, NO_PART),
        ("One morning a week, you choose which", NO_DAY, MORNING),
        ("Six people, Fridays", FRI, NO_PART),
        ("Ask us", NO_DAY, NO_PART),
        ("", NO_DAY, NO_PART),
    ],
)
def test_what_is_said_of_when(said, days, parts):
    assert (days_said(said), day_parts_said(said)) == (days, parts)


@pytest.mark.parametrize("noise", ["to" * 100, "mon" * 60, "1 " * 100, "one to " * 28, "9-" * 99])
def test_whatever_is_written_is_read(noise):
    assert isinstance(days_said(noise), Weekday) and isinstance(day_parts_said(noise), DayPart)
