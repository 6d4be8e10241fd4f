"""What of a directory's words may be published, and how they are mended."""

from datetime import date

import pytest

from providers.feed.rows.links import parse_web_address
from providers.feed.rows.row import RowRejected, parse_row
from providers.feed.rows.text import shorten, to_one_line, to_plain_text
from providers.feed.rows.topics import guess_kinds, parse_suits

ON = date(2027, 5, 4)
ROW = {"id": "1", "name": "Singing", "description": "We sing.", "status": "active"}


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("<p>One</p><p>Two</p>", "One\n\nTwo"),
        ("One<br>Two<br/>Three", "One\nTwo\nThree"),
        ("<ul><li>Tea</li><li></li><li>Cake</li></ul>", "• Tea\n\n• Cake"),
        ("<table><tr><td>Mon</td><td>10am</td></tr></table>", "Mon 10am"),
        ("Fish &amp; chips&nbsp;here", "Fish & chips here"),
        ("<script>alert(1)</script><style>p{}</style>Tea", "Tea"),
        ("&lt;script&gt;alert(1)&lt;/script&gt;Tea", "Tea"),
        ("&amp;lt;b&amp;gt;Tea&amp;lt;/b&amp;gt;", "Tea"),
        ("ages <5 & up", "ages ‹5 & up"),
        ("<a href='javascript:x()'>Come</a><!-- hidden -->", "Come"),
        ("te\u00ada\u200b and\u0000 \u202ecake", "tea and cake"),
        ("Ｔｅａ", "Tea"),
        (None, ""),
        (7, "7"),
    ],
)
def test_markup_becomes_plain_paragraphs(raw, text):
    assert to_plain_text(raw)[0] == text


@pytest.mark.parametrize(
    "contact",
    [
        "ann@example.org",
        "mailto:ann@example.org",
        "ann.bell+x@mail.example.org",
        "ann @ example.org",
        "ann (at) example (dot) org",
        "ann[at]example.org",
        "ann at example dot org",
        "ann@\u200bexample.org",
        "ann＠example.org",
        "<b>ann</b>@<i>example.org</i>",
        "&#97;nn&#64;example.org",
        "07700 900123",
        "07700-900-123",
        "0 7700 900 123",
        "07700.900.123",
        "07700&nbsp;900&nbsp;123",
        "+447700900123",
        "+44 (0)7700 900 123",
        "0044 7700 900123",
        "(07700) 900123",
        "０７７００ ９００１２３",
        "077<b>00</b> 900123",
    ],
)
def test_no_address_and_no_mobile_number_is_left(contact):
    text, notes = to_plain_text(f"<p>Ring {contact} to come</p>")

    assert "example" not in text
    assert not any(digit in text for digit in "0123456789")
    assert text.startswith("Ring") and text.endswith("to come")
    assert len(notes) == 1


def test_the_number_of_an_office_and_ordinary_figures_stay():
    text = "Ring 0117 496 0123 or 0800 111 222. Open 10 to 4 since 2007, room 7, £7.50, 07.30 to 9."

    assert to_plain_text(text) == (text, [])


def test_an_at_sign_between_words_is_only_a_short_word():
    assert to_one_line("Coffee @ the old hall") == ("Coffee at the old hall", [])


def test_a_picture_inside_the_text_is_dropped_and_noted():
    picture = "data:image/png;base64," + "iVBORw0KGgo" * 5000

    text, notes = to_plain_text(f'<p>Tea</p><img src="{picture}"> {picture}')

    assert text == "Tea"
    assert notes == ["a picture inside the text"]


@pytest.mark.parametrize("word", ["a" * 200_000, "@" * 5_000, "a." * 50_000, "07" * 50_000])
def test_a_monstrous_word_is_read_quickly(word):
    assert len(to_one_line(word)[0]) <= len(word)


def test_a_long_text_is_cut_at_the_end_of_a_sentence():
    text = "We sing. " * 40

    cut = shorten(text, 100)

    assert len(cut) <= 100
    assert cut.endswith("We sing.…")


