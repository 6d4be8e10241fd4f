"""What was typed when the sign-in ended is there again after it, for whoever typed it and nobody
else; and what is not finished is gone on with another day (fault H25, M120)."""

import html
import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import IntegrityError, transaction
from django.http import QueryDict
from django.test import Client
from django.urls import reverse

import frontend
from community.people.actions.unfinished_forms import (
    KEPT_FOR_SIGNING_IN,
    MAX_KEPT,
    forget_old_unfinished_forms,
    keep_unfinished_form,
)
from community.people.models.unfinished_forms import UnfinishedForm
from frontend.shared.data_of_people import PEOPLE
from groups.models.members import Group
from tests.factories.places import make_postcode
from tests.factories.supply import NOW, make_someone
from tests.frontend.family import make_family
from tests.frontend.reading import words
from tests.frontend.visiting import BY_CODE, set_clock

from .forms_of_pages import browser_of, send
from .test_for_whom import choose
from .test_once import START, STARTED

TYPED = STARTED | {"name": "Walks for “everybody”"}
LATER = {"go_on_another_day": "1"}


@pytest.fixture
def alice(on_the_day):
    make_postcode()
    return make_someone("alice")


def end_session(client: Client) -> None:
    """It ran out, while the page stood open."""
    client.session.flush()
    client.cookies.pop("sessionid")


def sign_in(client: Client, by) -> None:
    """In the same browser; through Django's own `login`, as the page of the code does."""
    client.force_login(by.login, backend=BY_CODE)


def typed_and_signed_out(by) -> tuple[Client, object]:
    client = browser_of(by)
    page = client.get(START)
    end_session(client)
    how_put = {"shown_words": ""} if by.is_by_other_hands else {}
    return client, send(client, START, page, **TYPED | how_put)


def is_filled(page) -> bool:
    return 'value="Walks for “everybody”"' in html.unescape(page.text)


@pytest.mark.holds("fault:H25", "M120")
def test_what_was_typed_is_there_again_after_signing_in(alice):
    client, answer = typed_and_signed_out(alice)
    assert (answer.status_code, Group.objects.count()) == (302, 0)
    assert "Walks" not in answer.url

    sign_in(client, alice)
    page = client.get(START)

    assert is_filled(page)
    assert "Nothing was sent yet." in words(page)
    assert send(client, START, page, **TYPED).status_code == 302
    assert (Group.objects.count(), UnfinishedForm.objects.count()) == (1, 0)
    assert not is_filled(client.get(START))


@pytest.mark.holds("fault:H25")
def test_for_another_login_in_the_same_browser_it_is_gone(alice):
    client, _answer = typed_and_signed_out(alice)

    sign_in(client, make_someone("bob"))
    assert not is_filled(client.get(START))
    assert UnfinishedForm.objects.count() == 0
    sign_in(client, alice)
    assert not is_filled(client.get(START))


@pytest.mark.holds("fault:H25")
def test_after_an_hour_it_is_gone(alice):
    client, _answer = typed_and_signed_out(alice)
    sign_in(client, alice)

    set_clock(NOW + KEPT_FOR_SIGNING_IN * 2)
    assert not is_filled(client.get(START))
    client, _answer = typed_and_signed_out(alice)
    assert forget_old_unfinished_forms(now=NOW + KEPT_FOR_SIGNING_IN * 4) == 1


@pytest.mark.holds("fault:H25")
def test_whoever_is_not_signed_in_reads_nothing_of_it(alice):
    client, answer = typed_and_signed_out(alice)

    for address in (START, answer.url, "/"):
        assert not is_filled(client.get(address))


@pytest.mark.holds("fault:H25", "T12")
def test_what_was_typed_for_one_person_never_appears_for_another(on_the_day):
    family = make_family()
    client, _answer = typed_and_signed_out(family.for_father)
    sign_in(client, family.daughter)

    as_herself = client.get(START)
    assert not is_filled(as_herself)
    assert "Walks" not in client.get(reverse("home")).text
    father = browser_of(family.father)
    assert "Walks" not in father.get(reverse("home")).text + father.get(START).text

    choose(client, family.for_father)
    assert "Go on with “Walks for" in words(client.get(reverse("home")))
    assert is_filled(client.get(START))


@pytest.mark.holds("fault:H25", "T12")
def test_when_an_authority_ends_what_was_typed_under_it_is_shown_to_nobody_and_goes(on_the_day):
    family = make_family()
    client, _answer = typed_and_signed_out(family.for_father)
    form = UnfinishedForm.objects.get()
    family.end()
    sign_in(client, family.daughter)

    assert not is_filled(client.get(START))
    assert client.get(reverse("go_on_with", args=[form.pk])).status_code == 404
    assert forget_old_unfinished_forms(now=form.kept_at) == 1


@pytest.mark.holds("M120")
def test_a_form_is_gone_on_with_on_another_day_and_another_machine(alice):
    first = browser_of(alice)
    page = first.get(START)
    assert "Keep it, and go on another day" in words(page)

    kept = send(first, START, page, **STARTED | {"name": "", "how_often": "On foot"} | LATER)
    assert (kept.url, Group.objects.count()) == (reverse("home"), 0)

    for days, typed in ((30, {"name": "Walkers"}), (360, {})):
        set_clock(NOW + timedelta(days=days))
        machine = browser_of(alice)
        form = UnfinishedForm.objects.get()
        home = words(machine.get(reverse("home")))
        assert "Not finished yet Go on with" in home
        led = machine.get(reverse("go_on_with", args=[form.pk]), follow=True)
        assert 'value="On foot"' in led.text
        send(machine, START, led, **STARTED | {"name": "", "how_often": "On foot"} | typed | LATER)

    machine = browser_of(alice)
    led = machine.get(reverse("go_on_with", args=[UnfinishedForm.objects.get().pk]), follow=True)
    assert send(machine, START, led, **STARTED).status_code == 302
    assert (Group.objects.count(), UnfinishedForm.objects.count()) == (1, 0)


