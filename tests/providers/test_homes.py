"""Whoever runs it from home, comes to people's homes, or meets at somebody's home is found by the
district, and by nothing nearer, whichever way it is asked (P101)."""

from io import BytesIO

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from pypdf import PdfReader

from community.common import clock
from community.common.changes import values_of
from community.people.acting import Acting
from community.places.models.search_index import SearchEntry
from community.places.queries import find_location
from marketplace.referrals.actions.option_sheets import make_option_sheet
from marketplace.referrals.models.option_sheets import OptionSheet
from marketplace.referrals.states import WhomToAsk
from providers.actions.listings import publish_listing, save_listing
from providers.actions.private_places import mend_private_place
from providers.actions.search_index import index_listing
from providers.feed.rows.one_person import is_one_person
from providers.models.private_places import PlaceMark
from providers.models.supply import Listing, Provider
from providers.rules.listings import NotReady
from providers.rules.private_places import words_of_a_home
from providers.states import HOMES, VenueKind
from tests.factories.directory import import_feed, row, write
from tests.factories.places import HOME_AT, make_area, make_postcode, north_of
from tests.factories.supply import (
    NOW,
    TODAY,
    make_listing,
    make_login,
    make_provider,
    make_shown_listing,
)
from tests.frontend.markup import without_made_anew
from tests.frontend.searching import LOOKED_FROM, all_found_from

UNITS = {"ZZ1 1AB": HOME_AT, "ZZ1 1AC": north_of(1.2), "ZZ1 1AD": north_of(-0.7)}
STREETS = ("12 Hidden Street", "3 Farther Row", "The Old Forge")
AT_HOMES = [
    "I teach piano from my home",
    "Runs from home",
    "Come to my front room",
    "A registered childminder",
    "We visit you at home",
    "Help in your own home",
    "Home visits by appointment",
    "Homecare",
    "We meet at a member's house",
    "Suppers in each other's homes",
]
AT_NO_HOME = [
    "A home from home for everybody",
    "Support for people working from home",
    "Activities in care homes",
    "Our house band plays in the hall",
    "Lunch and a lift home",
    "Help with housing and homelessness",
]


@pytest.fixture
def westsea(db):
    for code, at in UNITS.items():
        make_postcode(code, at)
    for number, code in enumerate(LOOKED_FROM):
        latitude, longitude = north_of(number * 0.4 - 4)
        make_postcode(code, (latitude, longitude + 0.004 * (number % 7 - 3)))
    return make_area()


def all_that_is_shown(listing: Listing) -> list[str]:
    """By search from twenty places, at every width and in two orders; on its own page."""
    shown = all_found_from(LOOKED_FROM, "&miles=1", "&miles=3&order=price&words=piano")
    shown.append(Client().get(f"/api/listings/{listing.pk}/").text)
    shown.append(without_made_anew(Client().get(f"/find/listing/{listing.pk}/").text))
    return shown


def at_home(unit: str, street: str, kind: VenueKind, *, known: Listing | None = None) -> Listing:
    """A listing at a home, made or moved there by whoever speaks for it."""
    words = {
        "title": "Piano",
        "what_happens": f"Piano for beginners at {street}, {unit}.",
        "place_words": street,
        "postcode": unit,
        "getting_there_words": f"Ring twice at {street}",
        "venue_kind": kind,
    }
    if known is None:
        return make_shown_listing(make_login("teacher"), **words)
    voice = Acting(login=known.provider.members.get().login)
    return save_listing(listing_id=known.pk, is_place_private=False, **words, by=voice, now=NOW)


@pytest.mark.holds("P101")
def test_twenty_postcodes_do_not_find_a_home(westsea):
    """Neither distances, nor what is within how far, nor the order among neighbours on every side
    tell one home of a district from another."""
    neighbour = make_login("neighbour")
    for unit in UNITS:
        make_shown_listing(neighbour, postcode=unit, title="Piano hall")

    listing = at_home("ZZ1 1AB", STREETS[0], VenueKind.OWN_HOME)
    before = all_that_is_shown(listing)
    for unit, street in list(zip(UNITS, STREETS, strict=True))[1:]:
        at_home(unit, street, VenueKind.OWN_HOME, known=listing)
        assert all_that_is_shown(listing) == before

    told = "\n".join(before)
    assert "Piano for beginners" in told
    assert not any(words in told for words in ("Hidden", "Farther", "Forge"))
    stands(listing, "ZZ1")


