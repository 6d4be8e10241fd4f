"""Dates, money, distance and places in words."""

import datetime

import pytest
from django.template.loader import render_to_string

from frontend.components.before_yes import before_provider_yes, before_yes
from frontend.templatetags import formats as words
from frontend.templatetags import page


def utc(*when):
    return datetime.datetime(*when, tzinfo=datetime.UTC)


@pytest.mark.parametrize(
    ("when", "day"),
    [
        (datetime.date(2027, 5, 14), "Friday 14 May 2027"),
        (utc(2027, 5, 14, 9), "Friday 14 May 2027"),
        (utc(2027, 5, 14, 23, 30), "Saturday 15 May 2027"),
        (None, ""),
    ],
)
def test_a_day_is_said_by_the_calendar_here(when, day):
    assert words.day_in_words(when) == day


@pytest.mark.parametrize(
    ("when", "said"),
    [
        (utc(2027, 5, 14, 9, 30), "10.30 am"),
        (utc(2027, 12, 14, 14), "2 pm"),
        (utc(2027, 12, 14, 12), "12 noon"),
        (utc(2027, 12, 14, 0, 5), "12.05 am"),
        (datetime.time(0), "midnight"),
        (datetime.time(12, 1), "12.01 pm"),
    ],
)
def test_a_time_is_said_by_the_clock_here(when, said):
    assert words.time_in_words(when) == said


def test_a_moment_is_a_day_and_a_time():
    assert words.moment_in_words(utc(2027, 5, 14, 9)) == "Friday 14 May 2027 at 10 am"


@pytest.mark.parametrize(
    ("km", "said"),
    [
        (0, "less than ½ mile"),
        (0.3, "less than ½ mile"),
        (0.5, "about ½ mile"),
        (1.2, "about ½ mile"),
        (1.3, "about 1 mile"),
        (2.4, "about 1½ miles"),
        (3.3, "about 2 miles"),
        (4.1, "about 2½ miles"),
        (4.8, "about 3 miles"),
        (12, "about 7 miles"),
        (None, "distance not known"),
    ],
)
def test_distance_is_said_as_a_neighbour_would(km, said):
    assert words.distance_in_words(km) == said


def test_small_numbers_are_words():
    assert [words.number_in_words(n) for n in (0, 3, 10, 11)] == ["none", "three", "ten", "11"]


@pytest.mark.parametrize(
    ("covered", "places", "said"),
    [
        (4, 6, "4 of 6 places covered. The rest: not yet."),
        (6, 6, "All 6 places are covered."),
        (1, 1, "The one place is covered."),
        (0, 1, "The one place is not covered yet."),
        (0, 6, "None of the 6 places is covered yet."),
    ],
)
def test_places_are_said_as_well_as_drawn(covered, places, said):
    drawn = render_to_string("parts/places.html", page.places_covered(covered, places))
    assert said in drawn
    assert drawn.count('"cp-places__covered"') == covered
    assert drawn.count('"cp-places__not-yet"') == places - covered


@pytest.mark.holds("M141")
def test_every_question_beside_a_yes_has_an_answer_or_says_it_is_not_known():
    questions = before_yes({"try_once": "Yes, the first morning."})
    assert [question.answer for question in questions].count(
        "Not known. Please ask before you decide."
    ) == 6
    assert questions[1].answer == "Yes, the first morning."
    assert questions[-1].answer == (
        "Your agreement is with whoever runs it. Nobody owes another’s share."
    )


def test_an_answer_to_a_question_nobody_asked_is_a_mistake_of_ours():
    with pytest.raises(KeyError):
        before_yes({"try_twice": "Yes"})


@pytest.mark.holds("M141")
def test_a_provider_is_told_when_for_how_many_and_until_when():
    assert len(before_provider_yes({})) == 3


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        (1, "1 minute"),
        (45, "45 minutes"),
        (60, "1 hour"),
        (75, "1 hour and 15 minutes"),
        (90, "1½ hours"),
        (120, "2 hours"),
        (300, "5 hours"),
    ],
)
def test_how_long_it_takes_is_said_in_hours(minutes, said):
    assert words.minutes_in_words(minutes) == said
