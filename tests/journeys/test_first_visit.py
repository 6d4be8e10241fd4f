"""A first visit is light: for an old phone, on a slow line, paid by the megabyte."""

import pytest
from django.urls import reverse

from tests.factories.pools import make_people, make_pool, make_source
from tests.factories.supply import make_login, make_shown_listing
from tests.frontend.browser import first_visit
from tests.frontend.visiting import signed_in

pytestmark = [pytest.mark.browser, pytest.mark.process]

MOST_BYTES, MOST_SCRIPT_BYTES, MOST_REQUESTS = 20_000, 8_000, 5
MOST_PICTURE_BYTES = 8_000


@pytest.fixture
def main_pages(town) -> dict[str, tuple[str, str]]:
    """Ten: {name: (path, the session it is seen in)}, half of them for anybody."""
    listing = make_shown_listing(make_login("curator"))
    people = make_people(4)
    pool = make_pool(people)
    make_source(people[0])
    for_anybody = {
        "first page": "/",
        "results": "/find/?words=museum&postcode=ZZ1+1AA",
        "listing": reverse("listing", args=[listing.pk]),
        "how it works": reverse("how_it_works"),
        "signing in": reverse("account_login"),
    }
    signed_in_only = {
        "own page": reverse("home"),
        "group": reverse("group", args=[pool.group_id]),
        "shared cost": reverse("pool", args=[pool.pk]),
        "saying yes": reverse("pool_pledge", args=[pool.pk]),
        "money": reverse("money"),
    }
    session = signed_in(people[0]).cookies["sessionid"].value
    return {name: (path, "") for name, path in for_anybody.items()} | {
        name: (path, session) for name, path in signed_in_only.items()
    }


def test_ten_main_pages_are_light_on_a_first_visit(town, browser, main_pages):
    visits = {
        name: first_visit(browser, town.site + path, session=session)
        for name, (path, session) in main_pages.items()
    }
    assert {name: visit for name, visit in visits.items() if is_heavy(visit)} == {}


def is_heavy(visit) -> bool:
    return (
        visit.bytes > MOST_BYTES
        or visit.script_bytes > MOST_SCRIPT_BYTES
        or visit.requests > MOST_REQUESTS
        or visit.fonts > 0
        or visit.largest_picture_bytes > MOST_PICTURE_BYTES
    )
