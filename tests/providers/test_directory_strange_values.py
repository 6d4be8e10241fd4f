"""A file of a hundred rows with each kind of strange value: every other row arrives."""

import json

import pytest

from community.places.models.search_index import SearchEntry
from providers.feed.rows.row import parse_row
from providers.models.imports import ImportRow
from providers.models.supply import Listing
from tests.factories.directory import counts, import_feed, row, write
from tests.factories.places import HOME, make_area, make_postcode
from tests.factories.supply import TODAY

FIELDS = ("name", "description", "url", "status", "schedules", "cost_options", "organization")
VALUES = (
    10**400,
    "\u0000",
    "\ud800",
    ["a", "b"],
    {"en": "Name"},
    {"a": 1},
    True,
    -1e308,
    "x" * 9000,
)
PLACED = [
    {"latitude": value, "longitude": value, "postal_code": value, "address_1": value}
    for value in VALUES
]


@pytest.mark.holds("fault:I1")
@pytest.mark.django_db
def test_every_other_row_arrives(tmp_path):
    make_postcode()
    make_area()
    strange = [{field: value} for field in FIELDS for value in VALUES][:55]
    strange += [{"locations": [place]} for place in PLACED]
    rows = [row(number) for number in range(100)]
    for number, change in enumerate(strange[:50]):
        rows[2 * number + 1] |= change
    path = tmp_path / "feed.json"
    path.write_text(json.dumps(rows))

    report = import_feed(path)

    assert "100 rows read" in report
    assert sum(counts().values()) == 100
    ordinary = {f"row-{number}" for number in range(0, 100, 2)}
    assert ordinary <= set(Listing.objects.values_list("feed_row_id", flat=True))
    assert SearchEntry.objects.filter(kind=0).count() == Listing.objects.count()
    assert all(each.notes for each in ImportRow.objects.filter(outcome="rejected"))


@pytest.mark.holds("fault:I1")
@pytest.mark.django_db
def test_what_cannot_be_read_or_kept_holds_back_that_row_alone(tmp_path, monkeypatch):
    from providers.actions import imported_listings, imports

    make_postcode()
    make_area()

    def parse(each, *, on):
        if each["id"] == "row-2":
            raise OverflowError
        return parse_row(each, on=on)

    def show(listing, *, on):
        if listing.feed_row_id == "row-3":
            raise ValueError

    monkeypatch.setattr(imports, "parse_row", parse)
    monkeypatch.setattr(imported_listings, "index_listing", show)
    import_feed(write(tmp_path / "feed.json", [row(number) for number in range(1, 5)]))

    assert counts() == {"created": 2, "rejected": 2}
    assert set(Listing.objects.values_list("feed_row_id", flat=True)) == {"row-1", "row-4"}


@pytest.mark.holds("fault:I5")
def test_no_program_text_is_shown_and_a_map_of_languages_is_read():
    read = parse_row(row(name={"cy": "Côr", "en": "Choir"}, description=["a", "b"]), on=TODAY)

    assert (read.title, "[" in read.what_happens) == ("Choir", False)
    assert "something that is no text, where words should stand" in read.notes


@pytest.mark.holds("fault:I7")
def test_a_clear_name_is_shown_without_a_description():
    read = parse_row(row(name="Friday choir", description=None), on=TODAY)

    assert read.what_happens == "No more is known of it than its name, ask."
    assert read.notes == ["no description: only its name is shown"]


@pytest.mark.holds("fault:I6")
def test_a_place_is_read_as_people_write_it():
    place = {"latitude": "50,105", "longitude": "-6,001", "postal_code": "zz1  1aa"}
    read = parse_row(row(locations=[place]), on=TODAY)
    assert (read.at, read.postcodes) == ((50.105, -6.001), (HOME,))

    half = parse_row(row(locations=[{"postal_code": "ZZ1"}, {"latitude": "north"}]), on=TODAY)
    assert half.postcodes == ("ZZ1",)
    assert half.notes == ["coordinates that are no numbers"]


@pytest.mark.holds("fault:I6")
@pytest.mark.django_db
@pytest.mark.parametrize(
    ("place", "note", "latitude"),
    [
        ({"latitude": 50.105, "longitude": -6.0, "postal_code": HOME}, None, 50.105),
        ({"latitude": 53.48, "longitude": -2.24, "postal_code": HOME}, "which is right", 50.1),
        ({"latitude": 50.3, "longitude": -6.0, "postal_code": "ZZ1"}, "which is right", 50.1),
        ({"latitude": 50.105, "longitude": -6.0}, None, 50.105),
        ({"latitude": 53.48, "longitude": -2.24}, "far outside the area", 53.48),
        ({"latitude": 50.2, "longitude": -6.9}, "far outside the area", 50.2),
    ],
)
def test_what_cannot_both_be_true_is_noted(tmp_path, place, note, latitude):
    make_postcode()
    make_postcode("ZZ1")
    make_area()

    import_feed(write(tmp_path / "feed.json", [row(1, locations=[place])]))

    notes = " ".join(ImportRow.objects.get().notes)
    assert (note in notes) if note else "ask" not in notes
    assert Listing.objects.get().latitude == pytest.approx(latitude, abs=0.02)


@pytest.mark.holds("fault:I9")
def test_currency_one_age_a_long_name_and_an_unseen_letter_are_read():
    read = parse_row(
        row(
            name="word " * 60,
            status="active\u200b",
            minimum_age=18,
            cost_options=[{"amount": 5, "currency": "EUR"}],
        ),
        on=TODAY,
    )

    assert read.price_words == "The directory says: 5.00 EUR"
    assert read.what_happens.endswith("From age 18.")
    assert "the end of a long name" in read.notes
