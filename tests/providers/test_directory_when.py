"""When a directory row happens: a rule in words, its own words, or not known. Never a guess."""

from datetime import date

import pytest

from providers.feed.rows.when import parse_when

ON = date(2027, 5, 4)
AT_TEN = {"opens_at": "10:00", "closes_at": "12:00"}
UNCERTAIN = "a timetable that cannot be read for certain"


def when(*timetables, **row):
    return parse_when({"schedules": list(timetables)} | row, on=ON)


@pytest.mark.holds("fault:I2")
@pytest.mark.parametrize(
    ("timetable", "words"),
    [
        (
            {"freq": "MONTHLY", "byday": "1MO"} | AT_TEN,
            "the first Monday of each month, 10 am to 12 noon",
        ),
        (
            {"freq": "MONTHLY", "byday": "1MO,3MO"},
            "the first Monday, the third Monday of each month",
        ),
        ({"freq": "MONTHLY", "byday": "-1FR"}, "the last Friday of each month"),
        (
            {"freq": "MONTHLY", "byday": "2WE", "interval": 2},
            "the second Wednesday of every second month",
        ),
        ({"freq": "MONTHLY", "bymonthday": "15"}, "the 15th of each month"),
        ({"freq": "MONTHLY", "bymonthday": -1}, "the last day of each month"),
        ({"freq": "WEEKLY", "interval": 2, "byday": "TU"}, "every second Tuesday"),
        ({"freq": "WEEKLY", "interval": "4", "byday": "TU"}, "Tuesday, every 4 weeks"),
        ({"freq": "WEEKLY", "dtstart": "2027-01-05"}, "Tuesday"),
        ({"weekday": "Weekdays"}, "Monday to Friday"),
        ({"weekday": "Mon-Fri"}, "Monday to Friday"),
        ({"weekday": "Saturdays and Sunday"}, "Saturday, Sunday"),
        ({"byday": ["TH", "FR"]}, "Thursday, Friday"),
        ({"freq": "DAILY"}, "every day"),
        ({"freq": "DAILY", "interval": 2}, "every second day"),
        ({"byday": "TU", "opens_at": "2pm", "closes_at": "3.30 pm"}, "Tuesday, 2 pm to 3.30 pm"),
        ({"byday": "TU", "valid_from": "2027-09-01"}, "Tuesday, from 1 September 2027"),
        ({"byday": "TU", "valid_to": "31/12/2027"}, "Tuesday, until 31 December 2027"),
        ({"byday": "TU", "valid_to": "2099-12-31"}, "Tuesday"),
        ({"byday": "TU", "description": "Term time only"}, "Tuesday (Term time only)"),
        ({"description": "Most Tuesdays"}, "Most Tuesdays"),
    ],
)  # fmt: skip
def test_a_rule_is_said_in_words(timetable, words):
    assert when(timetable) == (words, [])


@pytest.mark.holds("fault:I2")
@pytest.mark.parametrize(
    "timetable",
    [
        {"byday": "TU", "opens_at": "14:00", "closes_at": "13:00"},
        {"byday": "TU", "opens_at": "99:99"},
        {"byday": "TU", "opens_at": "10"},
        {"byday": "1MO"},
        {"freq": "MONTHLY", "byday": "MO"},
        {"freq": "MONTHLY", "byday": "1MO", "bymonthday": "15"},
        {"freq": "YEARLY", "byday": "MO"},
        {"freq": "FORTNIGHTLY", "byday": "MO"},
        {"freq": "WEEKLY"},
        {"freq": "WEEKLY", "byday": "TU", "interval": 1.5},
        {"freq": "WEEKLY", "byday": "TU", "interval": 10**400},
        {"freq": "WEEKLY", "byday": "TU", "bymonth": "7"},
        {"freq": "WEEKLY", "byday": "TU", "count": 6},
        {"byday": "TU", "valid_to": "soon"},
        {"byday": "TU", "valid_to": 20191231},
        {"weekday": "Wednesday fortnightly"},
        {"weekday": "Bank holidays"},
        {"byday": {"day": "TU"}},
        {"byday": 7},
    ],
)
def test_what_has_no_one_reading_is_never_guessed_and_is_counted(timetable):
    assert when(timetable) == ("Days and times not known, ask", [UNCERTAIN])
    own = when(timetable | {"description": "Tuesdays, mostly"})
    assert own == ("Tuesdays, mostly", [UNCERTAIN])
    assert when({"byday": "MO"}, timetable)[0] == "Monday; Other days and times: not known, ask"


@pytest.mark.holds("fault:I2")
@pytest.mark.parametrize("ended", ["31/12/2019", "2019-12-31", "20191231T000000Z", "3.5.2027"])
@pytest.mark.parametrize("field", ["valid_to", "until"])
def test_a_past_end_is_past(ended, field):
    past = {"byday": "TU", field: ended}

    assert when(past, {"byday": "MO"}) == ("Monday", ["a timetable that has ended"])
    assert when(past)[0] == "The dates it gives are past, ask"


@pytest.mark.holds("fault:I2")
def test_exceptions_that_are_not_past_are_said():
    closed = {"closed": True, "start_date": "2027-12-24", "end_date": "2028-01-02"}
    past = {"closed": True, "start_date": "2026-12-24", "end_date": "2027-01-02"}
    other = {"closed": False, "start_date": "2027-05-31", "end_date": "2027-05-31"}

    words, notes = when({"byday": "TU"}, holiday_schedules=[closed, past, other, {"closed": True}])

    assert words == (
        "Tuesday; closed 24 December 2027 to 2 January 2028; at other times 31 May 2027, ask"
    )
    assert notes == ["days that are different, which cannot be read"]
