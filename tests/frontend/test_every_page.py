"""What holds on every page, whoever opens it: links that lead somewhere, boxes that are found."""

import re
from collections import Counter
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path

import pytest
from django.urls import reverse

from community.messaging.models import Message
from community.people.acting import Acting
from frontend.words import lists
from tests.access.pages import PAGES
from tests.factories.supply import make_login
from tests.frontend.every_page import Opened, ask, open_pages, send_forms, whole_scene
from tests.frontend.promises_on_pages import (
    buttons_not_there,
    kept_by_no_connector,
    read_by_others_too,
)
from tests.frontend.visiting import signed_in
from tests.journeys.sent_page import SentPage

# What looking may write: who read what (T16), and one's own login.
WRITTEN_BY_LOOKING = {"audit_line", "django_session"}


@pytest.fixture(scope="module")
def trying(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), whole_scene() as trying:
        yield trying


@pytest.fixture(scope="module")
def opened(trying):
    return list(open_pages(trying))


@pytest.fixture(scope="module")
def sent_empty(trying):
    return list(send_forms(trying))


@pytest.fixture(scope="module")
def looked_over(trying, opened):
    return list(send_forms(trying, opened, step="look"))


@pytest.fixture(autouse=True)
def unblocked(django_db_blocker):
    with django_db_blocker.unblock():
        yield


def test_most_pages_are_here(opened, sent_empty, looked_over):
    assert len({each.door.name for each in opened}) > 150
    assert len(sent_empty) > 60
    assert len({each.door.name for each in looked_over}) > 5


@pytest.mark.holds("fault:J18")
def test_each_box_that_a_summary_of_errors_may_lead_to_is_on_its_page(opened):
    lost = {f"{each}: {name}" for each in opened for name in boxes_lost(each)}

    assert lost == set()


def boxes_lost(each: Opened) -> list[str]:
    """Those of its form, where it is drawn. The first page has but one box of the form that the
    page of results has whole, and a mistake is shown there."""
    if each.form is None or each.door.name == "start":
        return []
    shown = [field for field in each.form if not field.is_hidden]
    lost = [field.name for field in shown if each.page.with_id(field.first_id) is None]
    return lost if len(lost) < len(shown) else []


@pytest.mark.holds("fault:J18")
def test_each_link_of_a_summary_of_errors_finds_its_box(sent_empty):
    links = [
        (each, link.get("href"))
        for each in sent_empty
        for part in each.page.root.iter("div")
        if "govuk-error-summary" in part.get("class", "").split()
        for link in part.iter("a")
    ]
    lost = {f"{each}: {href}" for each, href in links if each.page.with_id(href[1:]) is None}

    assert lost == set()
    assert len(links) > 60


@pytest.mark.holds("fault:J4")
def test_each_not_now_goes_to_another_page_and_changes_nothing(opened, sent_empty, looked_over):
    seen = {(each.who, each.address): (each.answer, each.written) for each in opened}
    followed, wrong = set(), set()
    for each, address in not_now_links([*opened, *sent_empty, *looked_over]):
        if not address or address.split("?")[0] == each.address:
            wrong.add(f"{each}: leads nowhere: {address!r}")
        elif (each.who, address) not in followed:
            followed.add((each.who, address))
            answer, written = seen.get((each.who, address)) or ask(each.client, address)
            if answer.status_code != HTTPStatus.OK:
                wrong.add(f"{each}: {answer.status_code} at {address}")
            if written - WRITTEN_BY_LOOKING:
                wrong.add(f"{each}: writes {written - WRITTEN_BY_LOOKING}")

    assert wrong == set()
    assert len(followed) > 50


def not_now_links(pages: list[Opened]) -> Iterator[tuple[Opened, str]]:
    for each in pages:
        if "Not now" in each.answer.text:
            for link in each.page.root.iter("a"):
                if each.page.name(link) == "Not now":
                    yield each, link.get("href", "")


