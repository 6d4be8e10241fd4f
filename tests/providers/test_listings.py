"""Writing, showing, pausing and taking down a listing."""

from datetime import timedelta

import pytest

from community.common.lifecycle import TransitionRefused
from community.common.refusals import NotFound
from community.places.models.search_index import OpennessRank, SearchEntry
from community.places.rules import NotAPostcode
from providers.actions.listings import (
    pause_listing,
    publish_listing,
    record_checked_fact,
    reopen_listing,
    save_listing,
    start_listing,
    withdraw_listing,
)
from providers.models.supply import Listing
from providers.queries.supply import listing_of_login, listings_of_login, listings_out_of_date
from providers.rules.listings import NotReady
from providers.rules.prices import BelowPayFloor
from providers.states import Engager, ListingState, PriceKind, SuitFact, YesNoUnknown
from providers.tasks import bring_listings_up_to_date
from tests.factories.places import rows_of
from tests.factories.supply import (
    NOW,
    TODAY,
    make_connector,
    make_listing,
    make_login,
    make_provider,
    make_shown_listing,
    whole_listing,
)

pytestmark = pytest.mark.django_db


def save(listing, by, **said):
    return save_listing(listing_id=listing.pk, by=by, now=NOW, **said)


def publish(listing, by):
    return publish_listing(listing_id=listing.pk, by=by, now=NOW)


def test_a_listing_is_kept_from_its_first_words_and_shown_to_nobody():
    alice = make_login()

    listing = start_listing(
        provider_id=make_provider(alice).pk, title="Museum morning", by=alice, now=NOW
    )

    assert (listing.state, listing.title) == (ListingState.DRAFT, "Museum morning")
    assert rows_of(listing.pk) == []


def test_publishing_makes_it_findable_by_each_of_its_kinds():
    alice = make_login()
    listing = make_listing(alice, kinds=[3, 9])

    publish(listing, alice)

    assert rows_of(listing.pk) == [0, 3, 9]
    row = SearchEntry.objects.get(object_id=listing.pk, kind=0)
    assert (row.title, row.price_words, row.price_pence, row.openness) == (
        "Museum morning",
        "Free.",
        0,
        OpennessRank.OPEN,
    )


@pytest.mark.holds("M05")
def test_a_listing_is_shown_without_any_kind():
    """A morning at the museum need not say which kind of anything it is."""
    alice = make_login()
    listing = make_listing(alice, kinds=[])

    publish(listing, alice)

    assert rows_of(listing.pk) == [0]


def test_publishing_twice_is_publishing_once():
    alice = make_login()
    listing = make_shown_listing(alice)

    assert publish(listing, alice).changed_at == NOW
    assert rows_of(listing.pk) == [0]


@pytest.mark.parametrize(
    ("missing", "field"),
    [
        ({"title": " "}, "title"),
        ({"what_happens": ""}, "what_happens"),
        ({"when_words": ""}, "when_words"),
        ({"postcode": ""}, "postcode"),
        ({"price_kind": PriceKind.ON_THE_DAY}, "price_for_one"),
        ({"price_kind": PriceKind.BY_GROUP}, "price_for_one"),
        ({"is_hands_on": True}, "hourly_pay_pence"),
        ({"is_hands_on": True, "hourly_pay_pence": 1300}, "engager"),
    ],
)
def test_a_listing_that_leaves_out_what_people_need_is_not_shown(missing, field):
    alice = make_login()
    listing = make_listing(alice, **missing)

    with pytest.raises(NotReady) as no:
        publish(listing, alice)

    assert no.value.field == field
    assert Listing.objects.get(pk=listing.pk).state == ListingState.DRAFT
    assert rows_of(listing.pk) == []


@pytest.mark.holds("M21")
def test_a_penny_under_the_pay_floor_is_refused_saying_what_the_floor_is():
    alice = make_login()
    facts = {"is_hands_on": True, "engager": Engager.SELF_EMPLOYED}
    listing = make_listing(alice, hourly_pay_pence=1299, **facts)

    with pytest.raises(BelowPayFloor) as no:
        publish(listing, alice)
    assert "£13 an hour" in no.value.message
    assert "Westsea since 1 April 2027" in no.value.message

    save(listing, alice, hourly_pay_pence=1300)
    assert publish(listing, alice).state == ListingState.SHOWN


@pytest.mark.holds("fault:C14", "M21")
def test_a_price_below_an_hours_pay_is_shown_only_when_it_is_explained():
    alice = make_login()
    facts = {"is_hands_on": True, "engager": Engager.SELF_EMPLOYED, "hourly_pay_pence": 1300}
    listing = make_listing(alice, price_kind=PriceKind.ON_THE_DAY, prices={1: 500}, **facts)

    with pytest.raises(NotReady) as no:
        publish(listing, alice)
    assert no.value.field == "price_words"

    save(listing, alice, price_words="for twenty minutes")
    assert publish(listing, alice).state == ListingState.SHOWN


@pytest.mark.holds("M06")
def test_a_grant_that_does_not_say_what_comes_after_is_refused():
    alice = make_login()
    listing = make_listing(
        alice,
        price_kind=PriceKind.GRANT,
        grant_until=TODAY + timedelta(days=30),
        after_grant_words="£4 on the day",
    )

    publish(listing, alice)

    with pytest.raises(NotReady) as no:
        save(listing, alice, after_grant_words="  ")
    assert no.value.field == "after_grant_words"


