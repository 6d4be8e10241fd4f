"""What another directory is given cannot be called back: one of each thing that is nobody's
business is here, and every answer is searched for it."""

import pytest

from providers.models.supply import Listing, Provider
from providers.states import Engager, VenueKind
from tests.factories.directory import import_feed, row, write
from tests.factories.places import HOME, make_area, make_postcode, north_of
from tests.factories.pools import make_group
from tests.factories.supply import (
    NOW,
    make_login,
    make_provider,
    make_shown_listing,
    make_someone,
)
from tests.frontend.visiting import set_clock

from .checker import Directory, checked

MOBILE, MAIL = "07700 900123", "ann.own@example.org"
REFUGE_AT, REFUGE = north_of(1.2), "ZZ1 1AC"
HOME_UNIT_AT, HOME_UNIT = north_of(2.3), "ZZ1 1AD"
SECRETS = {
    "a mobile": (MOBILE, "07700 900"),
    "a mail address": (MAIL, "ann.own"),
    "a refuge's place": ("Hidden Street", REFUGE, f"{REFUGE_AT[0]:.4f}"),
    "somebody who would be employed": ("Ada who helps at home",),
    "somebody who works alone": ("Bea Brown",),
    "a home": (HOME_UNIT, f"{HOME_UNIT_AT[0]:.4f}", "7 Kitchen Row"),
    "a person": ("Cleo Member", "cleo@example.org"),
    "a draft": ("Not yet to be read",),
    "one that was taken down": ("Gone since",),
}


@pytest.fixture
def everything(db, tmp_path) -> Directory:
    set_clock(NOW)
    make_area()
    make_postcode()
    make_postcode(REFUGE, REFUGE_AT)
    make_postcode(HOME_UNIT, HOME_UNIT_AT)
    by = make_login("museum")
    museum = make_provider(by)
    Provider.objects.update(about=f"Ring Ann on {MOBILE}.")
    make_shown_listing(
        by,
        museum,
        what_happens=f"Coffee. Ring Ann on {MOBILE} or write to {MAIL}.",
        when_words=f"Tuesdays, or ring {MOBILE}",
        website=f"https://example.org/?to={MAIL}",
        getting_there_words=f"Ask {MAIL}",
        place_words=f"The old hall ({MOBILE})",
    )
    _one_person("ada", "Ada", title="Ada who helps at home", engager=Engager.YOU)
    _one_person("bea", "Bea Brown", title="Walks by the sea")
    make_shown_listing(
        make_login("kit"),
        title="Pottery at a kitchen table",
        what_happens="Clay, tea and talk at 7 Kitchen Row.",
        postcode=HOME_UNIT,
        place_words="7 Kitchen Row",
        venue_kind=VenueKind.OWN_HOME,
    )
    refuge = {
        "name": "Westsea refuge",
        "description": "A safe house. Our address is confidential.",
        "service_at_locations": [
            {
                "location": {
                    "latitude": REFUGE_AT[0],
                    "longitude": REFUGE_AT[1],
                    "addresses": [{"address_1": "12 Hidden Street", "postal_code": REFUGE}],
                }
            }
        ],
        "contacts": [{"name": "Ann", "email": MAIL, "phones": [{"number": MOBILE}]}],
        "email": MAIL,
    }
    gone = [row(7, name="Gone since")]
    feed = tmp_path / "feed.json"
    import_feed(write(feed, [row(1, **refuge), *gone]), middle=HOME)
    import_feed(write(feed, [row(1, **refuge)]), middle=HOME)
    make_group([make_someone("cleo")], name="Cleo Member")
    return checked()


def _one_person(login: str, name: str, **facts) -> None:
    by = make_login(login)
    provider = make_provider(by, name)
    Provider.objects.filter(pk=provider.pk).update(is_one_person=True)
    make_shown_listing(by, provider, **facts)


@pytest.mark.holds("fault:I18", "P101")
def test_it_stands_in_no_answer(everything):
    text = "\n".join(everything.texts).lower()

    seen = {secret for secret, signs in SECRETS.items() for each in signs if each.lower() in text}
    assert (seen, everything.wrong) == (set(), [])
    names = {each["name"] for each in everything.rows("/services")}
    assert names == {
        "Museum morning",
        "Walks by the sea",
        "Westsea refuge",
        "Pottery at a kitchen table",
    }
    text = "\n".join(everything.texts)
    assert "Coffee. Ring Ann on (left out)" in text
    _is_in_its_district(everything)
    _is_not_named(everything)


def _is_in_its_district(everything: Directory) -> None:
    """Without an address."""
    refuge = Listing.objects.get(title="Westsea refuge")
    service = everything.get(f"/services/{refuge.public_id}")[1]

    [place] = service["service_at_locations"]
    location = place["location"]
    assert location["name"].startswith("Somewhere in ZZ1.")
    assert "addresses" not in location
    assert (location["latitude"], location["longitude"]) == (refuge.latitude, refuge.longitude)


def _is_not_named(everything: Directory) -> None:
    bea = Provider.objects.get(name="Bea Brown")

    answer = everything.get(f"/organizations/{bea.public_id}")[1]

    assert answer["name"] == "One person who works alone"
    ada = Listing.objects.get(title="Ada who helps at home")
    assert everything.get(f"/services/{ada.public_id}")[0] == 404
    assert everything.get(f"/organizations/{ada.provider.public_id}")[0] == 404
