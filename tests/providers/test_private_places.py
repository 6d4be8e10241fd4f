"""A refuge's place is kept back: nothing that anybody may read tells two places in its district
apart, however it is asked."""

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction
from django.test import Client

from community.people.acting import Acting
from community.places.models.search_index import SearchEntry
from community.places.queries import find_location
from providers.actions import directory_readings, imports, private_places
from providers.actions.listings import save_listing
from providers.models.imports import ImportRun
from providers.models.private_places import PlaceMark
from providers.models.supply import Listing, ProviderMember
from providers.queries.imports import import_report
from providers.rules.private_places import hide_place, words_asking
from providers.tasks import keep_back_with_others
from tests.factories.directory import counts, import_feed, row, write
from tests.factories.places import HOME_AT, make_area, make_postcode, north_of
from tests.factories.supply import NOW, make_login, make_provider, make_shown_listing, vet
from tests.frontend.markup import without_made_anew
from tests.frontend.searching import LOOKED_FROM, all_found_from
from tests.frontend.visiting import set_clock

ASKING = [
    "Westsea Women’s Refuge",
    "A safe-house for families",
    "Safe accommodation",
    "Accommodation for women fleeing abuse",
    "Domestic abuse housing",
    "Do not publish this address",
    "Please don’t share our address.",
    "The address is confidential",
    "Address: CONFIDENTIAL",
    "Our location is kept strictly confidential",
    "We cannot give out our address for safety reasons",
    "Location will be given on referral",
    "Venue disclosed once you have booked",
    "For security reasons the address is not shown",
    "Address withheld",
    "Address available on request",
    "Ring us for the address",
    "We never say where we are",
    "Please keep our address off your website",
    "The exact location will only be given to people who are referred",
    "Meeting point sent once you have registered",
    "Not for publication",
]
NOT_ASKING = [
    "A group for refugees",
    "Free and confidential advice at our address",
    "Runs from this location and offers confidential advice",
    "A wildlife refuge with a café",
    "Do not miss it. Our address is 4 Mill Lane",
    "Talks in a hidden garden; the venue has a lift",
    "We give information about housing and domestic abuse",
]
STREETS = ("12 Hidden Street", "3 Farther Row")
UNITS = {"ZZ1 1AB": HOME_AT, "ZZ1 1AC": north_of(1.2), "ZZ1 1AD": north_of(-0.7)}


@pytest.mark.holds("fault:E8")
@pytest.mark.parametrize("text", ASKING)
def test_a_row_asks_for_it_in_any_words(text):
    assert words_asking([text])


@pytest.mark.parametrize("text", NOT_ASKING)
def test_what_asks_for_nothing_is_left_as_it_is(text):
    assert words_asking([text]) == ""


def test_what_says_where_is_taken_out_of_the_words():
    text = "At 12 Hidden Street, zz11ab, or Hidden Street; 4a-6 Old Mill Lane. ///one.two.six"

    assert hide_place(text, ["12 Hidden Street"]) == (
        "At (kept back), ZZ1, or (kept back); (kept back). (kept back)"
    )


@pytest.fixture
def westsea(db):
    for code, at in UNITS.items():
        make_postcode(code, at)
    for number, code in enumerate(LOOKED_FROM):
        latitude, longitude = north_of(number * 0.4 - 4)
        make_postcode(code, (latitude, longitude + 0.004 * (number % 7 - 3)))
    return make_area()


def refuge(unit: str, street: str, **change) -> dict:
    latitude, longitude = UNITS[unit]
    address = {"address_1": street, "city": "Westsea", "postal_code": unit}
    location = {"latitude": latitude, "longitude": longitude, "physical_addresses": [address]}
    words = {
        "name": "Harbour refuge (confidential address)",
        "description": f"A room at {street}, {unit}. Do not publish this address.",
        "url": f"https://maps.example.org/?q={latitude},{longitude}",
        "organization": {
            "id": "o1", "name": "Harbour Women", "description": f"We are at {street}."
        },
        "service_at_locations": [{"location": location}],
    }  # fmt: skip
    return row(1) | words | change


def all_that_is_shown() -> list[str]:
    """By search from everywhere, in two orders, among neighbours; and by its own page and call."""
    client, shown = Client(), all_found_from(LOOKED_FROM, "&miles=1", "&words=room")
    listing = Listing.objects.get(feed_row_id="row-1")
    shown.append(client.get(f"/api/listings/{listing.pk}/").text)
    shown.append(without_made_anew(client.get(f"/find/listing/{listing.pk}/").text))
    return shown


