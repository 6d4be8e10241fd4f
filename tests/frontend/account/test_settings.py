"""Everything of one's own that can be set, on one page; and how pages look in a browser (P56)."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from community.messaging.states import MessageForm
from community.people.actions.persons import set_own_contact_plan
from frontend.shared.reading_ways import COOKIE
from groups.models.members import Member
from tests.factories.demand import make_group_of
from tests.factories.representations import act_for
from tests.factories.supply import NOW
from tests.frontend.reading import words
from tests.frontend.visiting import set_clock, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.holds("P56")]
IN_ORDER = [
    "Your name",
    "How we reach you",
    "What you hear of, and how often",
    "How it is written",
    "Close your account",
]
LOOK = "how_pages_look"


@pytest.fixture(autouse=True)
def today():
    set_clock(NOW)


def test_it_says_what_holds_in_order_and_leads_to_where_each_is_set():
    group, [alice, _ben] = make_group_of("alice", "ben")
    Member.objects.filter(person=alice.person).update(hears_words="each_week")
    own = signed_in(alice)
    assert reverse("settings") in own.get(reverse("home")).text

    page = own.get(reverse("settings"))

    text = words(page)
    assert re.findall(r"<h2[^>]*>\s*([^<]+?)\s*</h2>", page.text)[: len(IN_ORDER)] == IN_ORDER
    assert "Once a week, when something was written" in text
    assert "As most people get it" in text and "English" in text and "As usual" in text
    for name in ("my_name", "my_sign_in", "contact_plan", "kept_searches", LOOK,
                 "leave_everything", "privacy", "subject_access"):  # fmt: skip
        assert f'href="{reverse(name)}"' in page.text, name
    assert reverse("choose_words", args=[group.pk]) in page.text


def test_it_is_the_person_s_own():
    _group, [alice, _ben] = make_group_of("alice", "ben")
    rita = act_for(alice)
    assert signed_in(rita).get(reverse("settings")).status_code >= 400
    assert reverse("settings") not in signed_in(rita).get(reverse("home")).text


def test_a_larger_text_holds_on_every_page_of_this_browser_without_an_account():
    visitor = Client()
    assert reverse(LOOK) in visitor.get("/").text and "cp-text" not in visitor.get("/").text

    visitor.post(reverse(LOOK), {"text_size": "largest"})

    for address in ("/", reverse("privacy"), reverse(LOOK)):
        assert "cp-text-largest" in visitor.get(address).text
    assert "cp-text" not in Client().get("/").text
    visitor.post(reverse(LOOK), {"text_size": "usual"})
    assert "cp-text" not in visitor.get("/").text
    assert visitor.post(reverse(LOOK), {"text_size": "huge"}).status_code == 422


@pytest.mark.parametrize("kept", ["huge", "large.words", "large.pictures.more", "<b>", "."])
def test_what_we_did_not_write_into_it_is_as_usual(kept):
    visitor = Client()
    visitor.cookies[COOKIE] = kept
    page = visitor.get("/")
    assert page.status_code == 200 and "cp-text" not in page.text


def test_what_is_printed_comes_so_and_otherwise_by_one_press():
    group, [alice, _ben] = make_group_of("alice", "ben")
    own, sheets = signed_in(alice), reverse("leave_sheet", args=[group.pk])
    assert "cp-sheet--large" not in own.get(sheets).text

    own.post(reverse(LOOK), {"text_size": "large", "in_pictures": "on"})

    page = own.get(sheets).text
    assert "cp-sheet--large" in page and "Without pictures" in page
    assert f'href="{sheets}?type=usual"' in page
    assert "cp-sheet--large" not in own.get(f"{sheets}?type=usual").text
    assert "With pictures" in words(own.get(reverse("settings")))


def test_the_form_of_what_is_sent_is_said_as_it_is():
    _group, [alice, ben] = make_group_of("alice", "ben")
    set_own_contact_plan(
        channel="email", address="alice@example.org", form=MessageForm.LARGE, by=alice,
        now=alice.person.created_at,
    )  # fmt: skip
    assert "In large letters" in words(signed_in(alice).get(reverse("settings")))
    assert "In large letters" not in words(signed_in(ben).get(reverse("settings")))