@pytest.mark.parametrize(
    ("raw", "address"),
    [
        ("https://example.org/a?b=c", "https://example.org/a?b=c"),
        ("www.example.org", "https://www.example.org"),
        ("Example.org/tea", "https://Example.org/tea"),
        ("http:www.example.org", "http://www.example.org"),
        ("https:/example.org", "https://example.org"),
        ("\u00a0https://example.org ", "https://example.org"),
        ("HTTPS://EXAMPLE.ORG", "https://EXAMPLE.ORG"),
        ("javascript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("mailto:ann@example.org", ""),
        ("ann@example.org", ""),
        ("https://ann:pw@example.org", ""),
        ("https://example.org/?to=ann@example.org", ""),
        ("https://example.org/what's-on", "https://example.org/what's-on"),
        ("https://example.org/\x00x", ""),
        (7, ""),
        ("https://example.org/07700900123", ""),
        ("The community centre", ""),
        ("Centre", ""),
        ("//example.org", ""),
        ("https://127.0.0.1/", ""),
        ("https://localhost", ""),
        ("https://example.org:8000", ""),
        ('https://example.org/"><b>', ""),
        ("https://[", ""),
        ("x" * 600 + ".org", ""),
        (None, ""),
    ],
)
def test_a_web_address_is_mended_or_dropped(raw, address):
    assert parse_web_address(raw) == address


@pytest.mark.parametrize(
    ("title", "text", "kinds"),
    [
        ("Harbour choir", "We sing old songs.", [3]),
        ("Allotment", "Gardening and growing.", [7]),
        ("Friday group", "Gardening, planting, growing.", [7]),
        ("Friday group", "For carers. Bring a carer.", []),
        ("Business support", "Support for business.", []),
        ("Podiatry", "Plantar pain.", []),
    ],
)
def test_kinds_are_guessed_from_words_and_none_is_better_than_wrong(title, text, kinds):
    assert guess_kinds(title, text) == kinds


@pytest.mark.parametrize(
    ("access", "audiences", "found"),
    [
        ("Step-free entrance", "", {"step_free": "yes"}),
        ("There is no step-free entrance", "", {}),
        ("Wheelchair access. No quiet room", "", {"step_free": "yes"}),
        ("", "Dementia", {"memory_welcome": "yes"}),
        ("", "Young people", {}),
    ],
)
def test_a_fact_is_taken_only_where_it_is_stated(access, audiences, found):
    assert parse_suits(access, audiences) == found


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"id": ""}, "It has no id, or one that is too long to be one."),
        ({"id": "x" * 81}, "It has no id, or one that is too long to be one."),
        ({"name": "  "}, "It has no name."),
        ({"name": "<br>"}, "It has no name."),
        ({"name": None}, "It has no name."),
        ({"description": "x" * 500_001}, "Its text is too long to read."),
        ({"status": "inactive"}, "It is not active."),
        ({"status": "temporarily closed"}, "It is not active."),
    ],
)
def test_a_row_that_cannot_be_shown_is_held_back_with_the_reason(change, reason):
    with pytest.raises(RowRejected) as rejection:
        parse_row(ROW | change, on=ON)

    assert rejection.value.reason == reason


@pytest.mark.parametrize(
    "oddity",
    [
        {"organization": "Harbour Music"},
        {"organization": {"id": None, "name": ["x"]}},
        {"service_at_locations": "here"},
        {"service_at_locations": [None, 3, {"location": "there"}]},
        {"regular_schedules": {"byday": "MO"}},
        {"regular_schedules": [{"byday": 7, "opens_at": "99:99", "valid_to": "soon"}]},
        {"cost_options": [{"amount": "lots"}, {"amount": 1e400}]},
        {"minimum_age": "old", "maximum_age": float("nan")},
        {"pc_targetAudience": {"a": 1}, "attributes": [{"taxonomy_term": "x"}]},
        {"assured_date": 7, "url": 7, "email": 7},
        {"locations": [{"latitude": "north", "longitude": None}]},
    ],
)
def test_an_oddly_shaped_row_is_read_for_what_it_does_say(oddity):
    entry = parse_row(ROW | oddity, on=ON)

    assert entry.what_happens == "We sing."


def test_the_same_words_have_the_same_digest_whatever_was_dropped():
    assert (
        parse_row(ROW | {"email": "ann@example.org"}, on=ON).digest == parse_row(ROW, on=ON).digest
    )
    assert parse_row(ROW | {"name": "Choir"}, on=ON).digest != parse_row(ROW, on=ON).digest
