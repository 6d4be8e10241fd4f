"""Bringing in a directory: every row accounted for, nothing unsafe shown, twice is once."""

import re
from pathlib import Path

import pytest
from django.core.management import CommandError

from community.places.models.search_index import SearchEntry
from providers.actions import imports as directory
from providers.models.imports import ImportRow
from providers.models.supply import Listing, Provider
from providers.queries.supply import vetted_providers
from providers.states import ListingState, RowOutcome
from providers.wording.facts import suit_facts
from tests.factories.directory import bring_in, counts, row, write
from tests.factories.places import HOME, make_area, make_postcode
from tests.factories.shared import shared_file
from tests.factories.supply import NOW, TODAY

DATA = Path(__file__).resolve().parents[1] / "data"
V1, V3 = DATA / "directory_v1.json", DATA / "directory_v3.json"
SOURCE = "directory:E06999999"
BRISTOL = "oruk/v1_bristol_services_2024-12.json"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def westsea():
    make_postcode()
    return make_area()


def test_every_row_of_a_version_1_feed_is_accounted_for():
    said = bring_in(V1)

    assert counts() == {"created": 3, "held_back": 6}
    assert "9 rows read" in said
    held = ImportRow.objects.filter(outcome=RowOutcome.HELD_BACK).order_by("position")
    assert [(row.position, row.notes) for row in held] == [
        (4, ["It has the same id as a row before it."]),
        (5, ["It has no name."]),
        (6, ["It does not say what happens."]),
        (7, ["It is not active."]),
        (8, ["It has no id, or one that is too long to be one."]),
        (9, ["It is not a record of a service."]),
    ]


def test_what_is_shown_is_plain_safe_and_says_what_it_knows():
    bring_in(V1)

    choir = Listing.objects.get(source_id="11111111-aaaa-0000-0000-000000000001")
    assert choir.title == "Harbour Singers & Friends"
    assert choir.what_happens == (
        "A choir for everybody.\n\n• Sing old songs\n• Tea afterwards\n\n"
        "Write to (left out) or ring (left out).\n\nRunning from 2nd May to 30th October 2025"
    )
    assert choir.website == "https://www.harbour-singers.example.org/join"
    assert (choir.place_words, choir.postcode) == ("The Net Loft, Westsea", HOME)
    assert (choir.latitude, choir.longitude, choir.has_location) == (50.105, -6.001, True)
    assert choir.when_words == "Tuesday, 10.30 am to 12 noon"
    assert (choir.price_kind, choir.state) == ("free", ListingState.SHOWN)
    assert choir.provider.name == "Harbour Music"
    known = {fact.key: (fact.answer, fact.source) for fact in suit_facts(choir) if fact.is_known}
    assert known == {
        "step_free": ("yes", "directory"),
        "memory_welcome": ("yes", "directory"),
    }


def test_what_was_left_out_or_mended_is_said_of_each_row():
    bring_in(V1)

    notes = ImportRow.objects.get(position=1).notes
    assert set(notes) == {
        "a picture inside the text",
        "an e-mail address in the text",
        "a mobile number in the text",
        "an e-mail address",
        "a web address, mended",
    }


def test_a_postcode_in_the_text_places_a_row_and_none_at_all_is_said():
    bring_in(V1)

    allotment = Listing.objects.get(source_id="not-a-uuid-7")
    talk = Listing.objects.get(title="Talk it over")
    assert (allotment.postcode, allotment.has_location) == (HOME, True)
    assert (talk.has_location, talk.place_words) == (False, "Place not known, ask")
    assert "‹5" in allotment.what_happens
    assert talk.website == ""


def test_a_version_3_feed_is_read_by_its_own_names():
    bring_in(V3)

    lunch = Listing.objects.get(title="Lunch at the lighthouse")
    assert lunch.when_words == "Thursday, Friday, 12 noon to 2.15 pm"
    assert lunch.price_words == "The directory says: £4.50 (a meal)"
    assert lunch.what_happens.endswith("For ages 18 to 120.")
    assert (lunch.postcode, lunch.has_location) == (HOME, True)
    assert lunch.website == "https://lighthouse.example.org"
    assert Listing.objects.get(title="Ring for a chat").place_words == "Online"
    assert set(ImportRow.objects.get(source_id=lunch.source_id).notes) == {
        "coordinates that are not in the United Kingdom",
        "a timetable that has ended",
        "an e-mail address",
        "the names and numbers of contacts",
    }


@pytest.mark.parametrize("feed", [V1, V3])
def test_a_second_run_changes_nothing(feed):
    bring_in(feed)
    before = list(Listing.objects.order_by("pk").values())
    shown = list(SearchEntry.objects.order_by("object_id", "kind").values())

    bring_in(feed)

    assert not {"created", "changed", "hidden"} & counts().keys()
    assert list(Listing.objects.order_by("pk").values()) == before
    assert list(SearchEntry.objects.order_by("object_id", "kind").values()) == shown