def on_paper_and_in_calendars(listing: Listing, sheet: OptionSheet) -> list[str]:
    """What is taken away from here: its half page, a sheet it stands on, the days, five options."""
    read, asked = Client(), {"story": "piano", "miles": "5"}
    papers = [
        read.get(f"/find/listing/{listing.pk}/sheet/?pictures=yes"),
        read.get(f"/find/listing/{listing.pk}/calendar.ics"),
        read.get(f"/options/sheet/{sheet.code}/"),
        read.get(f"/api/referrals/option-sheets/{sheet.code}/"),
        *(read.post("/options/", asked | {"postcode": code}) for code in LOOKED_FROM[::4]),
    ]
    pdf = PdfReader(BytesIO(read.get(f"/options/sheet/{sheet.code}/paper.pdf").content))
    return [
        *(without_made_anew(paper.text) for paper in papers),
        *(page.extract_text() for page in pdf.pages),
    ]


@pytest.mark.holds("P101")
def test_nor_does_what_is_printed_or_taken_into_a_calendar(westsea):
    listing = at_home("ZZ1 1AB", STREETS[0], VenueKind.OWN_HOME)
    sheet = make_option_sheet(
        listing_ids=[listing.pk], authority_code="", whom_to_ask=WhomToAsk.NOBODY, now=clock.now()
    )
    before = on_paper_and_in_calendars(listing, sheet)
    for unit, street in list(zip(UNITS, STREETS, strict=True))[1:]:
        at_home(unit, street, VenueKind.OWN_HOME, known=listing)
        assert on_paper_and_in_calendars(listing, sheet) == before

    assert not any(words in "".join(before) for words in ("Hidden", "Farther", "Forge"))


@pytest.mark.holds("P101")
@pytest.mark.parametrize("kind", HOMES)
def test_of_each_kind_of_home_all_that_is_kept_is_the_district(westsea, kind):
    listing = at_home("ZZ1 1AB", STREETS[0], kind)
    kept = [values_of(listing)]
    for unit, street in list(zip(UNITS, STREETS, strict=True))[1:]:
        kept.append(values_of(at_home(unit, street, kind, known=listing)))
        stands(listing, "ZZ1")

    assert kept[0] == kept[1] == kept[2]


def stands(listing: Listing, outward: str) -> None:
    middle = find_location(outward)
    for entry in SearchEntry.objects.filter(object_type="listing", object_id=listing.pk):
        assert (entry.latitude, entry.longitude) == (middle.latitude, middle.longitude)
        assert (entry.e, entry.n) == (middle.e, middle.n)


def test_a_public_place_is_found_where_it_is(westsea):
    """The control: the same, in a hall."""
    listing = at_home("ZZ1 1AB", STREETS[0], VenueKind.PUBLIC_PLACE)
    before = all_that_is_shown(listing)

    at_home("ZZ1 1AC", STREETS[1], VenueKind.PUBLIC_PLACE, known=listing)

    assert all_that_is_shown(listing) != before


@pytest.mark.holds("P101")
def test_where_it_happens_is_asked_before_it_is_shown(westsea):
    voice = make_login("teacher")
    listing = make_listing(voice, venue_kind="")

    with pytest.raises(NotReady) as refusal:
        publish_listing(listing_id=listing.pk, by=voice, now=NOW)

    assert refusal.value.field == "venue_kind"
    assert not SearchEntry.objects.exists()


@pytest.mark.holds("P101")
def test_no_writer_puts_a_home_where_it_is(westsea):
    """The database refuses the exact place in the listing, in its entry, and in an entry that was
    there before its place was kept back."""
    listing = at_home("ZZ1 1AC", STREETS[0], VenueKind.OWN_HOME)
    exact = dict(zip(("latitude", "longitude"), UNITS["ZZ1 1AC"], strict=True))
    entries = SearchEntry.objects.filter(object_id=listing.pk)
    mine = Listing.objects.filter(pk=listing.pk)

    refused(lambda: mine.update(**exact))
    refused(lambda: mine.update(is_place_private=False))
    refused(lambda: mine.update(postcode="", has_location=True))
    refused(lambda: entries.update(**exact))
    public = make_shown_listing(make_login("hall"), postcode="ZZ1 1AC")
    middle = find_location("ZZ1")
    refused(
        lambda: Listing.objects.filter(pk=public.pk).update(
            is_place_private=True,
            getting_there_words="",
            postcode="ZZ1",
            latitude=middle.latitude,
            longitude=middle.longitude,
        )
    )
    listing.latitude, listing.longitude = UNITS["ZZ1 1AC"]
    refused(lambda: index_listing(listing, on=TODAY))
    stands(listing, "ZZ1")


