"""How open a thing is stands on its card, before anything is typed (M92)."""

from datetime import timedelta

import pytest
from django.test import Client

from community.common import clock
from community.common.dates import format_day
from tests.factories.places import HOME, make_home
from tests.factories.supply import make_login, make_shown_listing

pytestmark = pytest.mark.django_db


@pytest.mark.holds("M92")
def test_each_card_says_how_open_it_is_and_a_full_one_until_when_and_leads_to_two_like_it(
    client: Client,
):
    make_home()
    keeper = make_login("keeper")
    until = clock.today() + timedelta(days=9)
    full = make_shown_listing(keeper, title="Full choir", full_until=until)
    for title, left in (
        ("Nearly full choir", 2),
        ("Open choir", 20),
        ("Choir with no number", None),
    ):
        make_shown_listing(keeper, full.provider, title=title, places_left=left)

    page = client.get("/find/", {"postcode": HOME, "words": "choir"})
    states = {card.title: (card.state, bool(card.alike_url)) for card in page.context["alike"]}
    told = client.get("/api/search/", {"postcode": HOME, "words": "choir"}).json()["results"]

    assert states == {
        "Full choir": (f"Full until {format_day(until)}", True),
        "Nearly full choir": ("Has a place or two", False),
        "Open choir": ("Has places", False),
        "Choir with no number": ("Has places", False),
    }
    assert {each["title"]: each["has_places"] for each in told} == {
        title: state for title, (state, _alike) in states.items()
    }
    assert 'id="alike"' in client.get(f"/find/listing/{full.pk}/").text
