"""Two readings of pages that differ are told apart; what changes at each start is not."""

import pytest

from tests.comparisons.answers import buttons, default_fields, filled_fields
from tests.comparisons.page_texts import differences
from tests.comparisons.reader import Control, Form, Reading, open_reader
from tests.comparisons.walk import Walk, guesses, own_paths, without_passing_ids
from tests.comparisons.world import Page

PAGE = "200\nYour money – Common Purse\n\nYour share is £4.50 for one session."


def lines_between(before, after):
    return list(differences({"holder": before}, {"holder": after}))


def test_equal_readings_are_equal():
    assert lines_between({"/money/": PAGE}, {"/money/": PAGE}) == []


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("Your share", "Your part"),
        ("£4.50 for", "£4.50for"),
        ("session.", "session ."),
        ("200", "404"),
    ],
    ids=["a word", "a lost space", "a space too many", "a status"],
)
def test_what_is_read_otherwise_is_told(was, now):
    changed = PAGE.replace(was, now)
    lines = lines_between({"/money/": PAGE}, {"/money/": changed})

    gone = [f"-{line}" for line in PAGE.splitlines() if was in line]
    new = [f"+{line}" for line in changed.splitlines() if now in line]
    assert lines[0] == "as holder, /money/"
    assert [line for line in lines[3:] if line[0] in "-+"] == gone + new


def test_a_page_that_is_not_there_any_more_is_told():
    assert "+(no such page)" in lines_between({"/money/": PAGE}, {})


def test_ids_are_counted_as_they_appear():
    first, other = (f"00000000-0000-4000-8000-00000000000{number}" for number in (7, 8))

    def texts(one, two):
        return {f"/pay/{one}/": f"for {two} and {one}"}

    assert without_passing_ids(texts(first, other)) == {"/pay/<id 1>/": "for <id 2> and <id 1>"}


ROUTES = ["/home/", "/pools/open/", "/pools/{}/", "/pools/{}/parts/{}/end/", "/pools/{}/print.pdf"]


def test_addresses_are_made_up_from_those_that_were_met():
    paths = ["/pools/3/", "/pools/open/", "/pools/3/parts/5/"]

    assert list(guesses(ROUTES, paths)) == [
        "/home/",
        "/pools/open/",
        "/pools/3/",
        "/pools/3/parts/5/end/",
        "/pools/3/print.pdf",
    ]


def test_links_off_the_site_are_not_followed():
    links = ["next/", "/home/#main", "https://example.org/", "mailto:a@example.org", "?page=2"]

    assert list(own_paths(links, "/find/")) == ["/find/next/", "/home/", "/find/?page=2"]


FORM = Form(
    "",
    (
        Control("token", "hidden", "t"),
        Control("amount", "text", inputmode="numeric"),
        Control("when", "text", "5", label="Day"),
        Control("month", "text", label="Month", inputmode="numeric"),
        Control("way", "radio", "card"),
        Control("way", "radio", "transfer"),
        Control("agreed", "checkbox", "on"),
        Control("kind", "select-one", "", options=("", "walk")),
        Control("why", "textarea"),
        Control("then", "submit", "save"),
        Control("then", "submit", "leave"),
    ),
)


def test_a_form_is_sent_as_it_stands_and_filled_in():
    assert default_fields(FORM) == [
        ("token", "t"),
        ("amount", ""),
        ("when", "5"),
        ("month", ""),
        ("kind", ""),
        ("why", ""),
    ]
    assert filled_fields(FORM) == [
        ("token", "t"),
        ("amount", "1"),
        ("when", "5"),
        ("month", "5"),
        ("way", "card"),
        ("agreed", "on"),
        ("kind", "walk"),
        ("why", "Some words of ours"),
    ]
    assert buttons(FORM) == [[("then", "save")], [("then", "leave")]]


def test_a_walk_reads_what_links_lead_to_and_what_forms_answer():
    def look(path):
        return Page(200, path, "", "text/html", "", path)

    def attempt(path, fields):
        return Page(422, path, "", "text/html", "", "no")

    def read(html):
        forms = (Form("", (Control("name", "text"),)),) if html == "/home/" else ()
        return Reading(html, "words", (), ("/more/",) if html == "/" else (), forms)

    walk = Walk(look, attempt, read)
    statuses = {path: text[:3] for path, text in walk.all_pages([]).items()}

    assert statuses == {
        "/": "200",
        "/home/": "200",
        "/home/ form /home/ button 1 as it stands": "422",
        "/home/ form /home/ button 1 filled in": "422",
        "/demo/": "200",
        "/find/": "200",
        "/more/": "200",
    }


HTML = """<!doctype html><html lang="en"><head><title>Money</title>
<link rel="stylesheet" href="/static/app.css"></head><body class="wide">
<p>Your <b>share</b> is <span>£4.50</span> <span class="gone">a day</span></p>
<details><summary>Why</summary><p>Because.</p></details>
<form method="post" action="/pay/"><label for="a">How much?</label>
<input id="a" name="amount" value="3"><button name="then" value="pay">Pay</button></form>
<a href="/home/"><img src="/x.png" alt="Home"></a></body></html>"""


@pytest.mark.browser
def test_a_page_is_read_as_a_browser_lays_it_out():
    with open_reader(lambda path: ".gone { display: none }") as reader:
        reading = reader.read(HTML)

    assert (reading.title, reading.text.split("\n")) == (
        "Money",
        ["Your share is £4.50", "", "Why", "", "Because.", "", "How much? Pay"],
    )
    assert reading.unspoken == (
        "picture: Home",
        "field | text | How much? |  |  | 3",
        "link:  /home/",
        "form: post /pay/",
    )
    assert reading.links == ("/home/",)
    assert [form.action for form in reading.forms] == ["/pay/"]
