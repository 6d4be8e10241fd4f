"""What is like a listing that is paused (fault I12) or full, near where it is."""

from dataclasses import dataclass

from community.places.activity_kinds import ANY_KIND
from community.places.models.search_index import ObjectType, OpennessRank
from community.places.queries import district_near
from marketplace.search.queries.nearest import SearchHit, nearest_hits
from marketplace.search.queries.search_query import SearchQuery
from marketplace.search.queries.understanding import Meaning, understand
from providers.models.supply import Listing
from providers.queries.supply import paused_listing

MAX_SIMILAR = 3


@dataclass(frozen=True)
class WithSimilar:
    """`near`: the question that `similar` answers; None where its place is not known."""

    listing: Listing
    near: SearchQuery | None
    similar: list[SearchHit]


def paused_with_similar(listing_id: int) -> WithSimilar:
    """Three statements."""
    return with_similar(paused_listing(listing_id))


def with_similar(listing: Listing) -> WithSimilar:
    """Looked for from the middle of its district, by the first of its kinds: two statements. Of one
    that has no kind, by what it is called: whatever is nearest is not like it. What is full is
    none."""
    near = _near(listing)
    meaning = Meaning() if listing.kinds else understand(listing.title)
    is_known = bool(listing.kinds) or not meaning.is_empty
    itself = (ObjectType.LISTING, listing.pk)
    similar = [
        hit
        for hit in (nearest_hits(near, meaning) if near and is_known else [])
        if (hit.object_type, hit.object_id) != itself
        and hit.openness != OpennessRank.FULL
        and 2 * hit.words_matched >= len(meaning.words)
    ]
    # Nearest first; equals in their own order, which tells nothing of when one was written.
    similar.sort(key=lambda hit: (hit.km, hit.object_type, hit.object_id))
    return WithSimilar(listing=listing, near=near, similar=similar[:MAX_SIMILAR])


def _near(listing: Listing) -> SearchQuery | None:
    if listing.latitude is None or listing.longitude is None:
        return None
    district = district_near(listing.latitude, listing.longitude)
    kind = listing.kinds[0] if listing.kinds else ANY_KIND
    return SearchQuery(location=district, kind=kind) if district else None
