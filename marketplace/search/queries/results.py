"""What is near a place, of all that can be found: at most three SQL statements."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

from community.common.danger import Danger, dangers_in
from community.places.activity_kinds import ANY_KIND, ActivityKind
from marketplace.search.queries.facets import Facets, facets_of, kind_counts, kinds_of
from marketplace.search.queries.nearest import BAND_EDGES_KM, MAX_RESULTS, SearchHit, nearest_hits
from marketplace.search.queries.search_query import SearchQuery
from marketplace.search.queries.spelling import correct_spelling, parse_words
from marketplace.search.rules.synonyms import skill_keywords
from marketplace.search.states import PURPOSES_OF_STARTING_POINT, Order, StartingPoint

FEW_RESULTS = 3


@dataclass(frozen=True)
class SearchResults:
    """`not_known` are those of which a wanted fact is not known: never mixed with the matches.
    `showing_for` is what was searched for, where that is not what was typed. `kinds` are counted
    only when no words were typed: they narrow a long list. Nothing may have all the words:
    `has_some_words_only`."""

    query: SearchQuery
    matches: list[SearchHit] = field(default_factory=list)
    not_known: list[SearchHit] = field(default_factory=list)
    kinds: list[tuple[ActivityKind, int]] = field(default_factory=list)
    showing_for: str = ""
    has_some_words_only: bool = False
    is_cut: bool = False

    @cached_property
    def dangers(self) -> frozenset[Danger]:
        """What the words may be about that is shown where to turn before any of these (P98)."""
        return dangers_in(self.query.query_text)

    @cached_property
    def facets(self) -> Facets | None:
        """None where the list is cut: its counts would not be of all."""
        return None if self.is_cut else facets_of(self.matches)

    @property
    def is_nothing(self) -> bool:
        """Nothing, of words that something else may be offered for: for words of danger, none."""
        return not (self.matches or self.not_known or self.dangers)

    @property
    def has_few_results(self) -> bool:
        """Too little to be sure that nothing is missing."""
        return len(self.matches) < FEW_RESULTS or self.has_some_words_only


def search_near(query: SearchQuery) -> SearchResults:
    """Everything findable within `query.miles`, in the order its sentence says.

    The list is made of the 200 nearest that match; where there are more, `is_cut`. When nothing
    has all the words, misspelt ones are mended and what has most of them is shown.
    """
    words = typed_words = _keywords(query)
    hits = nearest_hits(query, words)
    if typed_words and not hits:
        words = correct_spelling(typed_words)
    is_any_word = words != typed_words or not hits and len(typed_words) > 1
    if is_any_word:
        hits = _with_most_words(nearest_hits(query, words, every=False))
    if is_any_word and dangers_in(query.query_text):  # a tool for "die" is no answer
        hits = [hit for hit in hits if hit.words_matched >= len(words)]
    hits.sort(key=_order(query))
    matches = [hit for hit in hits if hit.has_facts]
    return SearchResults(
        query=query,
        matches=matches[:MAX_RESULTS],
        not_known=[hit for hit in hits if not hit.has_facts],
        kinds=[] if typed_words else _kinds_near(query, matches),
        showing_for=" ".join(words) if hits and words != typed_words else "",
        has_some_words_only=is_any_word and any(hit.words_matched < len(words) for hit in hits),
        is_cut=len(matches) > MAX_RESULTS,
    )


def _kinds_near(query: SearchQuery, matches: list[SearchHit]) -> list[tuple[ActivityKind, int]]:
    """Counted in the list where that is all there is; else by the index."""
    if len(matches) > MAX_RESULTS or query.kind != ANY_KIND or query.wants_facts:
        return kind_counts(query.location, query.km)
    return kinds_of(matches)


def _keywords(query: SearchQuery) -> list[str]:
    words = parse_words(query.query_text)
    return skill_keywords(words) if query.starting_point is StartingPoint.BRING else words


def _with_most_words(hits: list[SearchHit]) -> list[SearchHit]:
    highest = max((hit.words_matched for hit in hits), default=0)
    return [hit for hit in hits if hit.words_matched == highest]


def _order(query: SearchQuery) -> Callable[[SearchHit], tuple]:
    """Has a known place, distance band, open to new people, suits what was asked, distance. Or the
    price, when that was chosen. Then the thing's own number, so that equals keep their places."""
    starting_point = query.starting_point
    purposes = PURPOSES_OF_STARTING_POINT[starting_point] if starting_point else frozenset()

    def sort_key(hit: SearchHit) -> tuple:
        nearness = (
            not hit.has_location,
            sum(hit.km > edge for edge in BAND_EDGES_KM),
            -hit.openness,
            purposes.isdisjoint(hit.purposes),
            -hit.words_matched,
            not hit.in_title,
            hit.km,
            hit.object_type,
            hit.object_id,
        )
        if query.order is Order.PRICE:
            return (hit.price_pence is None, hit.price_pence or 0, *nearness)
        return nearness

    return sort_key