def test_a_bare_list_is_a_feed_and_a_changed_row_is_the_only_one_written(tmp_path):
    feed = write(tmp_path / "feed.json", [row(1), row(2)])
    bring_in(feed)

    write(feed, [row(1), row(2, name="New name")])
    bring_in(feed)

    assert counts() == {"unchanged": 1, "changed": 1}
    assert set(Listing.objects.values_list("title", flat=True)) == {"Choir 1", "New name"}


def test_a_row_gone_from_the_feed_is_hidden_and_comes_back_with_it(tmp_path):
    feed = write(tmp_path / "feed.json", [row(1), row(2)])
    bring_in(feed)

    write(feed, [row(1)])
    bring_in(feed)
    gone = Listing.objects.get(source_id="row-2")
    assert (gone.state, counts()) == (ListingState.WITHDRAWN, {"unchanged": 1, "hidden": 1})
    assert not SearchEntry.objects.filter(object_id=gone.pk).exists()

    write(feed, [row(1), row(2)])
    bring_in(feed)
    assert counts() == {"unchanged": 1, "changed": 1}
    assert SearchEntry.objects.filter(object_id=gone.pk).exists()


def test_a_row_that_is_no_longer_active_is_hidden(tmp_path):
    feed = write(tmp_path / "feed.json", [row(1), row(2)])
    bring_in(feed)

    bring_in(write(feed, [row(1), row(2, status="inactive")]))

    assert Listing.objects.get(source_id="row-2").state == ListingState.WITHDRAWN
    assert counts() == {"unchanged": 1, "held_back": 1}


def test_an_empty_feed_hides_nothing(tmp_path):
    feed = write(tmp_path / "feed.json", [row(1)])
    bring_in(feed)

    said = bring_in(write(feed, []))

    assert "nothing was hidden" in said
    assert Listing.objects.get().state == ListingState.SHOWN


def test_a_postcode_that_becomes_known_later_moves_the_row_there(tmp_path):
    feed = write(tmp_path / "feed.json", [row(1, description="We sing at ZZ9 9ZZ.")])
    bring_in(feed)
    assert Listing.objects.get().has_location is False

    make_postcode("ZZ9 9ZZ", (50.2, -6.1))
    bring_in(feed)

    assert counts() == {"changed": 1}
    assert (Listing.objects.get().postcode, Listing.objects.get().has_location) == ("ZZ9 9ZZ", True)


def test_providers_that_came_in_are_not_vetted_and_nobody_speaks_for_them():
    bring_in(V1)

    assert Provider.objects.count() == 3
    assert not vetted_providers(TODAY).exists()
    assert not Provider.objects.filter(members__isnull=False).exists()


def test_without_an_area_or_its_middle_it_says_what_to_do(tmp_path, westsea):
    feed = write(tmp_path / "feed.json", [row(1)])
    with pytest.raises(CommandError, match="no open area named Nowhere"):
        bring_in(feed, area="Nowhere")

    make_area("Eastsea", authority_code="E06999998")
    with pytest.raises(CommandError, match="say which"):
        bring_in(feed)
    with pytest.raises(CommandError, match="--middle"):
        bring_in(feed, area="Eastsea")

    bring_in(feed, area="Eastsea", middle=HOME)
    assert counts() == {"created": 1}


def test_a_batch_is_kept_whole_or_not_at_all(westsea, monkeypatch):
    run = directory.begin_import(source=SOURCE, area=westsea, now=NOW)
    middle = directory.FallbackLocation(50.1, -6.0)
    calls = []

    def fails_at_the_second(listing, *, on):
        calls.append(listing)
        if len(calls) == 2:
            raise RuntimeError("pulled the plug")

    monkeypatch.setattr(directory, "make_findable", fails_at_the_second)
    with pytest.raises(RuntimeError):
        directory.import_rows(run=run, rows=[(1, row(1)), (2, row(2))], middle=middle, now=NOW)

    assert (Listing.objects.count(), ImportRow.objects.count()) == (0, 0)


def test_the_real_directory_of_819_rows_comes_in_safely_and_twice_is_once():
    feed = shared_file(BRISTOL)
    bring_in(feed)
    first = counts()
    assert sum(first.values()) == 819

    published = "\n".join(
        "\n".join(map(str, words))
        for words in Listing.objects.filter(state=ListingState.SHOWN).values_list(
            "title",
            "what_happens",
            "when_words",
            "place_words",
            "price_words",
            "provider__name",
            "provider__about",
            "website",
        )
    )
    assert "<" not in published
    assert "@" not in published
    assert not re.search(r"(?<!\d)07\d{3}[\s-]?\d{3}[\s-]?\d{3}", published)
    assert not re.search(r"[\x00-\x09\x0b-\x1f\xa0\u200b]", published)
    websites = Listing.objects.exclude(website="").values_list("website", flat=True)
    assert all(website.startswith(("http://", "https://")) for website in websites)

    bring_in(feed)
    assert counts() == {
        "unchanged": first["created"],
        "held_back": first["held_back"],
    }
