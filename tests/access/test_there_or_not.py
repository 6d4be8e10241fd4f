"""An address or a code that is there and one that is not: the same status, the same bytes, as much
mail (T19). What is made anew for each page, and what was typed, is left out on both sides."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from community.common.codes import new_code
from community.messaging.models import Message
from community.people.actions.references import make_reference
from groups.actions.invites import make_invite, stop_invite
from tests.factories.demand import make_group
from tests.factories.places import make_area
from tests.factories.representations import ask_for
from tests.factories.supply import NOW, area, make_connector, make_login, make_someone
from tests.frontend.markup import without_made_anew
from tests.frontend.visiting import day, set_clock, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.holds("T19")]
NOWHERE = new_code()
ASKS = {"kind": "supporter", "is_paid": "no", "scope": "1"} | day("ends_on", NOW.date())


@pytest.fixture(autouse=True)
def world():
    area()
    set_clock(NOW)
    cache.clear()


def shows(answers: list, *typed: object) -> list:
    """What somebody learns: of each answer its status, where it leads, and its bytes; then how
    much was sent to anybody."""
    told = []
    for answer in answers:
        leads, body = answer.get("Location", ""), without_made_anew(answer.text)
        for words in typed:
            leads, body = leads.replace(str(words), ""), body.replace(str(words), "")
        told.append((answer.status_code, leads, body))
    return [*told, len(mail.outbox), Message.objects.count()]


def both(try_with: Callable[[str], list], there: str, absent: str) -> tuple[list, list]:
    """What is shown with each, from the same beginning."""
    shown_by_each = []
    for typed in (there, absent):
        cache.clear()
        mail.outbox.clear()
        before = Message.objects.count()
        *told, mails, messages = shows(try_with(typed), typed, typed.partition("@")[0])
        shown_by_each.append([*told, mails, messages - before])
    return shown_by_each[0], shown_by_each[1]


def through(client: Client, address: str, typed: dict) -> list:
    """A form sent, and the page that comes of it."""
    sent = client.post(address, typed)
    return [sent, client.get(sent.url)] if sent.status_code == 302 else [sent]


@pytest.mark.parametrize(
    ("route", "more"),
    [
        ("account_request_login_code", {}),
        ("account_signup", {"called": "Somebody"}),
        ("account_login", {"password": "not their word at all"}),
    ],
)
def test_an_address_with_a_login_and_one_without(route, more):
    make_someone("alice")

    def asks(email: str) -> list:
        return through(Client(), reverse(route), {"email": email, "login": email} | more)

    there, absent = both(asks, "alice@example.org", "nobody@example.org")

    assert there == absent


def test_being_reached_at_an_address_that_somebody_signs_in_with():
    make_someone("bob")
    browser = signed_in(make_someone("alice"))

    def is_reached_at(email: str) -> list:
        return through(browser, reverse("contact_plan"), {"channel": "email", "address": email})

    there, absent = both(is_reached_at, "bob@example.org", "nobody@example.org")

    assert there == absent


def test_an_invitation_that_was_stopped_and_one_that_never_was():
    alice, browser = make_someone("alice"), signed_in(make_someone("bob"))
    invite = make_invite(group_id=make_group(alice).pk, by=alice, now=NOW)
    stop_invite(invite_id=invite.pk, by=alice, now=NOW)

    def comes(code: str) -> list:
        return [
            browser.get(reverse("join_by_code", args=[code])),
            *through(browser, reverse("join"), {"code": code}),
            browser.post("/api/join/", {"code": code}, content_type="application/json"),
        ]

    there, absent = both(comes, invite.code, NOWHERE)

    assert there == absent


@pytest.mark.parametrize("route", ["paper_sheet", "paper_leave", "paper_costs", "paper_reference"])
def test_the_code_of_a_sheet_of_another_area_and_one_that_never_was(route):
    alice = make_someone("alice")
    code = make_group(alice).members.get().paper_code
    browser = signed_in(make_connector("connie", make_area("Eastsea", authority_code="E06999998")))

    def enters(typed: str) -> list:
        address = reverse(route, args=[typed])
        return [
            browser.get(address),
            browser.post(address),
            *through(browser, reverse("paper"), {"code": typed}),
            browser.get(f"/api/paper/{typed}/"),
        ]

    there, absent = both(enters, code, NOWHERE)

    assert there == absent


@pytest.mark.parametrize("reference", ["used", "run out", "never to ask again"])
def test_a_reference_that_works_no_more_and_one_that_never_was(reference):
    alice, rita = make_someone("alice"), make_login("rita")
    made = make_reference(by=alice, now=NOW - timedelta(days=20 if reference == "run out" else 0))
    if reference == "used":
        ask_for(alice, make_login("sue"), reference=made.code)
    elif reference == "never to ask again":
        alice.person.never_represented_by.create(login=rita.login, since=NOW)
    browser = signed_in(rita)

    def asks(code: str) -> list:
        return [
            browser.post(reverse("ask_to_act"), ASKS | {"reference": code}),
            browser.post(
                "/api/representations/",
                {
                    "reference": code,
                    "kind": "supporter",
                    "is_paid": False,
                    "scope": 1,
                    "ends_on": "2027-06-01",
                },
                content_type="application/json",
            ),
        ]

    there, absent = both(asks, made.code, NOWHERE)

    assert there == absent


def test_a_person_who_is_there_and_one_who_never_was():
    alice, browser = make_someone("alice"), signed_in(make_login("rita"))

    def acts_for(person_id: str) -> list:
        return [
            browser.post(reverse("choose_person"), {"person": person_id}),
            browser.get("/api/sources/", headers={"X-Acting-For": person_id}),
        ]

    absent_id = "00000000-0000-4000-8000-000000000000"
    there, absent = both(acts_for, str(alice.person_id), absent_id)

    assert there == absent
