"""Something listed that one person arranges for themselves alone."""

from datetime import timedelta

from community.people.acting import Acting
from groups.actions.offers import send_offer
from groups.actions.solo import ask_for_oneself
from groups.models.briefs import Brief
from groups.models.offers import Offer
from groups.rules.offers import OfferTerms
from providers.models.supply import Listing
from providers.states import PriceKind
from tests.factories.how_put import put_to
from tests.factories.kept import kept
from tests.factories.motions import let_words_through
from tests.factories.places import HOME
from tests.factories.pools import ADDRESS, FIRST
from tests.factories.supply import NOW, make_login, make_provider, make_shown_listing, vet


@kept
def make_costly_listing(voice=None, *, is_vetted=True, **facts) -> Listing:
    voice = voice or make_login("museum")
    provider = make_provider(voice)
    if is_vetted:
        vet(provider)
    return make_shown_listing(voice, provider, **{"price_kind": PriceKind.NOT_KNOWN, **facts})


def ask(listing: Listing, by, *, now=NOW, **facts) -> Brief:
    said = {
        "when_words": "Tuesdays",
        "postcode": HOME,
        "known_as": "Rose",
        "how_put": put_to(by),
        **facts,
    }
    return ask_for_oneself(listing_id=listing.pk, **said, by=by, now=now)


def terms_for_one(brief: Brief, **facts) -> OfferTerms:
    said = {
        "summary": "Museum mornings for you",
        "prices": {1: 2400},
        "smallest": 1,
        "largest": 1,
        "starts": tuple(FIRST + timedelta(days=7 * number) for number in range(2)),
        "minutes": 120,
        "place_words": "The old hall",
        "who_comes": "the same two people from the museum",
        "missed_rule": "free",
        "change_of_mind": "fixed_day",
        "address_words": ADDRESS,
        "good_until": brief.answers_by + timedelta(days=60),
        **facts,
    }
    return OfferTerms(**said)


def offer_to_one(brief: Brief, *, now=NOW, **facts) -> Offer:
    """By whoever speaks for what was asked of."""
    let_words_through(brief)
    provider = brief.listing.provider
    return send_offer(
        brief_id=brief.pk,
        provider_id=provider.pk,
        terms=terms_for_one(brief, **facts),
        by=provider_voice(brief),
        now=now,
    )


def provider_voice(brief: Brief):
    return Acting(login=brief.listing.provider.members.order_by("pk").first().login)
