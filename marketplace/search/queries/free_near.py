"""What costs nothing near a group, beside a date whose cost is not covered (M34)."""

from community.places.models.search_index import ObjectType, OpennessRank
from community.places.queries import location_of_outward_code
from groups.models.members import Group
from marketplace.search.queries.nearest import SearchHit
from marketplace.search.queries.results import search_near
from marketplace.search.queries.search_query import SearchQuery

MAX_BESIDE = 3


def free_things_near(group: Group) -> tuple[SearchQuery, list[SearchHit]]:
    """The question, and its first answers: the same search, in the same order, as anybody's from
    the first half of the group's postcode. What is full is none."""
    middle = location_of_outward_code(group.outward_code, group.latitude, group.longitude)
    query = SearchQuery(location=middle, free_only=True)
    hits = [
        hit
        for hit in search_near(query).matches
        if hit.object_type == ObjectType.LISTING and hit.openness != OpennessRank.FULL
    ]
    return query, hits[:MAX_BESIDE]
