"""The pages that only explain, the way in, and the gallery of components, in a real browser."""

import pytest
from django.urls import reverse

from .browser import faults_of_html, first_visit, look_over

NAMES = (
    "how_it_works",
    "where_to_turn",
    "privacy",
    "cookies",
    "complaints",
    "what_may_be_written",
    "how_to_report",
    "words_taken_down",
    "accessibility",
    "glossary",
    "components",
    "account_login",
    "account_request_login_code",
    "account_signup",
)
pytestmark = pytest.mark.browser


def test_every_plain_page_holds_what_every_page_promises(site, open_page):
    page = open_page(scripts=False)
    for name in NAMES:
        page.goto(site + reverse(name))
        look_over(page, name)
    assert faults_of_html(*NAMES) == []


def test_signing_in_with_a_passkey_holds_it_too(site, open_page):
    page = open_page()
    page.goto(f"{site}{reverse('account_login')}?with=passkey")
    look_over(page, "account_passkey")
    assert faults_of_html("account_passkey") == []


@pytest.mark.holds("T23")
@pytest.mark.parametrize("name", ["how_it_works", "account_login"])
def test_a_first_visit_is_light(site, browser, name):
    visit = first_visit(browser, site + reverse(name))
    assert visit.bytes <= 20_000
    assert (visit.requests <= 5, visit.script_bytes <= 8_000, visit.fonts) == (True, True, 0)
