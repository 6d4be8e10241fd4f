"""The pages that only explain, and the gallery of components, in a real browser."""

import pytest
from django.urls import reverse

from .browser import faults_of_html, first_visit, look_over

NAMES = (
    "how_it_works",
    "where_to_turn",
    "privacy",
    "cookies",
    "complaints",
    "accessibility",
    "glossary",
    "components",
)
pytestmark = pytest.mark.browser


def test_every_plain_page_holds_what_every_page_promises(site, open_page, tmp_path, monkeypatch):
    monkeypatch.setattr("tests.frontend.browser.SCREENSHOTS", tmp_path)
    with_scripts, without = open_page(), open_page(scripts=False)
    for name in NAMES:
        for page, kind in ((with_scripts, "scripts"), (without, "plain")):
            page.goto(site + reverse(name))
            look_over(page, f"{name}-{kind}")
    assert faults_of_html(tmp_path / "html") == []


def test_a_first_visit_is_light(site, browser):
    visit = first_visit(browser, site + reverse("how_it_works"))
    assert visit.bytes <= 20_000
    assert (visit.requests <= 5, visit.script_bytes <= 8_000, visit.fonts) == (True, True, 0)
