"""What is near a place, of all that can be found: at most four SQL statements."""

import math
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property

from community.common.danger import Danger, dangers_in
from community.places.activity_kinds import ANY_KIND, ActivityKind
from community.places.days_said import day_parts_said
from marketplace.search.queries.facets import Facets, facets_of, kind_counts, kinds_of
from marketplace.search.queries.nearest import BAND_EDGES_KM, MAX_RESULTS, SearchHit, nearest_hits
from marketplace.search.queries.search_query import SearchQuery
from marketplace.search.queries.understanding import Meaning, understand
from marketplace.search.states import PURPOSES_OF_STARTING_POINT, Order, StartingPoint

FEW_RESULTS = 3
# What answers the words as well as another, to one part in 25, stands in one band with it.
RELEVANCE_STEP = 1.04
# How much better it answers for being of a kind that people who say so look for: tried on the open
# half of the judged searches.
OF_LIKELY_KIND = 1.2
# The same where the words name a time of day, and it is known to be at that, or at another.
AT_THAT_TIME, AT_ANOTHER_TIME = 1.2, 0.6


@dataclass(frozen=True)
class SearchResults:
    """`dangers`: what the words may be about that is shown where to turn before any of these (P98).
    `not_known` are those of which a wanted fact is not known: never mixed with the matches.
    `mended`: (typed, searched) of each misspelt word. `different`:
    those of the matches, its last, that are of another kind than the words name (P86). `kinds` are
    counted only when no words were typed: they narrow a long list. `kinds_are_about`: they were
    counted by square some hours ago. Nothing may have all the words: `has_some_words_only`."""

    query: SearchQuery
    dangers: frozenset[Danger] = frozenset()
    matches: list[SearchHit] = field(default_factory=list)
    not_known: list[SearchHit] = field(default_factory=list)
    kinds: list[tuple[ActivityKind, int]] = field(default_factory=list)
    kinds_are_about: bool = False
    mended: tuple[tuple[str, str], ...] = ()
    showing_for: str = ""
    different: list[SearchHit] = field(default_factory=list)
    has_some_words_only: bool = False
    is_cut: bool = False

    @cached_property
    def facets(self) -> Facets | None:
        """None where the list is cut: its counts would not be of all."""
        return None if self.is_cut else facets_of(self.matches)

    @property
    def alike(self) -> list[SearchHit]:
        """The matches without what is quite different."""
        return self.matches[: len(self.matches) - len(self.different)]

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

    The list is made of the 200 that come first; where there are more, `is_cut`.
    """
    dangers = dangers_in(query.query_text)
    meaning = understand(query.query_text, as_typed=query.as_typed, dangers=dangers)
    hits = nearest_hits(query, meaning)
    hits.sort(key=_order(query, meaning))
    matches = [hit for hit in hits if hit.has_facts]
    shown = matches[:MAX_RESULTS]
    kinds, kinds_are_about = _kinds_near(query, matches) if meaning.is_empty else ([], False)
    return SearchResults(
        query=query,
        dangers=dangers,
        matches=shown,
        not_known=[hit for hit in hits if not hit.has_facts],
        kinds=kinds,
        kinds_are_about=kinds_are_about,
        mended=meaning.mended,
        showing_for=" ".join(meaning.words) if meaning.mended and hits else "",
        different=_different(shown),
        has_some_words_only=bool(hits)
        and all(hit.words_matched < len(meaning.words) for hit in hits),
        is_cut=len(matches) > MAX_RESULTS,
    )


def _kinds_near(
    query: SearchQuery, matches: list[SearchHit]
) -> tuple[list[tuple[ActivityKind, int]], bool]:
    """Counted in the list where that is all there is; else about, as they once were by square."""
    if len(matches) > MAX_RESULTS or query.kind != ANY_KIND or query.wants_facts:
        return kind_counts(query.location, query.km), True
    return kinds_of(matches), False


def _different(hits: list[SearchHit]) -> list[SearchHit]:
    """What is of another kind than was named, if any is of that."""
    others = [hit for hit in hits if not hit.is_named_kind]
    return others if len(others) < len(hits) else []


def _order(query: SearchQuery, meaning: Meaning) -> Callable[[SearchHit], tuple]:
    """Who brings something: what wants that. With words: of the kind that they name, and how well
    it answers them. Then: has a known place, distance band without words, open to new people,
    suits what was asked, distance. Or the price, when that was chosen. Then the thing's own number,
    so that equals keep their places."""
    starting_point = query.starting_point
    parts = day_parts_said(query.query_text)
    purposes = PURPOSES_OF_STARTING_POINT[starting_point] if starting_point else frozenset()
    is_brought = starting_point is StartingPoint.BRING

    def sort_key(hit: SearchHit) -> tuple:
        place = (
            is_brought and purposes.isdisjoint(hit.purposes),
            not hit.is_named_kind,
            0 if meaning.is_empty else _relevance_band(hit, meaning, parts),
            not hit.has_location,
            bisect_left(BAND_EDGES_KM, hit.km) if meaning.is_empty else 0,
            -hit.openness,
            purposes.isdisjoint(hit.purposes),
            hit.km,
            hit.object_type,
            hit.object_id,
        )
        if query.order is Order.PRICE:
            return (hit.price_pence is None, hit.price_pence or 0, *place)
        return place

    return sort_key


def _relevance_band(hit: SearchHit, meaning: Meaning, parts: int) -> int:
    """The lower, the better it answers the words. `parts`: the times of day in them; what is known
    to be at others answers less well, and what nobody said of is not held against it."""
    times = 1 if meaning.likely_kinds.isdisjoint(hit.kinds) else OF_LIKELY_KIND
    if parts and hit.day_parts:
        times *= AT_THAT_TIME if parts & hit.day_parts else AT_ANOTHER_TIME
    return -math.floor(math.log(max(hit.relevance * times, 1e-9), RELEVANCE_STEP))
