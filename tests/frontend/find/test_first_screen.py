"""At 400 % zoom (320 by 225 px of a page) the title is in the first screen: what is above it is
short."""

import pytest
from django.urls import reverse

from tests.factories.gatherings import make_gathering, say_coming
from tests.factories.places import HOME, make_findable, make_home
from tests.factories.pools import make_people, make_pool
from tests.factories.supply import NOW, make_login, make_shown_listing
from tests.factories.visits import make_visited_listing
from tests.frontend.visiting import set_clock, signed_in

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


A_PHONE = {"width": 320, "height": 640}


def ends_of(page, *selectors) -> dict[str, float]:
    """How far down each first stands, to its lower edge."""
    return {
        each: page.locator(each).first.evaluate("e => e.getBoundingClientRect().bottom")
        for each in selectors
    }


def below_a_phone(page, *selectors) -> dict[str, float]:
    ends = ends_of(page, *selectors)
    return {each: end for each, end in ends.items() if end > A_PHONE["height"]}


@pytest.mark.holds("fault:J12")
def test_what_when_where_how_much_and_the_one_button_are_in_the_first_screen_of_a_phone(
    committed_db, site, open_page
):
    """Of a listing, a group and a shared cost."""
    set_clock(NOW)
    people = make_people(3)
    pool = make_pool(people)
    date = make_gathering(pool.group, people[0], costs=True)
    for each in people[1:]:
        say_coming(date, each)
    listing = make_visited_listing(make_login("museum-2"), title="Museum coffee morning")
    page = open_page(scripts=False, viewport=A_PHONE)
    cookie = signed_in(people[0]).cookies["sessionid"]
    page.context.add_cookies([{"name": "sessionid", "value": cookie.value, "url": site}])

    low = {}
    page.goto(site + reverse("listing", args=[listing.pk]))
    facts = "main .cp-card__facts"
    low["listing"] = below_a_phone(page, "h1", f"{facts} >> nth=0", "main a.govuk-button")
    page.goto(site + reverse("group", args=[pool.group_id]))
    when = "main .cp-act .govuk-body >> nth=0"
    low["group"] = below_a_phone(page, "h1", when, "main .cp-act button")
    page.goto(site + reverse("pool", args=[pool.pk]))
    low["shared cost"] = below_a_phone(
        page, "h1", "main .govuk-body-l", "main .govuk-body >> nth=0", "main a.govuk-button"
    )
    assert low == {"listing": {}, "group": {}, "shared cost": {}}
