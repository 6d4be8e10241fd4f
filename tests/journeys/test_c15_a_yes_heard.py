"""C15: the whole way to a yes by keyboard, and what a screen reader is given of it: names, what is
chosen, what is wrong, and that it is done."""

import re

import pytest
from playwright.sync_api import expect

from tests.factories.pools import make_people, make_pool

from .conftest import WAYS
from .steps import adds_money, goes_to_the_shared_cost
from .story import step

pytestmark = [
    pytest.mark.process,
    pytest.mark.parametrize("way", [WAYS[0], WAYS[2]], indirect=True),
]

MOST = "What is the most you would pay for one session?"
OFFICE = "Money the council looks after"


@pytest.mark.holds("C15")
def test_a_yes_is_heard_as_it_is_seen(town, somebody, way):
    make_pool(make_people(4))
    ann = somebody("member-1")
    page = ann.hands.page
    page.on("dialog", lambda box: pytest.fail(f"a box of the browser's own: {box.message}"))
    ann.signs_in()

    the_one_way_in_is_named(ann, page)
    what_is_chosen_is_said(ann, page)
    what_is_wrong_is_heard_first_and_stands_at_its_box(ann, page, has_scripts=way == "scripts")
    all_of_it_is_read_before_the_press_and_nothing_opens_over_it(ann, page)
    that_it_is_done_is_heard_first(ann, page, has_scripts=way == "scripts")


def heard(page) -> str:
    """The main part as the browser gives it to a screen reader."""
    return page.locator("main").aria_snapshot()


@step
def the_one_way_in_is_named(ann, page):
    goes_to_the_shared_cost(ann)
    given = heard(page)
    assert given.count('- heading "Museum mornings with coffee" [level=1]') == 1
    assert given.count("I’m in, up to an amount I choose") == 1
    for unnamed in ("- button\n", "- link\n", '- link ""', "- img\n", "- textbox\n"):
        assert unnamed not in given, given
    expect(page.get_by_role("navigation").first).to_be_attached()
    ann.presses("I’m in, up to an amount I choose")


@step
def what_is_chosen_is_said(ann, page):
    ann.chooses("Where does the money come from?", OFFICE)
    assert f'- radio "{OFFICE}" [checked]' in heard(page)
    assert '- group "Where does the money come from?"' in heard(page)
    group = page.get_by_role("group", name="Where does the money come from?")
    assert group.get_by_role("radio", checked=True).count() == 1
    adds_money(ann, OFFICE)


@step
def what_is_wrong_is_heard_first_and_stands_at_its_box(ann, page, *, has_scripts):
    ann.types(MOST, "fifteen")
    ann.presses("Look it over", status=422)
    assert page.title().startswith("Error:")
    alert = page.get_by_role("alert")
    assert alert.get_by_role("heading", name="There is a problem").count() == 1
    if has_scripts:
        expect(page.locator(".govuk-error-summary")).to_be_focused()
    link = alert.get_by_role("link").first
    wrong = link.inner_text()
    box = page.get_by_role("textbox", name=MOST)
    expect(box).to_have_value("fifteen")
    expect(box).to_have_attribute("aria-invalid", "true")
    expect(box).to_have_accessible_description(re.compile(re.escape(wrong)))
    ann.hands.reaches(link)
    page.keyboard.press("Enter")
    expect(box).to_be_focused()


@step
def all_of_it_is_read_before_the_press_and_nothing_opens_over_it(ann, page):
    ann.types(MOST, "15")
    ann.presses("Look it over")
    given = heard(page)
    assert '- heading "Look at it once more before you say yes" [level=1]' in given
    assert '- button "I’m in, and I pay up to £15 a session"' in given
    assert "£60, for 4 sessions" in given
    for way_back in ("Not now", "Talk to someone first"):
        assert f'- link "{way_back}"' in given
    assert page.get_by_role("dialog").count() == page.get_by_role("alertdialog").count() == 0


@step
def that_it_is_done_is_heard_first(ann, page, *, has_scripts):
    ann.presses("I’m in, and I pay up to £15 a session")
    done = page.get_by_role("alert", name="Done")
    expect(done).to_contain_text("You are in, up to £15 a session.")
    if has_scripts:
        expect(done).to_be_focused()
    assert "Your yes" in heard(page)