def move_between(tmp_path, first: dict, second: dict) -> tuple[list[str], list[str]]:
    """What is shown of a row at one place, then at another, beside neighbours on every side."""
    voice = make_login("neighbour")
    provider = make_provider(voice)
    for unit in UNITS:
        make_shown_listing(voice, provider, postcode=unit)
    import_feed(write(tmp_path / "feed.json", [first]))
    before = all_that_is_shown()
    import_feed(write(tmp_path / "feed.json", [second]))
    return before, all_that_is_shown()


@pytest.mark.holds("fault:E8")
def test_twenty_postcodes_do_not_find_a_refuge(westsea, tmp_path):
    """Where it is in its district changes nothing that anybody is shown; nor does asking from
    twenty places measure to anywhere but the middle of the district."""
    here, there = (refuge(*place) for place in zip(list(UNITS)[:2], STREETS, strict=True))

    before, after = move_between(tmp_path, here, there)

    assert before == after
    told = "\n".join(after)
    assert "Harbour refuge" in told
    assert not any(words in told for words in ("Hidden", "Farther", "maps.example"))
    entry = SearchEntry.objects.get(object_id=Listing.objects.get(feed="directory:E06999999").pk)
    district = find_location("ZZ1")
    assert (entry.latitude, entry.longitude) == (district.latitude, district.longitude)


def test_what_asks_for_nothing_can_be_found(westsea, tmp_path):
    """The control: the same rows, without the words that ask."""
    words = {"name": "Harbour choir", "description": "We sing in a room."}
    rows = [refuge(*place, **words) for place in zip(list(UNITS)[:2], STREETS, strict=True)]

    before, after = move_between(tmp_path, *rows)

    assert before != after
    assert "Farther" in "\n".join(after)


@pytest.mark.holds("fault:E8")
def test_the_report_lists_whose_place_is_kept_back_at_every_reading(westsea, tmp_path):
    feed = write(tmp_path / "feed.json", [refuge("ZZ1 1AB", STREETS[0]), row(2)])

    for outcome in ("created", "unchanged"):
        report = import_feed(feed)
        assert counts() == {outcome: 2}
        [private_row] = import_report(ImportRun.objects.latest("pk")).private_rows
        assert private_row.title == "Harbour refuge (confidential address)"
        assert "its place is kept back: “refuge”" in report


def at_the_refuge(number: int, organisation: str, street: str, unit: str = "ZZ1 1AB") -> dict:
    """A row that asks nothing, and would show where the refuge is."""
    words = {"name": "Harbour helpline", "description": "We answer by telephone."}
    of = {"id": organisation, "name": "Harbour Women"}
    return row(number) | refuge(unit, street, **words, organization=of) | {"id": f"row-{number}"}


@pytest.mark.holds("fault:E8")
@pytest.mark.parametrize("is_first", [True, False])
@pytest.mark.parametrize("batch_rows", [1, 100])
@pytest.mark.parametrize(
    ("organisation", "street"), [("o1", "The gate house"), ("o2", f"{STREETS[0].upper()}.")]
)
def test_another_row_at_the_same_place_does_not_show_it(
    westsea, tmp_path, monkeypatch, is_first, batch_rows, organisation, street
):
    """Of the same organisation at the same postcode, or of whomever at the same address; read
    before it or after it, in one batch or two, at the first reading and the next."""
    monkeypatch.setattr(directory_readings, "BATCH_ROWS", batch_rows)
    rows = [refuge("ZZ1 1AB", STREETS[0]), at_the_refuge(2, organisation, street)]
    feed = write(tmp_path / "feed.json", rows if is_first else rows[::-1])

    for _reading in range(2):
        report = import_feed(feed)
        private = import_report(ImportRun.objects.latest("pk")).private_rows
        assert {each.title for each in private} == {
            "Harbour refuge (confidential address)",
            "Harbour helpline",
        }
        assert "another row asks for it that is at the same place" in report
        listing = Listing.objects.get(feed_row_id="row-2")
        district = find_location("ZZ1")
        assert (listing.latitude, listing.longitude) == (district.latitude, district.longitude)
        page = Client().get(f"/find/listing/{listing.pk}/").text
        assert street.strip(".").casefold() not in page.casefold()


def test_another_row_of_it_elsewhere_is_shown_where_it_is(westsea, tmp_path):
    """The control: another street and postcode of the same organisation."""
    rows = [refuge("ZZ1 1AB", STREETS[0]), at_the_refuge(2, "o1", "1 Open Road", list(UNITS)[1])]
    import_feed(write(tmp_path / "feed.json", rows))

    assert not Listing.objects.get(feed_row_id="row-2").is_place_private


