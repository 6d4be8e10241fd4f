"""For what nobody of an area is open (M30)."""

import pytest
from django.test import Client
from django.urls import reverse

from providers.actions.listings import pause_listing
from providers.actions.providers import say_skills
from providers.queries.skills import nobody_open_for
from providers.states import Skill
from tests.factories.capacity import make_counted_listing
from tests.factories.supply import NOW, TODAY, area, make_login, make_someone
from tests.factories.visits import come
from tests.frontend.reading import words
from tests.frontend.visiting import set_clock, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def advocate():
    set_clock(NOW)
    return make_login("advocate")


@pytest.mark.holds("M30")
@pytest.mark.parametrize("closed", ["paused", "full"])
def test_the_page_of_the_area_says_for_what_nobody_is_open(advocate, closed):
    listing = make_counted_listing(advocate, units=1)
    browser = signed_in(advocate)
    page = f"/provide/{listing.provider_id}/skills/"
    browser.post(page, {"skills": ["dementia"]})
    near = reverse("demand_near", args=[area().pk])
    assert Skill.DEMENTIA not in nobody_open_for(area().pk, on=TODAY)
    before = words(Client().get(near))
    assert "nobody is open for" in before and "mental health" in before
    assert "dementia" not in before

    if closed == "paused":
        pause_listing(listing_id=listing.pk, by=advocate, now=NOW)
    else:
        come(make_someone(), listing)

    assert "dementia" in words(Client().get(near))
    by_program = Client().get(f"/api/areas/{area().pk}/asked/").json()
    assert "dementia" in by_program["nobody_open_for"]


@pytest.mark.holds("M30")
def test_what_it_is_skilled_in_is_said_by_program_too_and_by_nobody_else(advocate):
    listing = make_counted_listing(advocate)
    address = f"/api/providers/{listing.provider_id}/skills/"
    said = {"skills": ["speaking_up", "dementia", "dementia"]}

    told = signed_in(advocate).put(address, said, content_type="application/json")

    assert told.json() == {"skills": ["speaking_up", "dementia"]}
    other = signed_in(make_login("other")).put(address, said, content_type="application/json")
    assert other.status_code == 404
    assert say_skills(provider_id=listing.provider_id, skills=[], by=advocate, now=NOW).skills == []
