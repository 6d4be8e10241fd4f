"""The one place where supply tells the table of findable things about a listing."""

from datetime import date
from typing import cast

from community.places.actions.search_index import index_object, unindex_object
from community.places.models.search_index import ObjectType
from community.places.models.search_index import OpennessRank as Findability
from providers.models.supply import Listing
from providers.rules.listings import openness_of_listing
from providers.states import Openness
from providers.wording.facts import quality_answers
from providers.wording.prices import lowest_price_pence, price_words

OPENNESS_RANKS = {
    Openness.FULL: Findability.FULL,
    Openness.NOT_KNOWN: Findability.NOT_KNOWN,
    Openness.NEARLY_FULL: Findability.OPEN,
    Openness.OPEN: Findability.OPEN,
}
MAX_SUMMARY_CHARS = 300


def index_listing(listing: Listing, *, on: date) -> None:
    """Show a listing in every search as it is on this day, in the caller's transaction."""
    index_object(
        thing=ObjectType.LISTING,
        thing_id=listing.pk,
        title=listing.title,
        summary=summary_of(listing.what_happens),
        words=f"{listing.what_happens} {listing.provider.name}",
        # What is shown has a place: the table's constraint.
        latitude=cast(float, listing.latitude),
        longitude=cast(float, listing.longitude),
        has_place=listing.has_place,
        kinds=listing.kinds,
        openness=OPENNESS_RANKS[openness_of_listing(listing, on=on)],
        price_kind=listing.price_kind,
        price_words=price_words(listing, on=on)[:200],
        price_pence=lowest_price_pence(listing, on=on),
        suits=listing.suits,
        quality=quality_answers(listing),
        engager=listing.engager,
        place_words=listing.place_words,
        when_words=listing.when_words,
        area_id=listing.provider.area_id,
        is_example=listing.is_example,
    )


def unindex_listing(listing: Listing) -> None:
    unindex_object(thing=ObjectType.LISTING, thing_id=listing.pk)


def summary_of(text: str) -> str:
    """The beginning of a text, cut at a word."""
    line = " ".join(text.split())
    if len(line) <= MAX_SUMMARY_CHARS:
        return line
    return line[: MAX_SUMMARY_CHARS - 1].rsplit(" ", 1)[0] + "…"
