"""Two who speak for one provider change one offer: each sees the other's (B: two who edit), and a
review shows nothing that the last press refuses (fault B8)."""

from contextlib import suppress
from threading import Barrier

import pytest
from django.db import IntegrityError
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from community.common.refusals import Refused
from community.people.acting import Acting
from groups.actions import offers as offer_actions
from groups.actions.offers import change_offer
from groups.models.briefs import Brief
from groups.models.offers import Offer
from groups.rules.offers import OfferReplaced
from groups.states import OfferState
from providers.models.supply import Check, ProviderMember
from tests.factories.at_once import at_once
from tests.factories.demand import ask, make_group_of, make_terms, make_vetted, offer_to
from tests.factories.supply import NOW, make_login
from tests.frontend.form_guard.forms_of_pages import browser_of, send
from tests.frontend.reading import words
from tests.frontend.visiting import signed_in
from tests.waits import TEST_WAIT_SECONDS

from .test_brief_pages import OFFER

JSON = "application/json"


def make_offer() -> tuple[Offer, Acting, Acting]:
    """Made by Bob; Charlie speaks for the same provider."""
    group, people = make_group_of("alicename")
    bob, provider = make_vetted("museum")
    charlie = make_login("charlie")
    ProviderMember.objects.create(provider=provider, login=charlie.login)
    return offer_to(ask(group, people[0]), bob, provider), bob, charlie


@pytest.fixture
def offered(on_the_day):
    return make_offer()


def review_of(offer: Offer) -> str:
    return reverse("review_offer", args=[offer.brief_id, offer.provider_id])


def begin(by: Acting, offer: Offer, pounds: int) -> tuple[Client, HttpResponse]:
    """In a browser, up to the review that is about to be sent."""
    browser = browser_of(by)
    own_offer = reverse("my_offer", args=[offer.pk])
    send(browser, reverse("change_offer", args=[offer.pk]), browser.get(own_offer))
    typed = {f"price_{people}": str(pounds) for people in (3, 4, 5)}
    page = reverse("write_offer", args=[offer.brief_id, offer.provider_id, "price"])
    assert send(browser, page, **OFFER["price"] | typed).status_code == 302
    return browser, browser.get(review_of(offer))


@pytest.mark.holds("M35")
def test_whoever_comes_second_sees_the_other_s_beside_and_overwrites_nothing_unseen(offered):
    offer, bob, charlie = offered
    (bobs, bobs_review), (charlies, review) = begin(bob, offer, 60), begin(charlie, offer, 66)
    send(bobs, review_of(offer), bobs_review)
    by_bob = Offer.objects.get(state=OfferState.SENT)

    refused = send(charlies, review_of(offer), review)

    assert refused.status_code == 422 and "has changed this offer meanwhile" in words(refused)
    assert "has sent another" in words(refused)
    assert "£60" in words(refused) and "£66" in words(refused)
    assert Offer.objects.get(state=OfferState.SENT) == by_bob
    send(charlies, review_of(offer), refused)  # they have seen it, and mean theirs
    by_charlie = Offer.objects.get(state=OfferState.SENT)
    assert (by_charlie.instead_of, by_charlie.price_of[3]) == (by_bob, 6600)


def test_whoever_looks_after_the_other_has_sent_sees_theirs_before_they_press(offered):
    offer, bob, charlie = offered
    (charlies, _review), (bobs, bobs_review) = begin(charlie, offer, 66), begin(bob, offer, 60)
    assert "has sent another" not in words(bobs_review)
    send(bobs, review_of(offer), bobs_review)

    assert "has sent another" in words(charlies.get(review_of(offer)))


@pytest.mark.holds("M35")
def test_by_program_the_id_says_what_it_began_from(offered):
    offer, bob, charlie = offered
    change_offer(offer_id=offer.pk, terms=make_terms(), by=bob, now=NOW)

    with pytest.raises(OfferReplaced):
        change_offer(offer_id=offer.pk, terms=make_terms(), by=charlie, now=NOW)


def test_nobody_who_speaks_for_another_provider_changes_it(offered):
    offer, _bob, _charlie = offered
    eve, _other = make_vetted("eve")

    assert signed_in(eve).post(reverse("change_offer", args=[offer.pk])).status_code == 404
    assert signed_in(eve).get(review_of(offer)).status_code == 404


def changed_at_once() -> int:
    offer, bob, charlie = make_offer()

    def change(by):
        with suppress(Refused):
            change_offer(offer_id=offer.pk, terms=make_terms(), by=by, now=NOW)

    at_once(lambda: change(bob), lambda: change(charlie))
    return Offer.objects.filter(instead_of=offer).count()


@pytest.mark.holds("M35")
def test_of_two_changes_at_once_one_is_sent(committed_db):
    assert changed_at_once() == 1


def test_the_control_without_its_locks_loses_one_to_the_database(committed_db, monkeypatch):
    both_have_read = Barrier(2)

    def unlocked(offer_id):
        offer = Offer.objects.get(pk=offer_id)
        both_have_read.wait(timeout=TEST_WAIT_SECONDS)
        return offer

    monkeypatch.setattr(offer_actions, "lock_offer", unlocked)
    monkeypatch.setattr(
        offer_actions,
        "_lock_published_brief",
        lambda brief_id: Brief.objects.select_related("group__area").get(pk=brief_id),
    )
    with pytest.raises(IntegrityError):
        changed_at_once()


@pytest.mark.holds("fault:B8")
def test_an_offer_that_would_be_refused_is_not_looked_over(offered):
    offer, bob, _charlie = offered
    client, review = begin(bob, offer, 60)
    Check.objects.filter(provider=offer.provider).delete()

    looked, pressed = client.get(review_of(offer)), send(client, review_of(offer), review)

    assert (looked.status_code, pressed.status_code) == (422, 422)
