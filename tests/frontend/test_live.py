"""Parts of a page that keep themselves fresh, in a real browser."""

import re
from pathlib import Path

import pytest

from .browser import served

pytestmark = pytest.mark.browser

SCRIPT = Path(__file__).resolve().parents[2] / "frontend" / "static" / "live.js"
PAGE = """<!doctype html><html lang="en"><head><title>Live</title></head><body>
<section id="part" data-refresh="/part" data-every="5" data-changed="This part has changed.">
{part}</section><a href="/weather" data-leave>Leave</a><script src="/live.js"></script>
</body></html>"""


class Site:
    """A page with one live part, and a count of how often the part was asked for."""

    def __init__(self):
        self.part = "<p>Not yet</p><input id='said'>"
        self.asked = 0
        self.status = "200 OK"

    def __call__(self, environ, start_response):
        path = environ["PATH_INFO"]
        self.asked += path == "/part"
        status = self.status if path == "/part" else "200 OK"
        kind = "text/javascript" if path == "/live.js" else "text/html"
        start_response(status, [("Content-Type", f"{kind}; charset=utf-8")])
        if path == "/live.js":
            return [SCRIPT.read_bytes()]
        return [(self.part if path == "/part" else PAGE.format(part=self.part)).encode()]


@pytest.fixture
def live(open_page):
    site = Site()
    page = open_page()
    page.clock.install()
    with served(site) as address:
        page.goto(address)
        yield site, page


def wait_for_next_look(page):
    with page.expect_event("requestfinished"):
        page.clock.run_for(5_000)
    # A later answer that was read: by then the page has done with the one before.
    page.evaluate("async () => (await fetch('/weather')).text()")


def test_a_part_shows_what_is_new_and_says_so_quietly(live):
    site, page = live
    site.part = "<p>Going ahead</p>"
    wait_for_next_look(page)
    assert page.locator("#part").inner_text().strip() == "Going ahead"
    assert page.locator("[aria-live=polite]").inner_text() == "This part has changed."


def test_nothing_is_said_when_nothing_changed(live):
    site, page = live
    wait_for_next_look(page)
    assert (site.asked, page.locator("[aria-live=polite]").inner_text()) == (1, "")


def test_nothing_is_taken_from_under_someone_who_is_typing(live):
    site, page = live
    page.locator("#said").fill("half a sent")
    site.part = "<p>Going ahead</p><input id='said'>"
    page.clock.run_for(5_000)
    assert (site.asked, page.locator("#said").input_value()) == (0, "half a sent")


def test_a_server_that_does_not_answer_leaves_the_page_as_it_is(live):
    site, page = live
    site.part, site.status = "<p>Broken</p>", "500 Internal Server Error"
    wait_for_next_look(page)
    assert "Not yet" in page.locator("#part").inner_text()


def test_leaving_quickly_takes_the_page_out_of_the_way_back(live):
    _site, page = live
    before = page.evaluate("history.length")
    page.get_by_text("Leave").click()
    page.wait_for_url(re.compile("/weather$"))
    assert page.evaluate("history.length") == before


def test_the_script_is_small():
    assert len(SCRIPT.read_bytes()) < 2_000
