"""The map of what was found, and the same in words: nothing is on one that is not in the other."""

import re

import pytest

from providers.models.supply import Listing
from tests.factories.places import HOME, HOME_AT, make_findable, make_home, north_of
from tests.factories.supply import make_login, make_shown_listing

pytestmark = pytest.mark.django_db


@pytest.fixture
def town(db):
    make_home()
    make_findable(1, "Choir", at=north_of(0.6))
    make_findable(2, "Lunch", at=north_of(-1.7))
    make_findable(3, "Sewing", at=north_of(0.61))
    make_findable(4, "Somewhere", km=0, has_location=False)
    make_findable(5, "At home", km=0, is_by_district=True, place_words="Near ZZ1")


def map_of(client, **asked) -> str:
    page = client.get("/find/", {"postcode": HOME, **asked}).content.decode()
    return page.split('id="map"')[1].split("</section>")[0]


def in_words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def test_each_number_of_the_drawing_is_said_in_words_with_how_far_and_which_way(client, town):
    whole = map_of(client)
    drawing, said = whole.split("<details")

    assert 'aria-hidden="true"' in drawing
    assert re.findall(r'cp-map__number"[^>]*>([^<]+)<', drawing) == ["2, 3", "4"]
    words = in_words(said)
    assert "About ½ mile : 2 2. Choir to the north 3. Sewing to the north" in words
    assert "About 1 mile : 1 4. Lunch to the south" in words
    by_district = "Known by district only, so not on the map : 1 1. At home"
    assert f"{by_district} (the middle of its district is less than ½ mile away)" in words
    assert "Place not known, so not on the map : 1 5. Somewhere" in words
    assert "ZZ1 1AA is the dot in the middle" in in_words(drawing)


def test_each_number_leads_to_its_card(client, town):
    page = client.get("/find/", {"postcode": HOME}).content.decode()

    for number in range(1, 6):
        assert f'id="found-{number}"' in page and f'href="#found-{number}"' in page


def test_only_what_is_on_this_page_of_the_list_is_numbered(client):
    make_home()
    for number in range(13):
        make_findable(number, f"Shed {number:02}", at=north_of(0.3 + number / 3))

    second = map_of(client, page=2)

    assert [f"Shed {n:02}" in second for n in (0, 9, 10, 12)] == [False, False, True, True]
    numbers = ", ".join(re.findall(r'cp-map__number"[^>]*>([^<]+)<', second))
    assert sorted(numbers.split(", ")) == ["1", "2", "3"]


def test_nothing_of_it_comes_from_elsewhere_or_needs_a_script(client, town):
    whole = map_of(client)

    assert not re.search(r"https?://|url\(|<script|<img|<image", whole)


def test_where_no_place_is_known_nothing_is_drawn_and_it_is_said(client):
    make_home()
    make_findable(1, "Somewhere", at=HOME_AT, has_location=False)

    whole = map_of(client)

    assert "<svg" not in whole and "Place not known, so not on the map" in whole


class TestInAMapOfOnesOwn:
    def test_a_place_that_is_known_can_be_opened_elsewhere_and_it_says_so(self, client):
        listing = make_shown_listing(make_login())

        page = client.get(f"/find/listing/{listing.pk}/").content.decode()

        at = f"{listing.latitude:.5f}", f"{listing.longitude:.5f}"
        assert f"https://www.openstreetmap.org/?mlat={at[0]}&amp;mlon={at[1]}" in page
        assert f'href="geo:{at[0]},{at[1]}' in page
        assert "Both leave Common Purse." in page

    @pytest.mark.parametrize(
        "kept_back", [{"has_location": False}, {"is_place_private": True, "postcode": "ZZ1"}]
    )
    def test_no_place_is_handed_on_that_is_not_known_or_kept_to_its_district(
        self, client, kept_back
    ):
        listing = make_shown_listing(make_login())
        Listing.objects.filter(pk=listing.pk).update(getting_there_words="", **kept_back)

        page = client.get(f"/find/listing/{listing.pk}/").content.decode()

        assert "openstreetmap" not in page and "geo:" not in page
