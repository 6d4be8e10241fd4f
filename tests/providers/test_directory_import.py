"""Bringing in a directory: every row accounted for, nothing unsafe shown, twice is once."""

import re
from pathlib import Path

import pytest
from django.core.management import CommandError

from community.places.models.search_index import SearchEntry
from providers.actions import imported_listings
from providers.actions.imported_listings import FallbackLocation
from providers.actions.imports import begin_import, import_rows
from providers.models.imports import ImportRow
from providers.models.supply import Listing, Provider
from providers.queries.supply import vetted_providers
from providers.states import ListingState, RowOutcome
from providers.wording.facts import suit_facts
from tests.factories.directory import counts, import_feed, make_source, row, write
from tests.factories.places import HOME, make_area, make_postcode
from tests.factories.shared import shared_file
from tests.factories.supply import NOW, TODAY

DATA = Path(__file__).resolve().parents[1] / "data"
V1, V3 = DATA / "directory_v1.json", DATA / "directory_v3.json"
FEED = "directory:E06999999"
BRISTOL = "oruk/v1_bristol_services_2024-12.json"

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def westsea():
    make_postcode()
    return make_area()


def test_every_row_of_a_version_1_feed_is_accounted_for():
    report = import_feed(V1)

    assert counts() == {"created": 4, "rejected": 5}
    assert "9 rows read" in report
    rejected_rows = ImportRow.objects.filter(outcome=RowOutcome.REJECTED).order_by("position")
    assert [(row.position, row.notes) for row in rejected_rows] == [
        (4, ["It has the same id as a row before it."]),
        (5, ["It has no name."]),
        (7, ["It is not active."]),
        (8, ["It has no id, or one that is too long to be one."]),
        (9, ["It is not a record of a service."]),
    ]


def test_what_is_shown_is_plain_safe_and_says_what_it_knows():
    import_feed(V1)

    choir = Listing.objects.get(feed_row_id="11111111-aaaa-0000-0000-000000000001")
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
    import_feed(V1)

    notes = ImportRow.objects.get(position=1).notes
    assert set(notes) == {
        "a picture inside the text",
        "an e-mail address in the text",
        "a mobile number in the text",
        "an e-mail address",
        "a web address, mended",
    }


def test_a_postcode_in_the_text_places_a_row_and_none_at_all_is_said():
    import_feed(V1)

    allotment = Listing.objects.get(feed_row_id="not-a-uuid-7")
    talk = Listing.objects.get(title="Talk it over")
    assert (allotment.postcode, allotment.has_location) == (HOME, True)
    assert (talk.has_location, talk.place_words) == (False, "Place not known, ask")
    assert "‹5" in allotment.what_happens
    assert talk.website == ""


def test_a_version_3_feed_is_read_by_its_own_names():
    import_feed(V3)

    lunch = Listing.objects.get(title="Lunch at the lighthouse")
    assert lunch.when_words == "Thursday, Friday, 12 noon to 2.15 pm"
    assert lunch.price_words == "The directory says: £4.50 (a meal)"
    assert lunch.what_happens.endswith("For ages 18 to 120.")
    assert (lunch.postcode, lunch.has_location) == (HOME, True)
    assert lunch.website == "https://lighthouse.example.org"
    assert Listing.objects.get(title="Ring for a chat").place_words == "Online"
    assert set(ImportRow.objects.get(feed_row_id=lunch.feed_row_id).notes) == {
        "coordinates that are not in the United Kingdom",
        "a timetable that has ended",
        "an e-mail address",
        "the names and numbers of contacts",
    }


@pytest.mark.parametrize("feed", [V1, V3])
def test_a_second_run_changes_nothing(feed):
    import_feed(feed)
    before = list(Listing.objects.order_by("pk").values())
    entries = list(SearchEntry.objects.order_by("object_id", "kind").values())

    import_feed(feed)

    assert not {"created", "changed", "hidden"} & counts().keys()
    assert list(Listing.objects.order_by("pk").values()) == before
    assert list(SearchEntry.objects.order_by("object_id", "kind").values()) == entries


