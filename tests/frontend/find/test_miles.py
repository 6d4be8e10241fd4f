"""How far it is: in miles as the crow flies, on every page and by API, and never in minutes."""

import re

import pytest

from providers.actions.listings import pause_listing
from tests.factories.places import HOME, make_findable, make_home, make_postcode
from tests.factories.supply import NOW, make_login, make_shown_listing

pytestmark = pytest.mark.django_db

MINUTES_TO_GO = re.compile(r"minutes?.{0,3}\s(walk|away|drive|on foot)|walk of .{0,8}minutes", re.I)
AS_THE_CROW_FLIES = "Miles are as the crow flies."


@pytest.fixture
def near_and_far(db):
    make_home()
    for number, km in enumerate((0.02, 0.3, 0.6, 0.9, 1.2, 2, 4, 7), start=1):
        make_findable(number, f"Shed {number}", km=km)


def words(response) -> str:
    return response.content.decode()


@pytest.mark.holds("P100")
@pytest.mark.parametrize("asked", [{}, {"suits": "hot_meal"}, {"order": "price"}])
def test_results_say_miles_as_the_crow_flies_and_no_minutes(client, near_and_far, asked):
    page = words(client.get("/find/", {"postcode": HOME, **asked}))

    assert AS_THE_CROW_FLIES in page
    for said in ("Less than ½ mile", "About ½ mile", "About 1 mile", "About 4 miles"):
        assert said in page
    assert MINUTES_TO_GO.findall(page) == []


@pytest.mark.holds("P100")
def test_where_nothing_is_found_what_is_nearest_is_as_the_crow_flies_too(client, near_and_far):
    page = words(client.get("/find/", {"postcode": HOME, "words": "juggling"}))

    assert AS_THE_CROW_FLIES in page and MINUTES_TO_GO.findall(page) == []


@pytest.mark.holds("P100")
def test_by_api_it_is_kilometres_as_the_crow_flies(client, near_and_far):
    answer = words(client.get("/api/search/", {"postcode": HOME}))

    assert "km" in answer and MINUTES_TO_GO.findall(answer) == []


@pytest.mark.holds("P100")
def test_what_is_like_a_paused_thing_says_how_far_in_the_same_way(client):
    alice = make_login()
    paused = make_shown_listing(alice, kinds=[7])
    make_shown_listing(alice, title="Shed mornings", kinds=[7])
    pause_listing(listing_id=paused.pk, by=alice, now=NOW)
    make_postcode("ZZ1")

    page = words(client.get(f"/find/listing/{paused.pk}/"))

    assert AS_THE_CROW_FLIES in page and "ess than ½ mile" in page
    assert MINUTES_TO_GO.findall(page) == []
