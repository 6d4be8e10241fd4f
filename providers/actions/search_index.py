"""The one place where supply tells the search index about a listing."""

from datetime import date

from community.common.lifecycle import not_none
from community.places.actions.search_index import index_object, unindex_object
from community.places.models.search_index import ObjectType, OpennessRank
from community.places.search_document import SearchDocument
from providers.models.supply import Listing
from providers.rules.listing_prices import lowest_price_pence
from providers.rules.listings import engager_of_listing, openness_of_listing
from providers.rules.weekly_times import certain_times
from providers.states import Openness
from providers.wording.facts import quality_answers
from providers.wording.prices import price_text

OPENNESS_RANKS = {
    Openness.FULL: OpennessRank.FULL,
    Openness.NOT_KNOWN: OpennessRank.NOT_KNOWN,
    Openness.NEARLY_FULL: OpennessRank.OPEN,
    Openness.OPEN: OpennessRank.OPEN,
}
MAX_SUMMARY_CHARS = 300


def index_listing(listing: Listing, *, on: date) -> None:
    """Show a listing in every search as it is on this day, in the caller's transaction."""
    index_object(document=_document(listing, on))


def _document(listing: Listing, on: date) -> SearchDocument:
    opens_at, closes_at = certain_times(listing.when_words)
    return SearchDocument(
        object_type=ObjectType.LISTING,
        object_id=listing.pk,
        title=listing.title,
        summary=summary_of(listing.what_happens),
        search_words=f"{listing.what_happens} {listing.provider.name}",
        # What is shown has a place: the table's constraint.
        latitude=not_none(listing.latitude),
        longitude=not_none(listing.longitude),
        has_location=listing.has_location,
        is_by_district=listing.is_place_private,
        kinds=tuple(listing.kinds),
        openness=OPENNESS_RANKS[openness_of_listing(listing, on=on)],
        price_kind=listing.price_kind,
        price_words=price_text(listing, on=on)[:200],
        price_pence=lowest_price_pence(listing, on=on),
        suits=listing.suits,
        quality=quality_answers(listing),
        engager=engager_of_listing(listing),
        place_words=listing.place_words,
        when_words=listing.when_words,
        opens_at=opens_at,
        closes_at=closes_at,
        area_id=listing.provider.area_id,
        is_example=listing.is_example,
    )


def unindex_listing(listing: Listing) -> None:
    unindex_object(object_type=ObjectType.LISTING, object_id=listing.pk)


def summary_of(text: str) -> str:
    """The beginning of a text, cut at a word."""
    line = " ".join(text.split())
    if len(line) <= MAX_SUMMARY_CHARS:
        return line
    return line[: MAX_SUMMARY_CHARS - 1].rsplit(" ", 1)[0] + "…"