@pytest.mark.holds("fault:E8")
def test_whoever_speaks_for_it_keeps_it_back_by_any_edit_and_the_next_reading_does_too(
    westsea, tmp_path
):
    import_feed(write(tmp_path / "feed.json", [refuge("ZZ1 1AB", STREETS[0])]))
    listing = Listing.objects.get()
    voice = make_login("voice")
    ProviderMember.objects.create(provider=listing.provider, login=voice.login)
    words = {"title": "Harbour house", "what_happens": "A room", "place_words": STREETS[0]}
    words["when_words"] = "Always"

    save_listing(listing_id=listing.pk, postcode="ZZ1 1AC", **words, by=voice, now=NOW)
    listing.provider.about = ""
    listing.provider.save()
    mild = {"name": "Harbour house", "description": "A room.", "url": ""}
    mild["organization"] = {"id": "o1", "name": "Harbour Women"}
    import_feed(write(tmp_path / "feed.json", [refuge("ZZ1 1AC", STREETS[1], **mild)]))

    listing.refresh_from_db()
    assert (listing.is_place_private, listing.postcode) == (True, "ZZ1")
    assert listing.place_words == "Somewhere in ZZ1. The place is kept back: ask first"
    assert listing.latitude == find_location("ZZ1").latitude


@pytest.mark.holds("fault:E8")
def test_what_a_provider_writes_of_a_safe_house_is_kept_back_whatever_is_ticked(westsea):
    listing = make_shown_listing(
        make_login("voice"),
        title="Safe house",
        postcode="ZZ1 1AC",
        place_words="12 Hidden Street",
        getting_there_words="Behind the mill",
        is_place_private=False,
    )

    assert (listing.is_place_private, listing.postcode) == (True, "ZZ1")
    assert listing.getting_there_words == ""
    with pytest.raises(IntegrityError), transaction.atomic():
        Listing.objects.filter(pk=listing.pk).update(postcode="ZZ1 1AC")


@pytest.mark.holds("fault:E8")
def test_what_was_kept_with_its_place_before_is_mended_by_a_command(westsea):
    listing = make_shown_listing(make_login("voice"), postcode="ZZ1 1AC")
    Listing.objects.filter(pk=listing.pk).update(
        title="Harbour refuge", place_words="12 Hidden Street", what_happens="By Hidden Street."
    )

    for _run in range(2):
        call_command("keep_places_back")

    listing.refresh_from_db()
    entry = SearchEntry.objects.filter(object_id=listing.pk).first()
    middle = find_location("ZZ1")
    assert (listing.postcode, listing.what_happens) == ("ZZ1", "By (kept back).")
    assert (listing.latitude, entry.latitude) == (middle.latitude,) * 2


def test_a_row_with_coordinates_alone_is_in_the_district_whose_middle_is_nearest(westsea, tmp_path):
    at = {"latitude": UNITS["ZZ1 1AC"][0], "longitude": UNITS["ZZ1 1AC"][1]}
    words = {"description": "A refuge.", "service_at_locations": [{"location": at}]}

    import_feed(write(tmp_path / "feed.json", [row(1, **words)]))

    listing = Listing.objects.get()
    assert listing.is_place_private
    assert listing.latitude not in {at["latitude"], None}
    assert " " not in listing.postcode


OTHER_DIRECTORY = "directory:another"


def beside_it(tmp_path, number: int) -> None:
    """Another directory's row and a provider's own listing at the refuge's place, which ask
    nothing, are read and written again at the place where it is now."""
    unit, street = list(UNITS)[number], STREETS[number]
    theirs = at_the_refuge(2, "another-id", street, unit)
    import_feed(write(tmp_path / "other.json", [theirs]), source=OTHER_DIRECTORY)
    own = Listing.objects.get(title="Harbour drop-in")
    voice = Acting(login=own.provider.members.get().login)
    save_listing(listing_id=own.pk, postcode=unit, place_words=street, by=voice, now=NOW)


def all_that_is_shown_beside_it() -> list[str]:
    pages = []
    beside = Listing.objects.filter(title__in=["Harbour drop-in", "Harbour helpline"])
    for listing in beside.order_by("pk"):
        pages.append(Client().get(f"/api/listings/{listing.pk}/").text)
        page = Client().get(f"/find/listing/{listing.pk}/").text
        pages.append(without_made_anew(page))
    assert len(pages) == 4
    return all_that_is_shown() + pages


