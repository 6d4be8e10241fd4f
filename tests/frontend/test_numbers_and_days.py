"""Every number and every day that is sent has a smallest and a largest, by page and by program."""

import datetime
from datetime import timedelta

import pytest
from django import forms
from rest_framework import serializers

from community.common.dates import NotADay, check_clock_shows, check_day, in_london
from community.common.money import MAX_PENCE, MAX_ROW_ID
from frontend.api import typed
from frontend.components.fields import DateInWords, TimeInWords, WholeNumber
from tests.factories.supply import NOW
from tests.frontend.visiting import set_clock

from .test_intake import _load_all, _subclasses

pytestmark = pytest.mark.django_db

TODAY = datetime.date(2027, 5, 14)
NO_SUCH_TIME = datetime.datetime(2027, 3, 28, 1, 30)
TWO_SUCH_TIMES = datetime.datetime(2027, 10, 31, 1, 30)


def fields_of_shapes():
    """(shape, name, field) of all that is sent by a program, lists and tables opened."""
    _load_all()
    for shape in _subclasses(serializers.Serializer):
        if shape.__module__.startswith("frontend.api") and shape.__name__.endswith("In"):
            for name, field in shape._declared_fields.items():
                yield shape.__name__, name, getattr(field, "child", field)


@pytest.mark.holds("fault:H6")
def test_every_number_of_a_call_has_a_largest_that_its_column_holds():
    numbers = [each for each in fields_of_shapes() if isinstance(each[2], serializers.IntegerField)]
    assert len(numbers) > 30
    most = {
        (shape, name): MAX_PENCE if "pence" in name or name == "prices" else MAX_ROW_ID
        for shape, name, _field in numbers
    }
    assert [
        (shape, name)
        for shape, name, field in numbers
        if field.max_value is None or field.max_value > most[shape, name]
    ] == []


@pytest.mark.holds("fault:H8")
def test_every_day_and_moment_of_a_call_is_one_of_ours():
    days = (serializers.DateField, serializers.DateTimeField)
    ours = (typed.Day, typed.Moment)
    dated = [each for each in fields_of_shapes() if isinstance(each[2], days)]
    assert len(dated) > 15
    assert [each for each in dated if not isinstance(each[2], ours)] == []


@pytest.mark.holds("fault:H8")
@pytest.mark.parametrize("day", [datetime.date(2072, 1, 1), datetime.date(1027, 5, 1)])
def test_a_year_far_off_is_asked_about(day):
    set_clock(NOW)
    with pytest.raises(NotADay, match=f"{day.year} is a long way off"):
        check_day(day, TODAY)
    with pytest.raises(forms.ValidationError, match="a long way off"):
        DateInWords().clean([str(day.day), str(day.month), str(day.year)])
    with pytest.raises(serializers.ValidationError, match="a long way off"):
        typed.Day().run_validation(day.isoformat())
    with pytest.raises(serializers.ValidationError, match="a long way off"):
        typed.Moment().run_validation(f"{day.isoformat()}T10:00:00Z")


def test_a_day_near_by_is_a_day():
    check_day(TODAY + timedelta(days=3000), TODAY)
    assert typed.Day().run_validation("2027-05-14") == TODAY


@pytest.mark.holds("fault:H20")
def test_a_time_that_the_clocks_leave_out_or_show_twice_is_asked_again():
    set_clock(NOW)
    for naive, words in ((NO_SUCH_TIME, "there is no 1.30 am"), (TWO_SUCH_TIMES, "there are two")):
        with pytest.raises(NotADay, match=words):
            in_london(naive)
        with pytest.raises(serializers.ValidationError, match=words):
            typed.Moment().run_validation(naive.isoformat())


def test_a_time_with_its_zone_is_one_time():
    set_clock(NOW)
    for text in ("2027-10-31T01:30:00Z", "2027-10-31T01:30:00+01:00", "2027-07-01T10:00:00"):
        check_clock_shows(typed.Moment().run_validation(text))


@pytest.mark.holds("fault:H5")
@pytest.mark.parametrize("typed_text", ["9" * 5000, "99999999", "-1"])
def test_a_count_too_large_or_too_small_is_refused(typed_text):
    with pytest.raises(forms.ValidationError):
        WholeNumber().clean(typed_text)


@pytest.mark.holds("fault:H26")
@pytest.mark.parametrize(("said", "asked"), [("10", "10 am or 10 pm"), ("07", "7 am or 7 pm")])
def test_an_hour_that_could_be_two_is_asked_and_the_box_says_so_before(said, asked):
    box = TimeInWords()
    assert "am" in str(box.help_text)
    with pytest.raises(forms.ValidationError, match=asked):
        box.clean(said)


def test_an_hour_that_is_one_is_read():
    assert [TimeInWords().clean(text).hour for text in ("14", "2 pm", "10\u200b.30", "noon")] == [
        14, 14, 10, 12,
    ]  # fmt: skip
