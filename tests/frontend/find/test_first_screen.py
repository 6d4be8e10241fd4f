"""At 400 % zoom (320 by 225 px of a page) the title is in the first screen: what is above it is
short."""

import pytest

from tests.factories.places import HOME, make_findable, make_home
from tests.factories.supply import make_login, make_shown_listing

pytestmark = pytest.mark.browser

WIDTH, HEIGHT = 320, 225
END_OF_FIRST_LINE = """h1 => h1.getBoundingClientRect().top
    + parseFloat(getComputedStyle(h1).lineHeight)"""


@pytest.mark.holds("M126")
def test_the_title_is_in_the_first_screen_at_400_per_cent(committed_db, site, open_page, settings):
    settings.DEMO = True  # with the strip that says so, which only makes it longer
    listing = make_shown_listing(make_login())
    make_home()
    make_findable(900, "Choir")
    page = open_page(scripts=False)
    page.set_viewport_size({"width": WIDTH, "height": HEIGHT})

    ends = {}
    for path in ("/", f"/find/?postcode={HOME}", f"/find/listing/{listing.pk}/"):
        page.goto(site + path)
        ends[path] = page.locator("h1").evaluate(END_OF_FIRST_LINE)

    assert {path: end for path, end in ends.items() if end > HEIGHT} == {}


def test_the_way_about_opens_where_it_is_narrow_and_stands_open_where_it_is_wide(
    committed_db, site, open_page
):
    page = open_page(scripts=False)
    page.goto(site + "/")
    find = page.get_by_role("navigation", name="Main").get_by_role("link", name="Find")
    assert not find.is_visible()

    page.locator("summary", has_text="Menu").focus()
    page.keyboard.press("Enter")
    assert find.is_visible()

    page.reload()
    page.set_viewport_size({"width": 1280, "height": 900})
    assert find.is_visible()
    assert not page.locator("summary", has_text="Menu").is_visible()