def refused(write) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        write()
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


@pytest.mark.holds("P101")
def test_what_one_person_shows_unasked_from_before_is_kept_back_until_they_say(westsea):
    voice = make_login("teacher")
    listing = make_shown_listing(voice, postcode="ZZ1 1AB", place_words=STREETS[0])
    Listing.objects.update(venue_kind="")
    Provider.objects.update(is_one_person=True, about=f"I am at {STREETS[0]}.")

    assert mend_private_place(listing_id=listing.pk, now=NOW)

    stands(listing, "ZZ1")
    assert Provider.objects.get().about == "I am at (kept back)."
    save_listing(
        listing_id=listing.pk,
        venue_kind=VenueKind.PUBLIC_PLACE,
        is_place_private=False,
        postcode="ZZ1 1AC",
        by=voice,
        now=NOW,
    )
    assert SearchEntry.objects.first().latitude == UNITS["ZZ1 1AC"][0]


@pytest.mark.holds("P101")
def test_a_home_is_marked_and_the_office_of_those_who_go_to_homes_is_not(westsea):
    voice = make_login("teacher")
    provider = make_provider(voice)

    make_shown_listing(voice, provider, postcode="ZZ1 1AB", venue_kind=VenueKind.VISITS_HOMES)
    assert not PlaceMark.objects.exists()

    make_shown_listing(voice, provider, postcode="ZZ1 1AC", venue_kind=VenueKind.OWN_HOME)
    assert PlaceMark.objects.exists()


@pytest.mark.holds("P101")
@pytest.mark.parametrize("text", AT_HOMES)
def test_a_row_of_a_directory_says_in_many_words_that_it_is_at_homes(text):
    assert words_of_a_home([text])


@pytest.mark.parametrize("text", AT_NO_HOME)
def test_what_only_speaks_of_homes_is_at_none(text):
    assert words_of_a_home([text]) == ""


@pytest.mark.parametrize(
    ("organisation", "contacts", "expected"),
    [
        ({"name": "Mrs J Example"}, [], True),
        ({"name": "Bright Ideas", "legal_status": "Sole trader"}, [], True),
        ({"name": "Joan Example"}, [{"name": "Joan  Example"}], True),
        ({"name": "Joan Example Centre"}, [{"name": "Joan Example"}], False),
        ({"name": "Westsea Museum", "legal_status": "Charity"}, [{"name": "Reception"}], False),
        ({"name": "Missing Link"}, [], False),
        ({}, [{"name": ""}], False),
    ],
)
def test_who_is_one_person(organisation, contacts, expected):
    assert is_one_person({"organization": organisation, "contacts": contacts}) == expected


def piano(unit: str, street: str, **change) -> dict:
    latitude, longitude = UNITS[unit]
    address = {"address_1": street, "city": "Westsea", "postal_code": unit}
    location = {"latitude": latitude, "longitude": longitude, "physical_addresses": [address]}
    words = {
        "name": "Piano",
        "description": "Piano for beginners.",
        "organization": {"id": "o1", "name": "Mrs J Example", "description": f"At {street}."},
        "service_at_locations": [{"location": location}],
    }
    return row(1) | words | change


@pytest.mark.holds("P101")
@pytest.mark.parametrize(
    "change",
    [
        {},
        {
            "description": "Piano in my front room.",
            "organization": {"id": "o2", "name": "Westsea Music"},
        },
    ],
)
def test_twenty_postcodes_do_not_find_the_home_of_a_row(westsea, tmp_path, change):
    places = list(zip(UNITS, STREETS, strict=True))
    shown = []
    for unit, street in places:
        import_feed(write(tmp_path / "feed.json", [piano(unit, street, **change)]))
        shown.append(all_that_is_shown(Listing.objects.get()))

    assert shown[0] == shown[1] == shown[2]
    assert "Piano" in shown[0][0]
    assert not any(street in text for text in shown[0] for street in STREETS)
    stands(Listing.objects.get(), "ZZ1")
