"""A listing as those who speak for its provider see it: a card in a list, and line by line."""

from collections.abc import Iterable
from datetime import date

from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from community.places.activity_kinds import KINDS_BY_CODE
from frontend.components.blocks import ResultCard, Row, Tone
from frontend.drawings.kind_pictures import picture_of_kinds
from providers.models.supply import Listing
from providers.rules.listings import attending_access_of_listing
from providers.states import AttendingAccess, Engager, FirstVisitFact, ListingState
from providers.wording.facts import quality_facts, suit_facts
from providers.wording.places import places_text
from providers.wording.prices import price_text

from .forms import LISTING_STEPS

LISTING_TONES = {
    ListingState.DRAFT: Tone.WAITING,
    ListingState.SHOWN: Tone.GOOD,
    ListingState.PAUSED: Tone.PLAIN,
    ListingState.WITHDRAWN: Tone.OVER,
}


def listing_cards(listings: Iterable[Listing], *, on: date) -> list[ResultCard]:
    return [
        ResultCard(
            title=listing.title or _("Not named yet"),
            url=reverse("my_listing", args=[listing.pk]),
            summary=listing.when_words,
            picture=picture_of_kinds(_slugs(listing)),
            state=listing.get_state_display(),
            tone=LISTING_TONES[ListingState(listing.state)],
            facts=(
                (_("Price"), price_text(listing, on=on)),
                (_("Places"), places_text(listing, on=on)),
            ),
        )
        for listing in listings
    ]


def _slugs(listing: Listing) -> list[str]:
    return [KINDS_BY_CODE[code].slug for code in listing.kinds if code in KINDS_BY_CODE]


def steps_of(listing: Listing) -> list[str]:
    """The pages of questions a listing has: the last only when somebody gives hands-on help."""
    return [name for name in LISTING_STEPS if name != "helper" or listing.is_hands_on]


def step_with(listing: Listing, field: str | None) -> str | None:
    """The page of questions where a field is asked."""
    return next(
        (name for name in steps_of(listing) if field in LISTING_STEPS[name].of(listing).fields),
        None,
    )


def listing_rows(listing: Listing, *, on: date) -> list[Row]:
    """What people will read, each line with the way back to its question. Quality before price."""
    change = {name: reverse("listing_step", args=[listing.pk, name]) for name in LISTING_STEPS}
    kinds = [str(KINDS_BY_CODE[code].name) for code in listing.kinds if code in KINDS_BY_CODE]
    lines = [
        Row(_("Name"), listing.title, change["what"]),
        Row(_("What happens"), listing.what_happens, change["what"]),
        Row(_("About"), ", ".join(kinds), change["what"]),
        Row(_("When"), listing.when_words, change["where"]),
        Row(_("What kind of place"), capfirst(listing.get_venue_kind_display()), change["where"]),
        Row(_("Where"), _where(listing), change["where"]),
        Row(_("Getting there"), listing.getting_there_words, change["where"]),
        Row(_("How many people"), listing.how_many_words, change["where"]),
        Row(_("Places"), places_text(listing, on=on), change["where"]),
        Row(_("How people come"), _coming(listing), change["coming"]),
        Row(_("Who meets somebody new"), listing.who_meets_words, change["coming"]),
        Row(_("Telephone number of the place"), listing.phone, change["coming"]),
        *(
            Row(str(fact.label), listing.first_visit.get(fact, ""), change["first-visit"])
            for fact in FirstVisitFact
        ),
        *(Row(fact.question, fact.words, change["suits"]) for fact in suit_facts(listing)),
        Row(_("Somebody who comes along"), listing.companion_words, change["suits"]),
        *(Row(fact.question, fact.words, change["helper"]) for fact in quality_facts(listing)),
    ]
    if listing.is_hands_on:
        employer = Engager(listing.engager).label
        lines.append(Row(_("Who employs the helper"), str(employer), change["helper"]))
    lines.append(Row(_("Price"), price_text(listing, on=on), change["price"]))
    return [row if row.value else Row(row.key, _("Not said yet"), row.change_url) for row in lines]


def _coming(listing: Listing) -> str:
    access = attending_access_of_listing(listing)
    if access == AttendingAccess.ASK_FIRST:
        return f"{capfirst(str(access.label))}: {listing.ask_first_words}"
    return "" if access == AttendingAccess.NOT_KNOWN else str(capfirst(access.label))


def _where(listing: Listing) -> str:
    if listing.is_place_private:
        return listing.place_words
    return ", ".join(filter(None, [listing.place_words, listing.postcode]))
