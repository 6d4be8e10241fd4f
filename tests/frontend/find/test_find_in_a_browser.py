"""The pages of finding, without scripts and by keyboard, as a person meets them."""

import pytest

from providers.states import Engager, PriceKind
from tests.factories.places import HOME, make_findable, north_of
from tests.factories.supply import make_login, make_shown_listing
from tests.frontend.browser import faults_of_html, look_over

pytestmark = pytest.mark.browser


@pytest.fixture
def listing(committed_db):
    """A listing with much to say, and enough around it for a second page."""
    listing = make_shown_listing(
        make_login(),
        title="Museum morning with a very long name, for whoever likes old photographs and talk",
        price_kind=PriceKind.BY_GROUP,
        prices={1: 4000, 3: 7500, 4: 7500, 5: 7500},
        engager=Engager.YOU,
    )
    for n in range(25):
        at = north_of(0.1 + n / 10)
        make_findable(
            1000 + n, f"Shed {n}", at=at, object_type="group", kinds=[2], purposes=["company"]
        )
    return listing


@pytest.mark.holds("M126")
def test_finding_by_keyboard_without_scripts(site, open_page, listing):
    page = open_page(scripts=False)
    page.goto(site + "/")
    look_over(page, "find-start")

    page.get_by_label("What would be good?").fill("musuem")
    page.get_by_label("Where are you?").fill("nowhere")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    look_over(page, "find-refused")
    assert page.get_by_label("What would be good?").input_value() == "musuem"

    page.get_by_label("Where are you?").fill(HOME.lower())
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert page.get_by_text("Nothing has “musuem”. Showing “museum”.").is_visible()
    look_over(page, "find-results")
    page.locator("summary", has_text="Narrow it down").press("Enter")
    look_over(page, "find-choices")
    page.get_by_label("How far?").select_option("10 miles")
    with page.expect_navigation():
        page.get_by_role("button", name="Show these").press("Enter")
    assert page.get_by_text("Within 10 miles.").is_visible()

    with page.expect_navigation():
        page.get_by_role("link", name=listing.title).press("Enter")
    look_over(page, "find-listing")
    assert page.get_by_role("heading", level=1).inner_text() == listing.title

    names = ["find-start", "find-refused", "find-results", "find-choices", "find-listing"]
    assert faults_of_html(*names) == []


def test_many_results_few_results_and_a_line_left(site, open_page, listing):
    page = open_page(scripts=False)
    page.goto(f"{site}/find/?postcode={HOME}&suits=hot_meal")
    look_over(page, "find-many")

    page.goto(f"{site}/find/?postcode={HOME}&words=juggling")
    look_over(page, "find-nothing")
    page.get_by_label("What is missing?").fill("juggling on Sundays")
    page.get_by_role("button", name="Tell us").click()
    look_over(page, "find-missing-told")
    assert page.get_by_text("We wrote it down.").is_visible()

    page.goto(f"{site}/find/kinds/")
    look_over(page, "find-kinds")
    page.goto(f"{site}/area/{listing.provider.area_id}/asked/")
    look_over(page, "find-asked")

    names = ["find-many", "find-nothing", "find-missing-told", "find-kinds", "find-asked"]
    assert faults_of_html(*names) == []
