"""A card that a provider cannot take is said on the offer, at choosing, at opening and beside a
yes; the provider is asked at once (fault B10)."""

import pytest
from django.urls import reverse

from community.messaging.models import Message
from pooling.pools.actions.opening import open_pool
from tests.factories.demand import (
    AFTER_ANSWERS,
    ask,
    make_group_of,
    make_offers,
    start_choosing,
)
from tests.factories.pools import CLOSES_ON, make_chosen_offer, make_people, make_source
from tests.factories.supply import NOW
from tests.frontend.reading import words
from tests.frontend.visiting import set_clock, signed_in

from .test_api import api_of

NOTE = "Westsea Museum cannot take cards yet. What works: money that an office looks after"


@pytest.fixture
def chosen(db):
    people = make_people(4)
    return people, make_chosen_offer(people)


@pytest.mark.holds("fault:B10")
def test_it_is_said_on_the_offer_at_opening_and_beside_a_yes(chosen):
    [ann, *_others], offer = chosen
    browser = signed_in(ann)
    pages = [
        reverse("offers", args=[offer.brief_id]),
        f"{reverse('pool_open')}?offer={offer.pk}",
    ]
    for page in pages:
        assert NOTE in words(browser.get(page))
    offers = api_of(ann).get(f"/api/briefs/{offer.brief_id}/offers/").data["results"]
    assert [each["card_words"].startswith(NOTE) for each in offers] == [True]
    pool = open_pool(offer_id=offer.pk, closes_on=CLOSES_ON, by=ann, now=NOW)
    make_source(ann)

    assert NOTE in words(browser.get(reverse("pool_pledge", args=[pool.pk])))
    assert api_of(ann).get(f"/api/pools/{pool.pk}/").data["card_words"].startswith(NOTE)


@pytest.mark.holds("fault:B10")
def test_it_is_said_where_the_group_chooses(db):
    group, [ann, *_others] = make_group_of("ann", "ben", "cy")
    brief = ask(group, ann)
    make_offers(brief, "westsea museum")
    start_choosing(brief, ann)
    set_clock(AFTER_ANSWERS)

    assert NOTE in words(signed_in(ann).get(reverse("choose", args=[brief.pk])))


@pytest.mark.holds("fault:B10")
def test_the_provider_is_asked_at_once_and_only_who_cannot(chosen, monkeypatch):
    [ann, *_others], offer = chosen
    open_pool(offer_id=offer.pk, closes_on=CLOSES_ON, by=ann, now=NOW)
    message = Message.objects.get(kind="cards_wanted")
    assert message.login_id == offer.provider.members.get().login_id
    assert message.link == reverse("provider_cards")


@pytest.mark.holds("fault:B10")
def test_of_whoever_takes_cards_nothing_is_said(chosen, monkeypatch):
    [ann, *_others], offer = chosen
    monkeypatch.setattr("pooling.pools.wording.cards.providers_without_cards", lambda ids: set())
    monkeypatch.setattr("pooling.pools.actions.opening.provider_is_active", lambda pk: True)
    open_pool(offer_id=offer.pk, closes_on=CLOSES_ON, by=ann, now=NOW)

    page = signed_in(ann).get(reverse("offers", args=[offer.brief_id]))

    assert "cannot take cards" not in words(page)
    assert not Message.objects.filter(kind="cards_wanted").exists()
