"""What people here changed of something that a directory lists: no reading overwrites it."""

import pytest

from community.people.acting import Acting
from providers.actions.listings import (
    pause_listing,
    publish_listing,
    record_checked_fact,
    reopen_listing,
    save_listing,
    withdraw_listing,
)
from providers.models.imports import ImportRow
from providers.models.supply import Listing, ProviderMember
from providers.states import ListingState, SuitFact
from tests.factories.directory import counts, import_feed, row, write
from tests.factories.places import HOME, make_area, make_postcode
from tests.factories.supply import NOW, make_connector, make_login

pytestmark = pytest.mark.django_db


@pytest.fixture
def feed(tmp_path):
    make_postcode()
    make_postcode("ZZ1 1AB", at=(50.11, -6.0))
    make_area()
    path = tmp_path / "feed.json"
    import_feed(write(path, [row(1), row(2)]))
    return path


@pytest.fixture
def voice(feed) -> Acting:
    """Somebody who speaks for all that came."""
    alice = make_login()
    for listing in Listing.objects.select_related("provider"):
        ProviderMember.objects.get_or_create(provider=listing.provider, login=alice.login)
    return alice


def first() -> Listing:
    return Listing.objects.get(feed_row_id="row-1")


def kept() -> list[str]:
    return ImportRow.objects.filter(feed_row_id="row-1").latest("pk").kept


def test_what_a_provider_changed_stays_and_the_rest_follows_the_directory(feed, voice):
    save_listing(
        listing_id=first().pk,
        title="The Harbour Choir",
        when_words="Mondays",
        postcode="ZZ1 1AB",
        place_words="The Net Loft",
        by=voice,
        now=NOW,
    )

    theirs = row(1, name="Choir one", description="We sing and have tea.")
    place = {"service_at_locations": [{"location": {"addresses": [{"postal_code": HOME}]}}]}
    report = import_feed(write(feed, [theirs | place, row(2)]))

    one = first()
    assert (one.title, one.when_words, one.postcode, one.place_words) == (
        "The Harbour Choir",
        "Mondays",
        "ZZ1 1AB",
        "The Net Loft",
    )
    assert one.what_happens == "We sing and have tea."
    assert kept() == ["place", "title", "when"]
    assert "  row 1: Choir one: where it is, what it is called, when it is" in report.splitlines()
    assert counts() == {"changed": 1, "unchanged": 1}


def test_what_was_kept_is_said_once_and_not_at_each_reading(feed, voice):
    ours = {"title": "The Harbour Choir", "when_words": "Mondays"}
    save_listing(listing_id=first().pk, **ours, by=voice, now=NOW)
    write(feed, [row(1, name="Choir one"), row(2)])

    import_feed(feed)
    import_feed(feed)

    assert (counts(), kept(), first().title) == ({"unchanged": 2}, [], "The Harbour Choir")


def test_what_nobody_changed_is_the_directorys(feed, voice):
    save_listing(listing_id=first().pk, title="Choir 1", by=voice, now=NOW)

    import_feed(write(feed, [row(1, name="Choir one"), row(2)]))

    assert (first().title, kept()) == ("Choir one", [])


def test_what_a_connector_saw_outweighs_the_directory(feed):
    record_checked_fact(
        listing_id=first().pk,
        fact=SuitFact.STEP_FREE,
        answer="no",
        by=make_connector(where=first().provider.area),
        now=NOW,
    )
    accessible = {"accessibility_for_disabilities": [{"accessibility": "Step-free from the quay"}]}
    theirs = row(1, name="Choir one", service_at_locations=[{"location": accessible}])

    import_feed(write(feed, [theirs, row(2)]))

    step_free = first().suits[SuitFact.STEP_FREE]
    assert (step_free["answer"], step_free["who"]) == ("no", "connector")
    assert (first().title, kept()) == ("Choir one", ["suits"])


def test_what_its_provider_took_down_is_not_shown_by_a_reading(feed, voice):
    ours = {"when_words": "Mondays", "venue_kind": "public_place", "attending_access": "just_come"}
    save_listing(listing_id=first().pk, **ours, by=voice, now=NOW)
    withdraw_listing(listing_id=first().pk, by=voice, now=NOW)

    for name in ("Choir 1", "Choir one"):
        import_feed(write(feed, [row(1, name=name), row(2)]))
        assert first().state == ListingState.WITHDRAWN
    assert kept() == ["coming", "shown", "when"]

    reopen_listing(listing_id=first().pk, by=voice, now=NOW)
    import_feed(write(feed, [row(1, name="Choir"), row(2)]))
    assert first().state == ListingState.DRAFT
    publish_listing(listing_id=first().pk, by=voice, now=NOW)
    assert first().changed_here == ["coming", "when"]


def test_what_was_paused_is_not_shown_by_leaving_the_feed_and_coming_back(feed, voice):
    pause_listing(listing_id=first().pk, by=voice, now=NOW)

    import_feed(write(feed, [row(2)]))
    import_feed(write(feed, [row(1, name="Choir one"), row(2)]))

    assert first().state == ListingState.PAUSED


def test_a_row_that_asks_for_its_place_to_be_kept_back_is_heard_all_the_same(feed, voice):
    ours = {"when_words": "Mondays", "postcode": "ZZ1 1AB", "place_words": "2 Quay Street"}
    save_listing(listing_id=first().pk, **ours, by=voice, now=NOW)
    refuge = row(1, name="Harbour refuge", description="A refuge for women.")
    place = {"service_at_locations": [{"location": {"addresses": [{"postal_code": HOME}]}}]}

    import_feed(write(feed, [refuge | place, row(2)]))

    one = first()
    assert (one.is_place_private, one.postcode, "Quay" in one.place_words) == (True, "ZZ1", False)