@pytest.mark.holds("M06")
def test_the_day_after_a_grant_ends_the_listing_shows_what_comes_after(monkeypatch):
    alice = make_login()
    listing = make_shown_listing(
        alice,
        price_kind=PriceKind.GRANT,
        grant_until=TODAY,
        after_grant_words="£4 on the day",
    )
    assert listings_out_of_date(TODAY) == []
    tomorrow = NOW + timedelta(days=1)
    monkeypatch.setattr("community.common.clock.now", lambda: tomorrow)

    bring_listings_up_to_date()

    row = SearchEntry.objects.get(object_id=listing.pk, kind=0)
    assert (row.price_kind, row.price_words, row.price_pence) == (
        PriceKind.NOT_KNOWN,
        "£4 on the day",
        None,
    )
    assert listings_out_of_date(TODAY + timedelta(days=1)) == []


@pytest.mark.holds("M18")
def test_pausing_takes_one_call_and_no_reason_and_publishing_brings_it_back():
    alice = make_login()
    listing = make_shown_listing(alice)

    pause_listing(listing_id=listing.pk, by=alice, now=NOW)
    assert rows_of(listing.pk) == []

    publish(listing, alice)
    assert rows_of(listing.pk) == [0]


def test_what_was_taken_down_is_written_up_again_before_it_is_shown():
    alice = make_login()
    listing = make_shown_listing(alice)
    withdraw_listing(listing_id=listing.pk, by=alice, now=NOW)
    assert rows_of(listing.pk) == []

    with pytest.raises(TransitionRefused):
        publish(listing, alice)

    reopen_listing(listing_id=listing.pk, by=alice, now=NOW)
    assert publish(listing, alice).state == ListingState.SHOWN


def test_changing_a_shown_listing_changes_what_people_find():
    alice = make_login()
    listing = make_shown_listing(alice)

    save(listing, alice, title="Museum afternoon", places_left=0)

    row = SearchEntry.objects.get(object_id=listing.pk, kind=0)
    assert (row.title, row.openness) == ("Museum afternoon", OpennessRank.FULL)


def test_a_change_that_would_unsay_what_people_need_is_refused_and_not_kept():
    alice = make_login()
    listing = make_shown_listing(alice)

    with pytest.raises(NotReady):
        save(listing, alice, when_words="")

    assert Listing.objects.get(pk=listing.pk).when_words == "Tuesdays at half past ten"


def test_a_place_that_is_no_postcode_is_refused_beside_its_box():
    alice = make_login()

    with pytest.raises(NotAPostcode) as no:
        make_listing(alice, postcode="the hall")

    assert no.value.field == "postcode"


def test_group_prices_are_said_for_one_and_for_each_size():
    alice = make_login()
    listing = make_shown_listing(
        alice,
        price_kind=PriceKind.BY_GROUP,
        prices={1: 4000, 3: 7500, 4: 7500, 5: 7500},
    )

    row = SearchEntry.objects.get(object_id=listing.pk, kind=0)
    assert (row.price_words, row.price_pence) == (
        "£40 for one person. £75 in all for 3 to 5 people.",
        1500,
    )


def test_a_fact_says_who_gave_it_and_when_and_what_nobody_said_is_not_known():
    alice = make_login()
    listing = make_listing(
        alice,
        suits={SuitFact.STEP_FREE: YesNoUnknown.YES, SuitFact.HOT_MEAL: YesNoUnknown.NOT_KNOWN},
    )

    assert listing.suits == {
        "step_free": {"answer": "yes", "on": "2027-05-04", "who": "provider"},
    }


def test_what_a_connector_has_seen_is_not_undone_by_saving_the_same_answer_again():
    alice, connie = make_login(), make_connector()
    listing = make_listing(alice, suits={SuitFact.STEP_FREE: YesNoUnknown.YES})
    record_checked_fact(
        listing_id=listing.pk, fact=SuitFact.STEP_FREE, answer=YesNoUnknown.YES, by=connie, now=NOW
    )

    listing = save(listing, alice, suits={SuitFact.STEP_FREE: YesNoUnknown.YES})
    assert listing.suits["step_free"]["who"] == "connector"

    listing = save(listing, alice, suits={SuitFact.STEP_FREE: YesNoUnknown.NO})
    assert listing.suits["step_free"]["who"] == "provider"


def test_only_its_own_voices_find_a_draft():
    alice, bob, charlie = make_login(), make_login("bob"), make_connector("charlie")
    make_provider(bob, "Another house")
    listing = make_listing(alice)

    assert listing_of_login(listing.pk, login_id=alice.login_id) == listing
    for stranger in (bob, charlie):
        with pytest.raises(NotFound):
            listing_of_login(listing.pk, login_id=stranger.login_id)
    with pytest.raises(NotFound):
        listing_of_login(listing.pk, login_id=None)


@pytest.mark.parametrize(
    "deed",
    [
        save_listing,
        publish_listing,
        pause_listing,
        withdraw_listing,
        reopen_listing,
    ],
)
def test_only_its_own_voices_change_a_listing(deed):
    alice, bob = make_login(), make_login("bob")
    make_provider(bob, "Another house")
    listing = make_shown_listing(alice)

    with pytest.raises(NotFound):
        deed(listing_id=listing.pk, by=bob, now=NOW)

    assert Listing.objects.get(pk=listing.pk).state == ListingState.SHOWN


def test_a_stranger_cannot_begin_a_listing_in_anothers_name():
    alice, bob = make_login(), make_login("bob")

    with pytest.raises(NotFound):
        start_listing(provider_id=make_provider(alice).pk, by=bob, now=NOW, **whole_listing())


@pytest.mark.parametrize("count", [1, 3])
def test_my_listings_take_one_statement(count, django_assert_num_queries):
    alice = make_login()
    provider = make_provider(alice)
    for _listing in range(count):
        make_listing(alice, provider)

    with django_assert_num_queries(1):
        names = [
            (listing.provider.name, listing.provider.area.name)
            for listing in listings_of_login(alice.login_id)
        ]  # noqa: E501
    assert len(names) == count