@pytest.mark.holds("M120", "T8")
def test_nobody_else_goes_on_with_it_or_throws_it_away(alice):
    client = browser_of(alice)
    send(client, START, client.get(START), **TYPED | LATER)
    form = UnfinishedForm.objects.get()
    away = reverse("throw_away", args=[form.pk])

    for name in ("bob", "charlie"):
        other = browser_of(make_someone(name))
        home = other.get(reverse("home"))
        assert other.get(reverse("go_on_with", args=[form.pk])).status_code == 404
        assert send(other, away, other.get(START)).status_code == 404
        assert "Walks" not in home.text
    assert UnfinishedForm.objects.count() == 1

    assert send(client, away, client.get(reverse("home"))).status_code == 302
    assert UnfinishedForm.objects.count() == 0


def test_what_opens_or_pays_something_is_kept_nowhere(alice):
    client = browser_of(alice)
    secrets = {"code": "ABC 123", "account_number": "31926819", "agrees": "on"}

    send(client, START, client.get(START), **TYPED | secrets | LATER)

    kept = QueryDict(UnfinishedForm.objects.get().typed)
    assert set(TYPED) - {"agrees"} == set(kept)


@pytest.mark.holds("fault:H25")
def test_a_worry_is_never_kept_here_not_even_of_somebody_signed_in(alice):
    client, address = browser_of(alice), reverse("raise_concern")
    page = client.get(address)
    end_session(client)

    back = send(client, address, page, words="Nobody answers the bell.", reach_me="")

    assert (back.status_code, "Nobody answers the bell." in back.text) == (409, True)
    assert UnfinishedForm.objects.count() == 0
    assert "go on another day" not in words(browser_of(alice).get(address))


def test_in_the_copy_of_what_is_held_is_what_one_typed_oneself(on_the_day):
    family = make_family()
    for by in (family.daughter, family.for_father):
        client = browser_of(by)
        send(client, START, client.get(START), **TYPED | LATER)
    [category] = [each for each in PEOPLE if each.model is UnfinishedForm]

    held = category.rows_of(family.daughter.person)

    assert {row.login for row in held} == {family.daughter.login}
    assert category.rows_of(family.father.person).count() == 0


def test_of_one_page_there_is_one_and_of_one_login_there_are_twenty(alice):
    about = {"login_id": alice.login_id, "person_id": alice.person_id, "typed": "a=b"}
    for number in [1, *range(MAX_KEPT + 5)]:
        keep_unfinished_form(page=f"/{number}/", kept_for=KEPT_FOR_SIGNING_IN, now=NOW, **about)

    kept = set(UnfinishedForm.objects.values_list("page", flat=True))
    assert len(kept) == UnfinishedForm.objects.count() == MAX_KEPT
    assert "/24/" in kept
    row = UnfinishedForm.objects.first()
    with pytest.raises(IntegrityError), transaction.atomic():
        UnfinishedForm.objects.create(
            page=row.page, kept_at=NOW, kept_until=row.kept_until, **about
        )


TEMPLATES = Path(frontend.__file__).parent / "templates"
BOXES = re.compile(r"{{ \w*form }}|as_field_group")
HOW_ONE_SIGNS_IN = ("account/", "mfa/")  # codes and passwords are kept nowhere
# Whose boxes are not kept for another day, and why.
NOT_KEPT = {
    "find/missing.html": "a line of what is missing: who sent it is kept nowhere",
    "find/report_need.html": "the same",
    "fund_holder/fund_holder.html": "a yes or a no, with a number",
    "gallery/components.html": "shows how boxes look",
    "group/connector_endings.html": "a short line about each, in one press",
    "group/connector_newcomers.html": "a short answer about each, in one press",
    "group/date.html": "one short line beside two presses",
    "group/choose.html": "a ballot: cast, and changed until the end",
    "objections/object_to_listing.html": "needs no account: nothing is kept before it is sent",
    "refer/make_option_sheet.html": "a few ticks, in one press",
    "refer/options.html": "a story is read once, and kept nowhere",
    "parts/review.html": "is looked over, and written on the page before",
    "pool/ask.html": "a yes or a no",
    "provide/listing_step.html": "each step is kept by itself",
    "safeguarding/raise_concern.html": "a worry is kept nowhere before it is sent",
}


@pytest.mark.holds("M120")
def test_every_form_with_boxes_can_be_gone_on_with_another_day_or_says_why_not():
    texts = {
        str(path.relative_to(TEMPLATES)): path.read_text() for path in TEMPLATES.rglob("*.html")
    }
    posted = {
        name for name, text in texts.items() if 'method="post"' in text and BOXES.search(text)
    }

    lacking = {name for name in posted if "another_day.html" not in texts[name]}
    assert {name for name in lacking if not name.startswith(HOW_ONE_SIGNS_IN)} == set(NOT_KEPT)
    for name, text in texts.items():  # never first: Enter presses the first button of a form
        before, button, _after = text.partition('{% include "parts/another_day.html" %}')
        assert not button or "<button" in before.rpartition("{% form_guard")[2], name
