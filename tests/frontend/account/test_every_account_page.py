"""Every page under /account/, ours and allauth's, answers whoever is signed in."""

from collections.abc import Iterator

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.urls import NoReverseMatch, get_resolver, reverse
from django.urls.resolvers import URLPattern, URLResolver

from community.people.models.logins import Login
from tests.factories.supply import NOW, make_someone
from tests.frontend.reading import words
from tests.frontend.visiting import signed_in

pytestmark = pytest.mark.usefixtures("on_the_day")


def names(resolver: URLResolver) -> Iterator[str]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            if not pattern.namespace:
                yield from names(pattern)
        elif isinstance(pattern, URLPattern) and pattern.name:
            yield pattern.name


def account_pages() -> list[str]:
    """Each that needs nothing in its address."""
    addresses = set()
    for name in names(get_resolver()):
        try:
            addresses.add(reverse(name))
        except NoReverseMatch:
            continue
    return sorted(address for address in addresses if address.startswith("/account/"))


@pytest.fixture
def client() -> Client:
    """Whoever it is reads what became of it, rather than that it broke."""
    browser = signed_in(make_someone())
    browser.raise_request_exception = False
    return browser


@pytest.fixture
def key(client: Client) -> Authenticator:
    return Authenticator.objects.create(
        user=Login.objects.get(),
        type=Authenticator.Type.WEBAUTHN,
        data={"name": "My phone", "passwordless": True},
        created_at=NOW,
    )


def test_no_page_of_the_account_is_a_fault(client: Client):
    pages = account_pages()

    assert len(pages) > 15
    assert [page for page in pages if client.get(page).status_code >= 500] == []


def test_the_keys_are_listed_with_their_days(client: Client, key: Authenticator):
    page = words(client.get(reverse("mfa_list_webauthn")))
    assert "My phone Added on Tuesday 4 May 2027. Not used yet. Change its name" in page

    key.record_usage()

    page = words(client.get(reverse("mfa_list_webauthn")))
    assert "Last used on" in page and "Not used" not in page


def test_who_has_no_key_is_told_so(client: Client):
    assert "You have none. A code by e-mail is enough." in words(
        client.get(reverse("mfa_list_webauthn"))
    )
