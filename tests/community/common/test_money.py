import pytest

from community.common.money import NotAnAmount, format_pounds, parse_pounds


@pytest.mark.parametrize(
    ("typed", "pence"),
    [("12", 1200), ("12.5", 1250), ("£12.50", 1250), ("1,200.05", 120005), (" £ 3 ", 300)],
)
def test_pence_in_what_a_person_types(typed, pence):
    assert parse_pounds(typed) == pence


@pytest.mark.parametrize("typed", ["", "twelve", "12.505", "-5", "1,20", "£", "1e3", "9999999"])
def test_what_is_not_an_amount_is_refused(typed):
    with pytest.raises(NotAnAmount):
        parse_pounds(typed)


@pytest.mark.parametrize(
    ("pence", "words"), [(1250, "£12.50"), (1200, "£12"), (-5, "-£0.05"), (123456700, "£1,234,567")]
)
def test_pounds_are_written_as_people_write_them(pence, words):
    assert format_pounds(pence) == words
