"""What people type: kept as it looks, compared as it looks. Two tables, of names that live and of
names that do not, for every test that takes names."""

from time import process_time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from community.common.intake import (
    compared,
    count_letters,
    take_in,
    take_in_address,
    take_in_code,
    take_in_lines,
)

# Names that must live, as they are: what stands between their letters belongs to them.
LIVE = {
    "O’Brien": 7,
    "Zoë": 3,
    "می‌خواهم": 7,  # Persian, with the joiner that keeps two letters apart
    "ന്‍": 1,  # Malayalam, its own letter by a joiner
    "ශ්‍රී": 2,  # Sinhala: one to the eye, two to Unicode
    "שָׁלוֹם": 4,
    "李雷": 2,
    "Nguyễn": 6,
    "👩‍👩‍👧": 1,
    "Ann 🌻": 5,
    "🏴󠁧󠁢󠁷󠁬󠁳󠁿": 1,
    "1️⃣": 1,
    "M": 1,
}
# (typed, kept): what nobody sees is not kept; where nothing can be seen, nothing is.
GONE = [
    ("Blue scarf\u200b", "Blue scarf"),
    ("Blue\u00a0scarf", "Blue scarf"),
    ("  Blue \t scarf ", "Blue scarf"),
    ("Blue\u00adscarf", "Bluescarf"),
    ("Blue\ufe0f", "Blue"),
    ("Bl\u200due", "Blue"),
    ("Ann\u202egroup", "Anngroup"),
    ("\u2067Ann\u2069", "Ann"),
    ("a" + "\u0301" * 50, "\u00e1" + "\u0301" * 4),
    ("Zoe\u0308", "Zo\u00eb"),
    ("Ann\x00", "Ann"),
    ("Ann\ud800", "Ann"),
    ("\ue000Ann", "Ann"),
    *((unseen, "") for unseen in ("\u2800", "\u200b", "\u3164", "\u0301", "\ufeff", " \u00a0", "")),
]
ALIKE = [
    ("Blue scarf", "blue  scarf"),
    ("Blue scarf", "Blue scarf\u200b"),
    ("Blue scarf", "Вlue sсаrf"),  # four of the letters are Cyrillic
    ("O’Brien", "O'BRIEN"),
    ("Ian", "lan"),
    ("Ian", "ian"),
    ("Otto", "0tto"),
    ("Nora", "Νora"),  # a Greek capital
    ("Νίκος", "ΝΊΚΟΣ"),
    ("Маша", "МАША"),
    ("می‌خواهم", "میخواهم"),
    ("Ａnn", "Ann"),
]
APART = [
    ("Ann", "Anne"),
    ("Zoë", "Zoe"),
    ("Ann A", "Ann B"),
    ("👩‍👩‍👧", "👩‍👩‍👦"),
    ("李雷", "李蕾"),
]

# Any text at all, and often what joins, marks and turns round.
TYPED = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from("\u200b\u200c\u200d\ufe0f \u00a0\n\u0301\u0345\u094d\u0915\u0647\u0660"),
        st.sampled_from("\u202e\u1100\u1161\U0001f469\U0001f3f4\U000e0067\U000e007f"),
    )
)


@pytest.mark.holds("fault:H1")
@pytest.mark.parametrize(("name", "letters"), LIVE.items())
def test_a_name_that_must_live_is_kept_and_counted_as_people_count(name, letters):
    assert (take_in(name), count_letters(name)) == (name, letters)


@pytest.mark.holds("fault:H1")
@pytest.mark.parametrize(("typed", "kept"), GONE, ids=ascii)
def test_what_nobody_sees_is_not_kept(typed, kept):
    assert take_in(typed) == kept


@pytest.mark.holds("fault:H1")
@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_names_that_look_the_same_compare_as_one(one, other):
    assert compared(one) == compared(other)


@pytest.mark.parametrize(("one", "other"), APART)
def test_names_that_can_be_told_apart_are_two(one, other):
    assert compared(one) != compared(other)


def test_lines_stay_lines_with_at_most_one_empty_between():
    assert take_in_lines(" One \r\n\r\n\r\n\u200b\ntwo\u2028three\n") == "One\n\ntwo\nthree"


@pytest.mark.holds("fault:H3")
@pytest.mark.parametrize("typed", ["ann@x.example\u200b", " Ann@X.example", "ann\u2060@x.example"])
def test_a_mail_address_is_one_however_it_is_pasted(typed):
    assert take_in_address(typed) == "ann@x.example"


@pytest.mark.holds("fault:H4")
@pytest.mark.parametrize("typed", ["ABC–DEF\u200b", " abc def", "ABC-DEF.", "«ABC-DEF»"])
def test_of_a_pasted_code_only_letters_and_digits_count(typed):
    assert take_in_code(typed).upper() == "ABCDEF"


# Each of one letter and what is heaped on it, or of one word without an end.
HEAPED = [
    "\u0301",
    "\u0301\u0323",
    "\u094d\u200d",
    "\U000e0067",
    "\u200d",
    "я",
    "\u0647\u0345\u200d",
]


def _seconds(text: str) -> float:
    """Of a quiet processor, for all that is done with what somebody types."""
    times = []
    for _time in range(3):
        begun = process_time()
        compared(text)
        take_in_lines(text)
        times.append(process_time() - begun)
    return min(times)


@pytest.mark.holds("fault:H22")
@pytest.mark.parametrize("heap", HEAPED, ids=ascii)
def test_a_long_text_takes_longer_by_its_length_and_no_more(heap):
    """Sixteen times as long: sixteen times, where one that looks back at each sign takes 256."""
    begins = "\U0001f3f4" if heap == "\U000e0067" else "\u0915"
    short = begins + heap * (400 // len(heap))

    assert _seconds(begins + heap * (6400 // len(heap))) < 80 * _seconds(short)


def _is_taken_in_for_good(text: str) -> None:
    for take in (take_in, take_in_lines, take_in_address, take_in_code):
        taken_in = take(text)
        assert take(taken_in) == taken_in, ascii(text)
        assert "\x00" not in taken_in
        taken_in.encode()
    taken_in = take_in(text)
    assert compared(text) == compared(taken_in)
    assert bool(compared(text)) == bool(taken_in)


@pytest.mark.holds("fault:H1")
@given(TYPED)
def test_taking_in_twice_changes_nothing(text):
    _is_taken_in_for_good(text)


@pytest.mark.prove
@pytest.mark.fuzz
def test_taking_any_text_in_twice_changes_nothing(seed):
    from hypothesis import seed as begin_with

    begin_with(seed)(
        settings(max_examples=50_000, deadline=None, database=None)(
            given(TYPED)(_is_taken_in_for_good)
        )
    )()