def own_listing(*, is_seen: bool) -> Listing:
    """Of the refuge's own organisation, whom a connector has seen, or nobody has."""
    set_clock(NOW)
    voice = make_login("voice")
    provider = make_provider(voice, "Harbour Women")
    if is_seen:
        vet(provider)
    return make_shown_listing(voice, provider, title="Harbour drop-in", postcode="ZZ1 1AD")


def moved_with_all_that_is_there(tmp_path) -> tuple[list[str], list[str]]:
    """What is shown with the refuge at one place, then at another, and both others with it."""
    shown = []
    for number in (0, 1):
        place = list(UNITS)[number], STREETS[number]
        import_feed(write(tmp_path / "feed.json", [refuge(*place)]))
        beside_it(tmp_path, number)
        shown.append(all_that_is_shown_beside_it())
    return shown[0], shown[1]


@pytest.mark.holds("fault:E8")
def test_twenty_postcodes_do_not_find_it_by_another_directory_or_a_provider_at_its_place(
    westsea, tmp_path
):
    own_listing(is_seen=True)

    before, after = moved_with_all_that_is_there(tmp_path)

    assert before == after
    assert not any(street in "\n".join(after) for street in STREETS)


def test_without_comparing_they_would(westsea, tmp_path, monkeypatch):
    """The control: the same, and nothing is known of the places that are kept back."""
    monkeypatch.setattr(private_places, "mark_place", lambda listing, keys: None)
    monkeypatch.setattr(imports, "mark_place", lambda listing, keys: None)
    own_listing(is_seen=True)

    before, after = moved_with_all_that_is_there(tmp_path)

    assert before != after
    assert STREETS[1] in "\n".join(after)


@pytest.mark.holds("fault:E8")
def test_what_was_shown_at_its_place_before_it_came_is_mended(westsea, tmp_path):
    own = own_listing(is_seen=True)
    unit, street = "ZZ1 1AB", STREETS[0]
    voice = Acting(login=own.provider.members.get().login)
    save_listing(listing_id=own.pk, postcode=unit, place_words=street, by=voice, now=NOW)
    rows = [at_the_refuge(2, "another-id", street, unit)]
    import_feed(write(tmp_path / "other.json", rows), source=OTHER_DIRECTORY)
    assert Listing.objects.filter(is_place_private=True).count() == 0

    import_feed(write(tmp_path / "feed.json", [refuge(unit, street)]))

    assert Listing.objects.filter(is_place_private=True).count() == 3
    assert street not in "\n".join(all_that_is_shown_beside_it())
    with_mark = set(PlaceMark.objects.values_list("listing__title", flat=True))
    assert with_mark == {"Harbour refuge (confidential address)"}
    assert street.casefold() not in str(list(PlaceMark.objects.values_list("mark", flat=True)))


@pytest.mark.holds("fault:E8")
def test_whom_nobody_has_seen_learns_nothing_by_trying_every_postcode(westsea, tmp_path):
    import_feed(write(tmp_path / "feed.json", [refuge("ZZ1 1AB", STREETS[0])]))
    own = own_listing(is_seen=False)
    voice = Acting(login=own.provider.members.get().login)

    for unit in UNITS:
        own = save_listing(
            listing_id=own.pk, postcode=unit, place_words=STREETS[0], by=voice, now=NOW
        )
        assert (own.is_place_private, own.postcode) == (False, unit)
    keep_back_with_others()
    own.refresh_from_db()
    assert not own.is_place_private


@pytest.mark.holds("fault:E8")
@pytest.mark.parametrize("is_seen", [True, False])
def test_nobody_whom_no_connector_has_seen_hides_a_neighbour_by_a_safe_house(
    westsea, tmp_path, is_seen
):
    own = own_listing(is_seen=is_seen)
    voice = Acting(login=own.provider.members.get().login)
    words = {"title": "Safe house", "postcode": "ZZ1 1AB", "place_words": STREETS[0]}
    save_listing(listing_id=own.pk, **words, by=voice, now=NOW)

    rows = [at_the_refuge(2, "another-id", STREETS[0], "ZZ1 1AB")]
    import_feed(write(tmp_path / "other.json", rows), source=OTHER_DIRECTORY)

    assert Listing.objects.get(feed_row_id="row-2").is_place_private == is_seen


def test_what_asks_no_more_leaves_no_mark(westsea, tmp_path):
    import_feed(write(tmp_path / "feed.json", [refuge("ZZ1 1AB", STREETS[0])]))
    assert PlaceMark.objects.exists()
    mild = refuge("ZZ1 1AB", STREETS[0], name="Harbour house", description="A room.", url="")

    import_feed(write(tmp_path / "feed.json", [mild]))

    assert not PlaceMark.objects.exists()