def test_a_bare_list_is_a_feed_and_a_changed_row_is_the_only_one_written(tmp_path):
    feed = write(tmp_path / "feed.json", [row(1), row(2)])
    import_feed(feed)

    write(feed, [row(1), row(2, name="New name")])
    import_feed(feed)

    assert counts() == {"unchanged": 1, "changed": 1}
    assert set(Listing.objects.values_list("title", flat=True)) == {"Choir 1", "New name"}


def test_a_row_gone_from_the_feed_is_hidden_and_comes_back_with_it(tmp_path):
    feed = write(tmp_path / "feed.json", [row(1), row(2)])
    import_feed(feed)

    write(feed, [row(1)])
    import_feed(feed)
    gone = Listing.objects.get(feed_row_id="row-2")
    assert (gone.state, counts()) == (ListingState.WITHDRAWN, {"unchanged": 1, "hidden": 1})
    assert not SearchEntry.objects.filter(object_id=gone.pk).exists()

    write(feed, [row(1), row(2)])
    import_feed(feed)
    assert counts() == {"unchanged": 1, "changed": 1}
    assert SearchEntry.objects.filter(object_id=gone.pk).exists()


def test_a_row_that_is_no_longer_active_is_hidden(tmp_path):
    feed = write(tmp_path / "feed.json", [row(1), row(2)])
    import_feed(feed)

    import_feed(write(feed, [row(1), row(2, status="inactive")]))

    assert Listing.objects.get(feed_row_id="row-2").state == ListingState.WITHDRAWN
    assert counts() == {"unchanged": 1, "rejected": 1}


def test_an_empty_feed_hides_nothing(tmp_path):
    feed = write(tmp_path / "feed.json", [row(1)])
    import_feed(feed)

    report = import_feed(write(feed, []))

    assert "nothing was hidden" in report
    assert Listing.objects.get().state == ListingState.SHOWN


def test_a_postcode_that_becomes_known_later_moves_the_row_there(tmp_path):
    feed = write(tmp_path / "feed.json", [row(1, description="We sing at ZZ9 9ZZ.")])
    import_feed(feed)
    assert Listing.objects.get().has_location is False

    make_postcode("ZZ9 9ZZ", (50.2, -6.1))
    import_feed(feed)

    assert counts() == {"changed": 1}
    assert (Listing.objects.get().postcode, Listing.objects.get().has_location) == ("ZZ9 9ZZ", True)


def test_providers_that_came_in_are_not_vetted_and_nobody_speaks_for_them():
    import_feed(V1)

    assert Provider.objects.count() == 4
    assert not vetted_providers(TODAY).exists()
    assert not Provider.objects.filter(members__isnull=False).exists()


def test_without_an_area_or_its_middle_it_says_what_to_do(tmp_path, westsea):
    feed = write(tmp_path / "feed.json", [row(1)])
    with pytest.raises(CommandError, match="no open area named Nowhere"):
        import_feed(feed, area="Nowhere")

    make_area("Eastsea", authority_code="E06999998")
    with pytest.raises(CommandError, match="say which"):
        import_feed(feed)
    with pytest.raises(CommandError, match="where its middle is"):
        import_feed(feed, area="Eastsea")

    import_feed(feed, area="Eastsea", middle=HOME)
    assert counts() == {"created": 1}


def test_a_batch_is_kept_whole_or_not_at_all(westsea, monkeypatch):
    import_run = begin_import(source=make_source(westsea, FEED), now=NOW)
    fallback = FallbackLocation(50.1, -6.0)
    calls = []

    def fails_at_the_second(listing, *, on):
        calls.append(listing)
        if len(calls) == 2:
            raise RuntimeError("pulled the plug")

    monkeypatch.setattr(imported_listings, "index_listing", fails_at_the_second)
    with pytest.raises(RuntimeError):
        import_rows(
            import_run=import_run,
            rows=[(1, row(1)), (2, row(2))],
            fallback=fallback,
            now=NOW,
        )

    assert (Listing.objects.count(), ImportRow.objects.count()) == (0, 0)


def test_the_real_directory_of_819_rows_comes_in_safely_and_twice_is_once():
    feed = shared_file(BRISTOL)
    import_feed(feed)
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

    import_feed(feed)
    assert counts() == {
        "unchanged": first["created"],
        "rejected": first["rejected"],
    }
