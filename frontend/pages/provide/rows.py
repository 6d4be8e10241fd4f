"""A listing as its own voices see it: cards in a list, and a page to look over before showing."""

from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _

from community.places.activity_kinds import KINDS_BY_CODE
from frontend.components.blocks import Card, Row, Tone
from frontend.templatetags.formats import day_in_words
from providers.rules.listings import openness_of_listing
from providers.states import Engager, ListingState, Openness
from providers.wording.facts import quality_facts, suit_facts
from providers.wording.prices import price_words

from .forms import STEPS

TONES = {
    ListingState.DRAFT: Tone.WAITING,
    ListingState.SHOWN: Tone.GOOD,
    ListingState.PAUSED: Tone.PLAIN,
    ListingState.WITHDRAWN: Tone.OVER,
}


def listing_cards(listings, *, on: date) -> list[Card]:
    return [
        Card(
            title=listing.title or _("Not named yet"),
            url=reverse("my_listing", args=[listing.pk]),
            summary=listing.when_words,
            state=listing.get_state_display(),
            tone=TONES[ListingState(listing.state)],
            facts=(
                (_("Price"), price_words(listing, on=on)),
                (_("Places"), places(listing, on=on)),
            ),
        )
        for listing in listings
    ]


def steps_of(listing) -> list[str]:
    """The pages of questions a listing has: the last only when somebody gives hands-on help."""
    return [name for name in STEPS if name != "helper" or listing.is_hands_on]


def step_with(listing, field: str | None) -> str | None:
    """The page of questions where a field is asked."""
    return next(
        (name for name in steps_of(listing) if field in STEPS[name].of(listing).fields), None
    )


def rows(listing, *, on: date) -> list[Row]:
    """What people will read, each line with the way back to its question. Quality before price."""
    change = {name: reverse("listing_step", args=[listing.pk, name]) for name in STEPS}
    kinds = [str(KINDS_BY_CODE[code].name) for code in listing.kinds if code in KINDS_BY_CODE]
    said = [
        Row(_("Name"), listing.title, change["what"]),
        Row(_("What happens"), listing.what_happens, change["what"]),
        Row(_("About"), ", ".join(kinds), change["what"]),
        Row(_("When"), listing.when_words, change["where"]),
        Row(_("Where"), _where(listing), change["where"]),
        Row(_("Getting there"), listing.getting_there_words, change["where"]),
        Row(_("How many people"), listing.how_many_words, change["where"]),
        Row(_("Places"), places(listing, on=on), change["where"]),
        *(Row(fact.question, fact.words, change["suits"]) for fact in suit_facts(listing)),
        Row(_("Somebody who comes along"), listing.companion_words, change["suits"]),
        *(Row(fact.question, fact.words, change["helper"]) for fact in quality_facts(listing)),
    ]
    if listing.is_hands_on:
        employer = Engager(listing.engager).label
        said.append(Row(_("Who employs the helper"), str(employer), change["helper"]))
    said.append(Row(_("Price"), price_words(listing, on=on), change["price"]))
    return [row if row.value else Row(row.key, _("Not said yet"), row.change_url) for row in said]


def places(listing, *, on: date) -> str:
    """ "has places", "nearly full", "full until Monday 3 May 2027"."""
    found = openness_of_listing(listing, on=on)
    if found == Openness.FULL and listing.full_until is not None:
        return _("full until %(day)s") % {"day": day_in_words(listing.full_until)}
    return str(found.label)


def _where(listing) -> str:
    return ", ".join(filter(None, [listing.place_words, listing.postcode]))
