"""A provider's offer: fair, whole, sealed from others, never changed once sent."""

from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from community.common.clock import LONDON
from community.common.dates import NotADay
from community.common.refusals import NotFound
from community.messaging.models import Message
from groups.actions.offers import withdraw_offer
from groups.models.offers import Offer
from groups.queries.offers import offer_for_provider, offers_of_login, offers_to_compare
from groups.rules.homes import HomeTooExact
from groups.rules.offers import (
    AlreadyOffered,
    CareNotSaid,
    NoSessions,
    NotToChange,
    OfferEndsTooSoon,
    PayNotSaid,
    SessionsOutOfOrder,
    SharedHelper,
)
from groups.states import OfferState
from providers.rules.prices import BelowPay, BelowPayFloor, CostsMoreEach
from providers.rules.vetting import NotVetted
from providers.states import CheckKind, VenueKind
from tests.factories.demand import (
    AFTER_CLOSING,
    FIRST_SESSION,
    ask,
    count_votes_of,
    make_group_of,
    make_offers,
    make_vetted,
    offer_to,
    start_choosing,
    vote,
)
from tests.factories.representations import act_for
from tests.factories.supply import (
    NOW,
    TODAY,
    make_login,
    make_provider,
    make_shown_listing,
    make_someone,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def published():
    group, [alice] = make_group_of("alice")
    return ask(group, alice), alice


def test_an_offer_keeps_all_it_says(published):
    brief, alice = published
    acting, provider = make_vetted()

    offer = offer_to(brief, acting, provider, requirements_met=("step_free", "quiet"))

    _brief, [comparison] = offers_to_compare(brief.pk, alice, TODAY)
    assert (comparison.offer.pk, comparison.offer.price_of) == (
        offer.pk,
        {3: 7500, 4: 7500, 5: 7500},
    )
    assert comparison.requirements == (("No steps, or a ramp or lift", True), ("A hot meal", False))


@pytest.mark.holds("M36")
def test_offers_stand_in_the_order_they_came_and_not_by_price(published):
    brief, alice = published
    dear, cheap = make_vetted("dear"), make_vetted("cheap")
    first = offer_to(brief, *dear, prices={3: 9000, 4: 9000, 5: 9000})
    second = offer_to(brief, *cheap, prices={3: 3000, 4: 3000, 5: 3000})

    _brief, comparisons = offers_to_compare(brief.pk, alice, TODAY)

    assert [comparison.offer.pk for comparison in comparisons] == [first.pk, second.pk]


@pytest.mark.holds("M36")
def test_another_provider_never_sees_an_offer_or_is_told_of_it(published):
    brief, alice = published
    bob, charlie = make_vetted("bob"), make_vetted("charlie")
    messages_before = Message.objects.filter(login_id=charlie[0].login_id).count()

    offer = offer_to(brief, *bob)

    assert offer_for_provider(offer.pk, bob[0].login_id).pk == offer.pk
    with pytest.raises(NotFound):
        offer_for_provider(offer.pk, charlie[0].login_id)
    with pytest.raises(NotFound):
        offers_to_compare(brief.pk, charlie[0], TODAY)
    with pytest.raises(NotFound):
        withdraw_offer(offer_id=offer.pk, by=charlie[0], now=NOW)
    assert offers_of_login(charlie[0].login_id) == []
    assert Message.objects.filter(login_id=charlie[0].login_id).count() == messages_before


def test_nobody_offers_in_the_name_of_another(published):
    brief, alice = published
    _voice, provider = make_vetted("bob")

    for other in (make_login("charlie"), make_someone("dora"), act_for(alice)):
        with pytest.raises(NotFound):
            offer_to(brief, other, provider)


@pytest.mark.holds("M143")
def test_an_unvetted_provider_is_told_what_to_do(published):
    brief, _alice = published
    acting = make_login("newcomer")

    with pytest.raises(NotVetted) as refusal:
        offer_to(brief, acting, make_provider(acting))

    assert "connector" in refusal.value.next_step


def test_two_offers_from_one_provider_are_one(published):
    brief, _alice = published
    acting, provider = make_vetted()
    offer_to(brief, acting, provider)

    with pytest.raises(AlreadyOffered):
        offer_to(brief, acting, provider)


def test_an_offer_is_taken_back_and_sent_anew(published):
    brief, alice = published
    acting, provider = make_vetted()
    offer = offer_to(brief, acting, provider)

    for _press in range(2):
        offer = withdraw_offer(offer_id=offer.pk, by=acting, now=NOW)
    anew = offer_to(brief, acting, provider)

    assert offer.state == OfferState.WITHDRAWN
    assert [row.offer.pk for row in offers_to_compare(brief.pk, alice, TODAY)[1]] == [anew.pk]


def test_a_chosen_offer_cannot_be_taken_back(published):
    brief, alice = published
    acting, provider = make_vetted()
    offer = offer_to(brief, acting, provider)
    decision = start_choosing(brief, alice)
    vote(decision, alice, offer)
    count_votes_of(decision)

    with pytest.raises(NotToChange):
        withdraw_offer(offer_id=offer.pk, by=acting, now=AFTER_CLOSING)


CARE = {"care_where_words": "At the museum"}


@pytest.mark.holds("M26", "fault:H8", "fault:H20")
@pytest.mark.parametrize(
    ("words", "expected", "field"),
    [
        # One penny under Westsea's floor of £13.
        ({"hourly_pay_pence": 1299}, BelowPayFloor, "hourly_pay_pence"),
        ({"is_hands_on": True}, PayNotSaid, "hourly_pay_pence"),
        # Two hours of one helper at £40 come to more than £75 for the session.
        ({"hourly_pay_pence": 4000, "minutes": 120}, BelowPay, "prices"),
        ({"prices": {3: 7500, 4: 7500, 5: 13000}}, CostsMoreEach, "prices"),
        ({"starts": ()}, NoSessions, "starts"),
        ({"starts": (FIRST_SESSION, FIRST_SESSION)}, SessionsOutOfOrder, "starts"),
        ({"starts": (NOW - timedelta(days=1),)}, SessionsOutOfOrder, "starts"),
        # More than two years ahead; and by a clock that leaves that hour out (faults H8, H20).
        ({"starts": (NOW + timedelta(days=740),)}, SessionsOutOfOrder, "starts"),
        ({"starts": (datetime(2028, 3, 26, 1, 30, tzinfo=LONDON),)}, NotADay, None),
        ({"good_until": date(2027, 5, 20)}, OfferEndsTooSoon, "good_until"),
        ({"care_basis": "cqc_registered", **CARE}, CareNotSaid, "cqc_id"),
        (
            {"care_basis": "cqc_registered", "cqc_id": "1-1"},
            CareNotSaid,
            "care_where_words",
        ),
        (
            {
                "care_basis": "employed_by_individual",
                "is_hands_on": True,
                "hourly_pay_pence": 1300,
                **CARE,
            },
            SharedHelper,
            "care_basis",
        ),
    ],
)
def test_an_offer_that_is_not_fair_or_not_whole_is_refused(published, words, expected, field):
    brief, _alice = published
    acting, provider = make_vetted("museum", CheckKind.DBS_BASIC)

    with pytest.raises(expected) as refusal:
        offer_to(brief, acting, provider, **words)

    assert (refusal.value.field, brief.offers.exists()) == (field, False)


@pytest.mark.holds("M143")
def test_help_by_hand_needs_one_more_check(published):
    brief, _alice = published
    acting, provider = make_vetted()

    with pytest.raises(NotVetted):
        offer_to(brief, acting, provider, is_hands_on=True, hourly_pay_pence=1300)


def test_comparing_costs_the_same_for_one_offer_and_for_three(published, django_assert_num_queries):
    brief, alice = published
    make_offers(brief, "one")
    with django_assert_num_queries(4):
        assert len(offers_to_compare(brief.pk, alice, TODAY)[1]) == 1
    make_offers(brief, "two", "three")
    with django_assert_num_queries(4):
        assert len(offers_to_compare(brief.pk, alice, TODAY)[1]) == 3


@pytest.mark.holds("P101")
@pytest.mark.parametrize(
    ("place", "postcode", "field"),
    [
        ("In my kitchen, by the harbour", "ZZ1 1AA", "postcode"),
        ("At my home, 12 Quay Street", "ZZ1", "place_words"),
        ("At my home, ZZ1 1AA", "", "place_words"),
    ],
)
def test_an_offer_at_a_home_says_no_more_than_its_district(published, place, postcode, field):
    brief, _alice = published
    acting, provider = make_vetted()

    with pytest.raises(HomeTooExact, match="It is at a home") as refused:
        offer_to(brief, acting, provider, place_words=place, postcode=postcode)

    assert (refused.value.field, Offer.objects.count()) == (field, 0)


@pytest.mark.holds("P101")
def test_nor_in_what_else_a_group_reads_of_it(published):
    brief, _alice = published
    acting, provider = make_vetted()
    home = {"place_words": "At my home, by the harbour", "postcode": "ZZ1"}

    for field in ("getting_there", "summary"):
        with pytest.raises(HomeTooExact) as refused:
            offer_to(brief, acting, provider, **home, **{field: "Ring twice at 12 Quay Street"})
        assert refused.value.field == field


@pytest.mark.holds("P101")
def test_a_home_that_is_kept_back_is_known_again_without_being_called_one(published):
    """By the marks of the provider's own listing; of whoever else is there nothing is told."""
    brief, _alice = published
    acting, provider = make_vetted()
    at = {"place_words": "The Old Forge", "postcode": "ZZ1 1AA"}
    make_shown_listing(acting, provider, venue_kind=VenueKind.OWN_HOME, **at)
    other, others = make_vetted("neighbour")

    with pytest.raises(HomeTooExact, match="It is at a home"):
        offer_to(brief, acting, provider, **at)
    with pytest.raises(HomeTooExact, match="It is at a home"):
        offer_to(brief, acting, provider, place_words="The Old Forge, ZZ1 1AA")
    assert offer_to(brief, other, others, **at).place_words == "The Old Forge"


@pytest.mark.holds("P101")
def test_the_table_takes_no_exact_place_of_an_offer_at_a_home(published):
    brief, _alice = published
    acting, provider = make_vetted()
    words = {"place_words": "In my kitchen, by the harbour", "postcode": "ZZ1"}

    offer = offer_to(brief, acting, provider, **words)

    assert offer.is_at_a_home
    with pytest.raises(IntegrityError, match="offer_at_a_home"), transaction.atomic():
        Offer.objects.filter(pk=offer.pk).update(postcode="ZZ1 1AA")


def test_an_offer_in_a_public_place_keeps_its_street(published):
    brief, _alice = published
    acting, provider = make_vetted()

    offer = offer_to(
        brief, acting, provider, place_words="The old hall, 3 Quay Street", postcode="ZZ1 1AA"
    )

    assert (offer.is_at_a_home, offer.postcode) == (False, "ZZ1 1AA")
