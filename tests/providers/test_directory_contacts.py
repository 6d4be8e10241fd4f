"""One table of what is a telephone number or a mailbox, and of what only looks like one."""

import time

import pytest

from providers.feed.rows.contacts import remove_contacts
from providers.feed.rows.links import parse_web_address
from providers.feed.rows.text import to_one_line

GO = [
    "07700 900123", "07700,900,123", "07700, 900, 123", "7700 900123", "7700900123",
    "O7700 900123", "07700 9OO123", "077OO 9OO123", "07700-900-123", "0 7700 900 123",
    "07 700 900 123", "077 00 90 01 23", "077-0090-0123", "0770 0900 123", "07700.900.123",
    "07700/900123", "07700_900_123", "07700:900:123", "07700|900|123", "07700*900*123",
    "07700 – 900 – 123", "07700 [900] 123", "(07700) 900123", "07700 900 12", "07700900123",
    "+447700900123", "+44 (0)7700 900 123", "+44.7700.900123", "0044 7700 900123",
    "447700900123", "٠٧٧٠٠٩٠٠١٢٣", "０７７００ ９００１２３", "07700\u200b900123",
    "zero seven seven zero zero nine double zero one two three",
    "ann@example.org", "ann @ example.org", "ann%40example.org", "mailto:ann@example.org",
    "ann at example.org", "ann.bell at example.org", "ann at gmail.com", "ann-at-example.org",
    "ann (a) example.org", "ann [@] example.org", "ann{at}example.org", "ann at example dot org",
    "ann (at) example (dot) org", "@annbell",
]  # fmt: skip
STAY = [
    "Starts 07/08/2027 10am at the hall. Ends 07/09/2027 - 4pm.",
    "07/07/2027, 07/08/2027 and 07/09/2027",
    "07.07.27, 14.07.27 and 21.07.27",
    "07 08 2027 10 30",
    "7-7-2027 to 7-8-2027",
    "2027-07-07 07:30",
    "07/08, 14/08, 21/08, 28/08",
    "07.30-9.30, 10.30-12.30",
    "07:30 - 09:30, 07:45",
    "0730-0930 and 0700-1900, 365 days",
    "From 7 July to 7 August 2027, room 7, 70 places",
    "£7.50, £07, £7,700,900,123",
    "0117 496 0123 or 0800 111 222 or 01632 960001",
    "Read more at example.org",
    "Book online at www.example.org",
    "7pm at the hall",
]


@pytest.mark.holds("fault:I4")
@pytest.mark.parametrize("contact", GO)
def test_a_mobile_number_or_a_mailbox_does_not_get_through(contact):
    text, notes = to_one_line(f"Ring {contact} to come")

    assert text.replace(" ", "") == "Ring(leftout)tocome"
    assert len(notes) == 1


@pytest.mark.holds("fault:I3")
@pytest.mark.parametrize("words", STAY)
def test_a_date_a_time_a_price_and_an_office_stay(words):
    assert to_one_line(words) == (words, [])


@pytest.mark.holds("fault:I3")
def test_a_price_or_a_time_at_a_place_is_no_mailbox():
    assert to_one_line("£5@door, 7pm@the hall") == ("£5 at door, 7pm at the hall", [])


@pytest.mark.holds("fault:I4")
def test_a_number_stays_apart_from_the_date_beside_it():
    text, _notes = to_one_line("From 07/08/2027: 07700 900123, 07700 900456. Ends 07/09/2027")

    assert text == "From 07/08/2027: (left out), (left out). Ends 07/09/2027"


@pytest.mark.holds("fault:I4")
def test_a_landline_beside_a_first_name_is_shown_and_counted():
    words = "Ask Ann Bell on 0117 496 0123"

    assert to_one_line(words) == (
        words,
        ["shown, for somebody to look at: a landline beside a name"],
    )
    assert to_one_line("Telephone 0117 496 0123")[1] == []


@pytest.mark.holds("fault:I4")
def test_no_link_leads_to_a_mobile_number():
    assert parse_web_address("https://wa.me/447700900123") == ""
    assert parse_web_address("https://example.org/2027-07-08/07-30") != ""


@pytest.mark.parametrize("part", ["a" * 40, "@", "a." * 10, "07" * 10, "07 " * 10, "a-at-" * 8])
def test_a_monstrous_text_costs_no_more_for_each_letter(part):
    """Eight times the text: eight times the work where it is read once, sixty-four where each
    letter is looked at from each other."""
    short = seconds_of_work(part * 250)

    assert seconds_of_work(part * 2_000) < 30 * max(short, 0.001)


def seconds_of_work(word: str) -> float:
    """Of this process alone, however busy the machine is: the least of three tries."""
    return min(_seconds_once(word) for _try in range(3))


def _seconds_once(word: str) -> float:
    begun = time.process_time()
    remove_contacts(word)
    return time.process_time() - begun
