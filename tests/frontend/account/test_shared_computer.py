"""A computer that others use: what a browser may keep, and how long a sign-in lasts (fault E7)."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from tests.factories.supply import NOW, area, make_someone
from tests.frontend.visiting import set_clock, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.holds("fault:E7")]
HOME = reverse("home")


@pytest.fixture(autouse=True)
def world():
    area()
    set_clock(NOW)
    cache.clear()  # how often somebody has asked for a code


def sign_in_by_code(name: str, **ticked) -> Client:
    make_someone(name)
    client = Client()
    email = f"{name}@example.org"
    client.post(reverse("account_request_login_code"), {"email": email} | ticked)
    [code] = re.findall(r"\b[A-Z0-9]{4}-[A-Z0-9]{4}\b", mail.outbox[-1].body)
    client.post(reverse("account_confirm_login_code"), {"code": code})
    return client


def is_signed_in(client: Client) -> bool:
    return client.get(HOME).status_code == 200


def test_at_a_shared_computer_a_sign_in_ends_with_the_browser_and_is_short():
    client = sign_in_by_code("alice", is_shared_computer="on")

    assert client.cookies["sessionid"]["max-age"] == ""
    for minutes in (29, 58):
        set_clock(NOW + timedelta(minutes=minutes))
        assert is_signed_in(client)
    set_clock(NOW + timedelta(minutes=58 + 31))
    page = client.get(HOME, follow=True)
    assert "You were signed out, as nothing was done for a while." in page.text
    assert not is_signed_in(client)


def test_at_ones_own_it_lasts():
    client = sign_in_by_code("alice")

    assert client.cookies["sessionid"]["max-age"] == 14 * 24 * 3600
    set_clock(NOW + timedelta(days=3))
    assert is_signed_in(client)


def test_every_way_in_asks_whether_others_use_the_computer():
    ways = ("account_login", "account_request_login_code", "account_signup")
    addresses = [*map(reverse, ways), f"{reverse('account_login')}?with=passkey"]

    for address in addresses:
        assert 'name="is_shared_computer"' in Client().get(address).text, address


def test_at_sign_out_the_browser_forgets():
    client = signed_in(make_someone("alice"))

    answer = client.post(reverse("account_logout"))

    assert answer["Clear-Site-Data"] == '"cache", "cookies", "storage"'
    assert answer["Cache-Control"] == "no-store"


def test_what_anybody_may_read_may_be_stored_until_somebody_signs_in():
    page = reverse("how_it_works")

    assert "Cache-Control" not in Client().get(page)
    assert signed_in(make_someone("alice")).get(page)["Cache-Control"] == "no-store"