@pytest.mark.holds("fault:N8", "P138", "M119")
def test_no_page_as_it_is_shown_has_a_word_of_the_lists(opened, sent_empty, looked_over):
    """Whoever wrote the template, and whatever came into it from a table."""
    rules = lists.read_rules(*lists.LISTS_FOR_EVERYWHERE)
    said = {each.main: each.door.name for each in [*opened, *sent_empty, *looked_over]}
    broken = {
        f"{name}: “{rule.words}” breaks {rule.name}; say: {rule.instead}"
        for text, name in said.items()
        for rule in rules
        if rule.is_broken_by(text)
    }

    assert broken == set()


@pytest.mark.holds("fault:N8", "P138", "M118")
def test_no_message_as_it_is_sent_has_a_word_of_the_lists(trying):
    texts = [f"{each.subject} {each.text}" for each in Message.objects.all()]
    rules = lists.read_rules(*lists.LISTS_FOR_EVERYWHERE)

    assert len(texts) > 40
    assert {rule.words for text in texts for rule in rules if rule.is_broken_by(text)} == set()


# A number as it is given to ring; and what beside it is another way than by voice.
A_NUMBER = re.compile(
    r"(?<![\w£./:-])(?:0\d{2,4}[ ]?\d{3,4}[ ]?\d{3,4}|999|111|116 ?\d{3})(?![\w/-])"
)
ANOTHER_WAY = re.compile(r"\b(?:relay|18000|18001|by text|sign)\b", re.IGNORECASE)
BESIDE = 120  # characters
# Where the words beside the number say it themselves.
SAID_BESIDE = {
    "frontend/pages/answers.py": "by relay, in the same sentence",
    "frontend/pages/visits/without_account.py": "the same",
    "frontend/templates/find/coming.html": "the same",
    "providers/actions/listings.py": "names what sets it",
    "community/common/telephone.py": "puts it beside",
    "frontend/templates/parts/right_now.html": "in the next line",
    "frontend/shared/option_sheets.py": "by relay, in a line of the sheet",
}


def numbers_alone(text: str) -> set[str]:
    """Those with no way by text, relay or sign language beside them."""
    return {
        each[0]
        for each in A_NUMBER.finditer(text)
        if not ANOTHER_WAY.search(text[max(0, each.start() - BESIDE) : each.end() + BESIDE])
    }


@pytest.mark.holds("P57")
def test_beside_each_number_that_is_given_to_ring_stands_another_way(opened, sent_empty):
    alone, numbers = {}, set()
    for each in [*opened, *sent_empty]:
        text = each.page.text(each.page.root)
        numbers |= set(A_NUMBER.findall(text))
        if missing := numbers_alone(text):
            alone[each.door.name] = missing

    assert alone == {}
    assert {"999", "0300 000 0001", "0300 000 0003"} <= numbers


@pytest.mark.holds("P57")
def test_no_sentence_of_ours_puts_a_number_in_without_another_way():
    """In messages, on sheets and pages alike: what is written by a program's own words."""
    bare = re.compile(r"\"phone\": (?!to_ring)[\w.]*(?:_phone|\.phone|phone)\b")
    shown = re.compile(r"{{ *[\w.]*(?:_phone|\.phone)(?:\|(?!to_ring)\w+)* *}}")
    written = [
        *("frontend/pages", "frontend/shared", "frontend/components", "groups"),
        *("pooling", "providers/wording", "providers/actions", "community"),
    ]
    programs = [each for place in written for each in Path(place).rglob("*.py")]
    alone = {str(each) for each in programs if bare.search(each.read_text())}
    templates = Path("frontend/templates").rglob("*.html")
    alone |= {str(each) for each in templates if shown.search(each.read_text())}

    assert alone - set(SAID_BESIDE) == set()


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        ("Ring us on 0117 496 0145.", {"0117 496 0145"}),
        ("Ring 0117 496 0145 (by relay: 18001 first)", set()),
        ("In danger call 999, by relay 18000.", set()),
        ("Call 999." + " far away" * 30 + "by relay", {"999"}),
        ("£999, 1999, 10:111, 0117/496", set()),
    ],
)
def test_what_counts_as_a_number_and_as_beside_it(text, alone):
    assert numbers_alone(text) == alone


@pytest.mark.holds("fault:J6", "fault:N8")
def test_no_word_of_a_table_stands_on_a_page(opened):
    """ "in_person", "council_managed": names that a program has for things."""
    words = {
        f"{each.door.name}: {word}"
        for each in opened
        for word in re.findall(r"\b[a-z]+_[a-z_]+\b", each.main)
    }

    assert words == set()


