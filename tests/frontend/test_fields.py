import datetime

import pytest
from django import forms
from django.core.exceptions import ValidationError

from frontend.api.typed import Postcode
from frontend.components.fields import (
    DateInWords,
    PenceField,
    PostcodeField,
    TimeInWords,
    WholeNumber,
)


def refusal(field, typed):
    with pytest.raises(ValidationError) as refused:
        field.clean(typed)
    return refused.value.messages


@pytest.mark.parametrize(
    ("typed", "pence"), [("12", 1200), ("12.50", 1250), ("£12.50", 1250), (" £1,200 ", 120000)]
)
def test_money_is_whole_pence_however_it_is_typed(typed, pence):
    assert PenceField().clean(typed) == pence


@pytest.mark.parametrize("typed", ["lots", "-3", "1e3", "£", "."])
def test_money_that_is_not_an_amount_is_refused_plainly(typed):
    assert refusal(PenceField(), typed) == ["Enter an amount of money, like 12 or 12.50."]


@pytest.mark.holds("fault:H24")
@pytest.mark.parametrize(
    ("typed", "pence"),
    [(".50", 50), ("12.", 1200), ("50p", 50), ("\u202a£12", 1200), ("£ 1,200.5", 120050)],
)
def test_money_is_read_as_people_write_it(typed, pence):
    assert PenceField().clean(typed) == pence


@pytest.mark.holds("fault:H24")
@pytest.mark.parametrize(
    ("typed", "asked"),
    [("12,50", "Is that £12.50?"), ("1.200", "Is that £1,200?"), ("12.505", "Is that £12,505?")],
)
def test_what_could_be_two_sums_is_asked_again(typed, asked):
    assert refusal(PenceField(), typed)[0].startswith(asked)


@pytest.mark.holds("fault:H5")
@pytest.mark.parametrize("typed", ["9" * 5000, "9" * 5000 + "p", "1000000.01", "1" + ",000" * 2000])
def test_a_sum_too_large_for_anybody_is_refused_in_words(typed):
    assert refusal(PenceField(), typed) == ["Enter an amount under £1,000,000."]


def test_money_from_the_program_is_shown_in_pounds_and_what_was_typed_stays_as_typed():
    field = PenceField()
    assert [field.prepare_value(value) for value in (1250, 5, "£12", None)] == [
        "12.50",
        "0.05",
        "£12",
        None,
    ]


def test_money_left_out_is_nothing_not_zero():
    assert PenceField(required=False).clean("") is None


@pytest.mark.parametrize(
    ("typed", "tidy"),
    [("bs31ab", "BS3 1AB"), ("(BS3–IAB) UK", "BS3 1AB"), ("bs3 1", "BS3"), ("w1a 1aa", "W1A 1AA")],
)
def test_postcode_is_tidied(typed, tidy):
    assert PostcodeField().clean(typed) == tidy


@pytest.mark.holds("fault:H2")
def test_an_offer_by_program_has_its_postcode_read_as_by_page():
    assert Postcode().run_validation("(bs3–iab)") == PostcodeField().clean("(bs3–iab)")


@pytest.mark.parametrize("typed", ["BS3 1ABC", "12345", "BS3 1AB, BS3 1AD"])
def test_postcode_of_the_wrong_shape_is_refused_with_an_example(typed):
    assert refusal(PostcodeField(), typed) == [
        f"“{typed}” is not a postcode. Type it like BS3 1AB, or just its first half, like BS3."
    ]


@pytest.mark.usefixtures("db")
@pytest.mark.parametrize(
    "typed",
    [
        ("14", "5", "2027"),
        ("14", "05", "2027"),
        ("14th", "May", "2027"),
        (" 14 ", "may", " 2027"),
    ],
)
def test_a_day_can_be_typed_in_several_ways(typed):
    assert DateInWords().clean(typed) == datetime.date(2027, 5, 14)


@pytest.mark.parametrize(
    ("typed", "words", "boxes"),
    [
        (("31", "6", "2027"), "There is no 31 June in 2027.", ["day"]),
        (("29", "Feb", "2027"), "There is no 29 February in 2027.", ["day"]),
        (("14", "", "2027"), "The date also needs a month.", ["month"]),
        (("", "5", ""), "The date also needs a day and a year.", ["day", "year"]),
        (("40", "5", "2027"), "The day is a number from 1 to 31.", ["day"]),
        (
            ("14", "13", "2027"),
            "The month is a number from 1 to 12, or a name like May.",
            ["month"],
        ),
        (
            ("14", "Ma", "2027"),
            "The month is a number from 1 to 12, or a name like May.",
            ["month"],
        ),
        (("14", "5", "27"), "The year has four numbers, like 2027.", ["year"]),
    ],
)
def test_a_day_that_is_not_one_is_refused_at_the_box_at_fault(typed, words, boxes):
    with pytest.raises(ValidationError) as refused:
        DateInWords().clean(typed)
    assert (refused.value.messages, refused.value.params) == ([words], {"boxes": boxes})


def test_a_day_may_be_left_out_where_it_is_optional():
    assert DateInWords(required=False).clean(["", "", ""]) is None


@pytest.mark.usefixtures("db")
def test_a_day_is_read_from_three_boxes_of_a_form():
    class When(forms.Form):
        when = DateInWords()

    form = When({"when_day": "14", "when_month": "5", "when_year": "2027"})
    assert form.is_valid()
    assert form.cleaned_data == {"when": datetime.date(2027, 5, 14)}


@pytest.mark.parametrize(
    ("typed", "time"),
    [
        ("10.30 am", datetime.time(10, 30)),
        ("10:30am", datetime.time(10, 30)),
        ("2 pm", datetime.time(14)),
        ("12am", datetime.time(0)),
        ("12.15 p.m.", datetime.time(12, 15)),
        ("14:00", datetime.time(14)),
        ("noon", datetime.time(12)),
    ],
)
def test_a_time_can_be_typed_in_several_ways(typed, time):
    assert TimeInWords().clean(typed) == time


@pytest.mark.parametrize("typed", ["25.00", "10.75", "13 pm", "early"])
def test_a_time_that_could_be_anything_is_refused_with_an_example(typed):
    assert refusal(TimeInWords(), typed) == ["Enter a time, like 10.30 am or 2 pm."]


def test_a_whole_number_is_asked_for_plainly():
    assert refusal(WholeNumber(), "a few") == ["Enter a whole number, like 6."]
