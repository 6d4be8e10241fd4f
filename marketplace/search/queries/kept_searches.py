"""What a kept search finds now, and what of it is new."""

from dataclasses import dataclass
from datetime import datetime

from community.people.acting import Acting
from community.people.models.kept_searches import KeptSearch
from community.people.queries.kept_searches import kept_search_of
from marketplace.search.queries.nearest import SearchHit
from marketplace.search.queries.results import SearchResults, search_near
from marketplace.search.queries.search_query import SearchQuery, parse_search_query


@dataclass(frozen=True)
class KeptSearchDetail:
    """`newest`: what its person was told of last, as far as it is still there; `others`: the rest
    of what is found."""

    kept: KeptSearch
    query: SearchQuery
    newest: list[SearchHit]
    others: list[SearchHit]


def kept_search_detail(kept_search_id: int, by: Acting, *, now: datetime) -> KeptSearchDetail:
    kept = kept_search_of(kept_search_id, by, now=now)
    query = query_of(kept)
    hits = hits_that_count(search_near(query))
    newest = [hit for hit in hits if ref_of(hit) in kept.newest]
    others = [hit for hit in hits if ref_of(hit) not in kept.newest]
    return KeptSearchDetail(kept, query, newest, others)


def query_of(kept: KeptSearch) -> SearchQuery:
    return parse_search_query(
        postcode=kept.outward_code,
        words=kept.words,
        entrance=kept.entrance,
        miles=kept.miles,
        kind=kept.kind,
        day=kept.day,
        day_part=kept.day_part,
        suits=kept.suits,
        free_only=kept.free_only,
        no_employer=kept.no_employer,
    )


def hits_that_count(results: SearchResults) -> list[SearchHit]:
    """What has all the words that were asked: nobody is fetched for half of it."""
    if results.has_some_words_only:
        return []
    found = [*results.matches, *results.not_known]
    every_word = max((hit.words_matched for hit in found), default=0)
    return [hit for hit in results.matches if hit.words_matched == every_word]


def ref_of(hit: SearchHit) -> str:
    return f"{hit.object_type}:{hit.object_id}"
