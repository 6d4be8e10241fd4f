"""The looking-over itself: it finds what is wrong, so its silence means something."""

import re

import pytest

from tests.frontend.browser import faults_of_html, look_over, served

from . import browser as looking

pytestmark = pytest.mark.browser

GOOD = (
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Hall – Common Purse</title>'
    "</head><body><main><h1>The hall</h1><p>Open on Tuesdays.</p></main></body></html>"
)


@pytest.fixture
def kept(tmp_path, monkeypatch):
    monkeypatch.setattr(looking, "SCREENSHOTS", tmp_path)
    monkeypatch.setenv("PICTURES", "1")
    return tmp_path


def site_of(html):
    def application(_environ, start_response):
        start_response("200 OK", [("Content-Type", "text/html; charset=utf-8")])
        return [html.encode()]

    return served(application)


@pytest.mark.parametrize("scripts", [True, False])
def test_a_good_page_passes_and_leaves_pictures(open_page, kept, scripts):
    page = open_page(scripts=scripts)
    with site_of(GOOD) as site:
        page.goto(site)
        look_over(page, "hall")
    assert {path.name for path in kept.glob("*.png")} == {"hall-320.png", "hall-1280.png"}
    assert faults_of_html() == []


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        (("<h1>The hall</h1>", "<p>The hall</p>"), "has 0 h1"),
        (("Hall – Common Purse", "Hall"), "is titled “Hall”"),
        (("<p>Open", '<p style="width:600px">Open'), "scrolls sideways"),
        (("<p>Open", '<p style="color:#777">Open'), "axe color-contrast:"),
        (("<p>Open", '<p style="color:#666">Open'), "axe color-contrast-enhanced:"),
        (("<p>Open", '<a href="/" style="font-size:9px">a</a> <a href="/">b</a><p>Open'), "target"),
        (("<p>Open", "<input><p>Open"), "label"),
    ],
)
def test_a_fault_is_named(open_page, kept, change, fault):
    page = open_page(scripts=False)
    with site_of(GOOD.replace(*change)) as site:
        page.goto(site)
        with pytest.raises(AssertionError, match=re.escape(fault)):
            look_over(page, "hall")


def test_html_that_a_browser_would_mend_is_still_a_fault(open_page, kept):
    page = open_page()
    with site_of(GOOD.replace("<p>Open", "<p><div>Open</div>")) as site:
        page.goto(site)
        look_over(page, "hall")
    assert [fault.split(": ")[0] for fault in faults_of_html()] == ["hall.html:1 close-order"]
