"""Which pages of coming and meeting the journeys look at in a browser, by axe at 320 and 1280 px;
and by name those that none of them reaches."""

from importlib import import_module
from pathlib import Path
from types import ModuleType

from tests.access.pages import PAGES
from tests.frontend.pages_that_take import pages

from .conftest import WAYS
from .pages_looked_at import NOT_LOOKED_AT, PAGES_LOOKED_AT

OF_MEETING = (
    "frontend.pages.answers",
    "frontend.pages.calendar_feeds",
    "frontend.pages.conversations",
    "frontend.pages.find.search",
    "frontend.pages.group.",
    "frontend.pages.pictures.",
    "frontend.pages.reports",
    "frontend.pages.visits.",
    "frontend.pages.account.home",
    "frontend.pages.account.profile",
    "frontend.pages.account.records",
    "frontend.pages.account.sign_in",
)
JOURNEYS = Path(__file__).parent
OTHERS = ("test_four_first_visits", "test_coming_without_an_account")


def pages_of_meeting() -> set[str]:
    """Each that is opened by itself."""
    of_meeting = {
        pattern.name
        for _address, pattern in pages("staff/", "api/")
        if pattern.name in PAGES and pattern.callback.__module__.startswith(OF_MEETING)
    }
    return {
        name
        for name in of_meeting
        if not isinstance(PAGES[name], tuple) or PAGES[name][0] is not None
    }


def test_each_page_of_meeting_is_looked_at_in_a_browser_or_named_here():
    reached = set().union(*PAGES_LOOKED_AT.values())

    not_reached = pages_of_meeting() - reached
    assert not_reached - set(NOT_LOOKED_AT) == set(), "reached by no journey, and not named"
    assert set(NOT_LOOKED_AT) - not_reached == set(), "named, and reached or not there"


def test_each_journey_that_is_counted_is_walked_in_a_browser():
    """Of one that is walked by forms alone nothing was looked at."""
    modules = [import_module(f"{__package__}.{path.stem}") for path in JOURNEYS.glob("test_j*.py")]
    modules += [import_module(f"{__package__}.{name}") for name in OTHERS]
    found = {name: ways_of(module, name) for module in modules for name in vars(module)}
    assert {test for test in PAGES_LOOKED_AT if "scripts" not in found[test]} == set()


def ways_of(module: ModuleType, name: str) -> set[str]:
    """By what a journey is walked: its own word for it, else its module's, else every way."""
    own = getattr(getattr(module, name), "pytestmark", [])
    for marks in (own, getattr(module, "pytestmark", [])):
        for mark in marks if isinstance(marks, list) else [marks]:
            if mark.name == "parametrize" and mark.args[0] == "way":
                return {getattr(way, "values", (way,))[0] for way in mark.args[1]}
    return {way.values[0] for way in WAYS}
