"""A form that lost its cookie comes back as it was filled in; and a sign-in lasts while it is used
(fault H25)."""

import html
import re
from datetime import timedelta

import pytest
from django import forms
from django.conf import settings
from django.contrib.sessions.models import Session
from django.http import QueryDict
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from community.people.models.safeguarding import SafeguardingConcern
from community.people.states import RoleKind
from frontend.components.fields import DateInWords
from frontend.components.typed import TypedText
from frontend.components.typed_before import put_back
from frontend.shared.form_guard.sent import SECRETS
from groups.models.members import Group
from tests.factories.places import make_postcode
from tests.factories.supply import area, make_role, make_someone
from tests.frontend.family import make_family
from tests.frontend.reading import words
from tests.frontend.test_intake import every_form
from tests.frontend.visiting import signed_in

from .forms_of_pages import browser_of, hidden_of
from .test_for_whom import choose
from .test_once import START, STARTED

OPENS_OR_PAYS = re.compile(
    r"pass|(?<!post)code(?!s_may_come)|sort|account_number|card_|token|agrees"
)
HERE = {"Origin": "http://testserver"}
ELSEWHERE = {"Origin": "https://elsewhere.example"}
WORRY = "She has not eaten since Tuesday, and nobody answers the bell."


@pytest.fixture
def alice(on_the_day):
    make_postcode()
    return make_someone("alice")


def send_without_cookie(client: Client, address: str, page, headers=HERE, **typed):
    """As a browser does that lost the cookie of the form meanwhile."""
    client.cookies.pop(settings.CSRF_COOKIE_NAME, None)
    return client.post(address, hidden_of(page) | typed, headers=headers)


@pytest.mark.holds("fault:H25")
def test_a_form_without_its_cookie_comes_back_filled_in_and_can_be_sent(alice):
    client = browser_of(alice)
    typed = STARTED | {"name": "Tuesday “people”", "how_often": "Once a week"}

    back = send_without_cookie(client, START, client.get(START), **typed)

    assert (back.status_code, Group.objects.count()) == (403, 0)
    text = html.unescape(back.text)
    assert 'value="Tuesday “people”"' in text
    assert "Nothing was sent yet." in words(back)
    assert "refresh" not in words(back).replace("Refresh this page", "")
    sent = client.post(START, hidden_of(back) | typed, headers={"Referer": START})
    assert (sent.status_code, Group.objects.get().name) == (302, "Tuesday “people”")


@pytest.mark.holds("fault:H25")
def test_a_worry_without_its_cookie_comes_back_on_the_page_and_is_kept_nowhere(on_the_day):
    here = {"area": area().pk}
    make_role("lead", RoleKind.SAFEGUARDING_LEAD)
    client, address = Client(enforce_csrf_checks=True), reverse("raise_concern")
    page = client.get(address)

    back = send_without_cookie(client, address, page, words=WORRY, reach_me="Next door", **here)

    assert (back.status_code, WORRY in html.unescape(back.text)) == (403, True)
    assert (SafeguardingConcern.objects.count(), Session.objects.count()) == (0, 0)
    assert WORRY not in "".join(str(value) for value in back.headers.values())


@pytest.mark.holds("fault:H25")
def test_what_another_site_sends_is_not_shown_as_ones_own_words(alice):
    client = browser_of(alice)
    page = client.get(START)

    for headers in (ELSEWHERE, {"Origin": "null"}, {}):
        told = send_without_cookie(client, START, page, headers, **STARTED)
        assert (told.status_code, "Tuesday people" in told.text) == (403, False)
        assert f'href="{START}"' in told.text


@pytest.mark.holds("fault:H25")
def test_what_one_login_typed_is_shown_to_no_other(alice):
    page = browser_of(alice).get(START)
    bob = browser_of(make_someone("bob"))

    told = send_without_cookie(bob, START, page, **STARTED)

    assert (told.status_code, "Tuesday people" in told.text) == (403, False)


@pytest.mark.holds("fault:H25")
def test_what_was_typed_for_one_person_is_put_into_no_page_of_another(on_the_day):
    family = make_family()
    client = browser_of(family.for_father)
    page = client.get(START)
    choose(client, family.daughter)

    told = send_without_cookie(client, START, page, **STARTED)

    assert (told.status_code, 'value="Tuesday people" class' in told.text) == (403, False)
    assert "Please send that once more" in words(told)
    again = client.post(START, hidden_of(told), headers=HERE)
    assert "You opened this page for father ." in words(again)
    assert Group.objects.count() == 1  # theirs


def test_an_address_that_only_takes_posts_gives_it_back_all_the_same(on_the_day):
    family = make_family()
    client = browser_of(family.daughter)
    address = reverse("begin_as_person")

    told = send_without_cookie(client, address, client.get(START), note="Two words")

    assert (told.status_code, "Two words" in told.text) == (403, True)


class Wish(forms.Form):
    words = TypedText()
    on = DateInWords(required=False)
    ways = forms.MultipleChoiceField(
        choices=[("a", "A"), ("b", "B")], widget=forms.CheckboxSelectMultiple, required=False
    )
    kind = forms.ChoiceField(choices=[("x", "X"), ("y", "Y")], widget=forms.RadioSelect)


class Other(forms.Form):
    words = TypedText()
    more = TypedText()


def test_every_kind_of_box_is_filled_and_only_of_the_form_that_was_sent():
    typed = QueryDict("words=Once&on_day=3&on_month=May&on_year=&ways=b&kind=y")
    with put_back(typed):
        shown = str(Wish())
        other, sent = str(Other()), str(Wish({"words": "Now"}))

    assert 'value="Once"' in shown and 'value="3"' in shown and 'value="May"' in shown
    assert shown.count("checked") == 2
    assert "Once" not in other and "Once" not in sent
    assert "Once" not in str(Wish())


def test_what_opens_or_pays_something_is_put_back_nowhere():
    """Every box for a code or a password, of whatever form, is one of them."""
    secret = {
        name
        for form in every_form()
        for name, field in form.base_fields.items()
        if isinstance(field.widget, forms.PasswordInput) or OPENS_OR_PAYS.search(name)
    }
    assert {"code", "password", "sort_code"} <= secret <= SECRETS


@pytest.mark.holds("fault:H25")
def test_a_sign_in_ends_two_weeks_after_it_was_last_used(alice):
    client = signed_in(alice)
    client.get(reverse("home"))
    ends_tomorrow = timezone.now() + timedelta(days=1)
    Session.objects.update(expire_date=ends_tomorrow)
    client.get(reverse("home"))
    same_day = Session.objects.get().expire_date
    session = client.session
    session["last_used_on"] = (timezone.localdate() - timedelta(days=1)).isoformat()
    session.save()
    Session.objects.update(expire_date=ends_tomorrow)
    client.get(reverse("home"))

    assert same_day == ends_tomorrow
    assert Session.objects.get().expire_date > timezone.now() + timedelta(days=13)
