"""The one place where supply tells the table of findable things about a listing."""

from datetime import date
from typing import cast

from community.places.actions.search_index import hide, show
from community.places.models.search_index import Openness as Findability
from community.places.models.search_index import Thing
from providers.models.supply import Listing
from providers.rules.listings import openness
from providers.states import Openness
from providers.wording.facts import quality_answers
from providers.wording.prices import least_pence, price_words

FINDABILITY = {
    Openness.FULL: Findability.FULL,
    Openness.NOT_KNOWN: Findability.NOT_KNOWN,
    Openness.NEARLY_FULL: Findability.OPEN,
    Openness.OPEN: Findability.OPEN,
}
SUMMARY_MOST = 300


def make_findable(listing: Listing, *, on: date) -> None:
    """Show a listing in every search as it is on this day, in the caller's transaction."""
    show(
        thing=Thing.LISTING,
        thing_id=listing.pk,
        title=listing.title,
        summary=summary_of(listing.what_happens),
        words=f"{listing.what_happens} {listing.provider.name}",
        # What is shown has a place: the table's constraint.
        latitude=cast(float, listing.latitude),
        longitude=cast(float, listing.longitude),
        has_place=listing.has_place,
        kinds=listing.kinds,
        openness=FINDABILITY[openness(listing, on=on)],
        price_kind=listing.price_kind,
        price_words=price_words(listing, on=on)[:200],
        price_pence=least_pence(listing, on=on),
        suits=listing.suits,
        quality=quality_answers(listing),
        engager=listing.engager,
        place_words=listing.place_words,
        when_words=listing.when_words,
        area_id=listing.provider.area_id,
        is_example=listing.is_example,
    )


def make_unfindable(listing: Listing) -> None:
    hide(thing=Thing.LISTING, thing_id=listing.pk)


def summary_of(text: str) -> str:
    """The beginning of a text, cut at a word."""
    line = " ".join(text.split())
    if len(line) <= SUMMARY_MOST:
        return line
    return line[: SUMMARY_MOST - 1].rsplit(" ", 1)[0] + "…"