@pytest.mark.holds("fault:J6")
def test_a_heading_and_a_title_begin_with_a_capital(opened):
    small = {
        f"{each.door.name}: {text}"
        for each in opened
        for heading in each.page.shown("h1", "h2", "h3")
        if (text := each.page.text(heading)) and text[0].islower()
    }

    assert small == set()


@pytest.mark.holds("fault:J3")
def test_no_page_has_two_landmarks_of_one_name(opened, sent_empty, looked_over):
    twice = {
        f"{each.door.name}: {name}"
        for each in [*opened, *sent_empty, *looked_over]
        for name, count in Counter(landmarks(each.page)).items()
        if count > 1
    }

    assert twice == set()


def landmarks(page: SentPage) -> list[str]:
    named = {"nav": True, "section": False, "aside": True}  # whether it is one without a name
    found = []
    for part in page.root.iter():
        has_name = bool(part.get("aria-label") or part.get("aria-labelledby"))
        if part.tag in named and (has_name or named[part.tag]):
            found.append(f"{part.tag} {page.name(part) if has_name else ''}")
    return found


@pytest.mark.holds("fault:J3")
def test_the_offices_own_site_has_no_two_landmarks_of_one_name(trying):
    login = make_login("office").login
    login.is_staff = login.is_superuser = True
    login.save()
    client = signed_in(Acting(login=login))
    session = client.session
    session["account_authentication_methods"] = [{"method": "mfa", "at": 0, "type": "totp"}]
    session["account_authentication_methods_user"] = str(login.pk)
    session.save()
    twice = {}
    for name in ("index", "places_area_changelist", "places_area_add", "people_role_add"):
        answer = client.get(reverse(f"admin:{name}"))
        assert answer.status_code == 200, name
        found = Counter(re.findall(r"<nav[^>]*aria-label(?:ledby)?=\"([^\"]*)\"", answer.text))
        found += Counter(re.findall(r"<main|role=\"main\"", answer.text))
        twice[name] = [label for label, count in found.items() if count > 1]

    assert twice == {name: [] for name in twice}


@pytest.mark.holds("fault:F11")
def test_no_page_promises_a_connector_where_none_works(trying, opened):
    assert kept_by_no_connector(trying, opened) == set()


@pytest.mark.holds("P138")
def test_no_page_says_that_only_one_reads_what_others_read_who_act_for_them(opened):
    assert read_by_others_too(opened) == set()


@pytest.mark.holds("fault:J2")
def test_what_a_page_says_to_press_is_on_it(opened, sent_empty, looked_over):
    assert buttons_not_there([*opened, *sent_empty, *looked_over]) == set()


@pytest.mark.holds("fault:J4")
def test_no_page_has_not_now_beside_not_this_time(opened, sent_empty, looked_over):
    """A no is “not this time”; to go back and change nothing has another name beside it."""
    both = {
        each.door.name
        for each in [*opened, *sent_empty, *looked_over]
        if {"Not now", "Not this time"}
        <= {each.page.name(part) for part in each.page.shown("a", "button")}
    }

    assert both == set()


# What has to be said, where a press that stops or protects cannot know it.
SAID_TO_STOP = {
    "block_member": {"member_id"},
    "report_words": {"wrong"},
    "booking_dispute": {"words"},
    "keep_more": {"more_pence"},
    "life": {"kind"},
}


@pytest.mark.holds("P18")
def test_what_stops_or_protects_is_one_press_with_nothing_to_fill_in(opened, looked_over):
    stops = {name for name, row in PAGES.items() if isinstance(row, tuple) and row[1].is_stop}
    asked = {
        each.door.name: {
            field.name
            for field in each.form or ()
            if field.field.required and not field.is_hidden and not field.initial
        }
        for each in opened
        if each.door.name in stops
    }

    assert {name: boxes for name, boxes in asked.items() if boxes} == SAID_TO_STOP
    assert len(asked) > 6
    assert {
        each.door.name
        for each in looked_over
        if each.door.name in stops and each.answer.status_code == HTTPStatus.OK
    } == set()
