"""What is like a listing that is paused, near where it was (fault I12)."""

from dataclasses import dataclass

from community.places.activity_kinds import ANY_KIND
from community.places.queries import district_near
from marketplace.search.queries.nearest import SearchHit, nearest_hits
from marketplace.search.queries.search_query import SearchQuery
from marketplace.search.queries.understanding import Meaning
from providers.models.supply import Listing
from providers.queries.supply import paused_listing

MAX_SIMILAR = 3


@dataclass(frozen=True)
class PausedListing:
    """`near`: the question that `similar` answers; None where its place is not known."""

    listing: Listing
    near: SearchQuery | None
    similar: list[SearchHit]


def paused_with_similar(listing_id: int) -> PausedListing:
    """Looked for from the middle of its district, by the first of its kinds: three statements."""
    listing = paused_listing(listing_id)
    near = _near(listing)
    similar = nearest_hits(near, Meaning())[:MAX_SIMILAR] if near else []
    return PausedListing(listing=listing, near=near, similar=similar)


def _near(listing: Listing) -> SearchQuery | None:
    if listing.latitude is None or listing.longitude is None:
        return None
    district = district_near(listing.latitude, listing.longitude)
    kind = listing.kinds[0] if listing.kinds else ANY_KIND
    return SearchQuery(location=district, kind=kind) if district else None
