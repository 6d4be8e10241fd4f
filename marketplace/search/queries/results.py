"""What is near a place, of all that can be found: at most three SQL statements."""

from dataclasses import dataclass, field

from community.places.activity_kinds import ActivityKind
from marketplace.search.queries.facets import kind_counts
from marketplace.search.queries.nearest import BAND_EDGES_KM, MAX_RESULTS, SearchHit, nearest_hits
from marketplace.search.queries.search_query import (
    PURPOSES_OF_STARTING_POINT,
    Order,
    SearchQuery,
    StartingPoint,
)
from marketplace.search.queries.spelling import correct_spelling, parse_words
from marketplace.search.rules.synonyms import skill_keywords

FEW_RESULTS = 3


@dataclass(frozen=True)
class SearchResults:
    """`not_known` are those of which a wanted fact is not known: never mixed with the matches.
    `showing_for` is what was searched, where that is not what was typed. `kinds` are counted only
    when no words were asked: they narrow a long list. Nothing may have all the words:
    `has_some_words_only`."""

    asked: SearchQuery
    matches: list[SearchHit] = field(default_factory=list)
    not_known: list[SearchHit] = field(default_factory=list)
    kinds: list[tuple[ActivityKind, int]] = field(default_factory=list)
    showing_for: str = ""
    has_some_words_only: bool = False
    is_cut: bool = False

    @property
    def is_thin(self) -> bool:
        """Too little to be sure that nothing is missing."""
        return len(self.matches) < FEW_RESULTS or self.has_some_words_only


def search_near(asked: SearchQuery) -> SearchResults:
    """Everything findable within `asked.miles`, in the order its sentence says.

    The list is made of the 200 nearest that match; where there are more, `is_cut`. When nothing
    has all the words, misspelt ones are mended and what has most of them is shown.
    """
    typed = searched = parse_words(asked.words)
    if asked.entrance is StartingPoint.BRING:
        typed = searched = skill_keywords(typed)
    rows = nearest_hits(asked, typed)
    if typed and not rows:
        searched = correct_spelling(typed)
    is_any_word = searched != typed or not rows and len(typed) > 1
    if is_any_word:
        rows = _with_most_words(nearest_hits(asked, searched, every=False))
    rows.sort(key=_order(asked))
    matches = [row for row in rows if row.has_facts]
    return SearchResults(
        asked=asked,
        matches=matches[:MAX_RESULTS],
        not_known=[row for row in rows if not row.has_facts],
        kinds=[] if typed else kind_counts(asked.place, asked.km),
        showing_for=" ".join(searched) if rows and searched != typed else "",
        has_some_words_only=is_any_word and any(row.matched < len(searched) for row in rows),
        is_cut=len(matches) > MAX_RESULTS,
    )


def _with_most_words(rows: list[SearchHit]) -> list[SearchHit]:
    most = max((row.matched for row in rows), default=0)
    return [row for row in rows if row.matched == most]


def _order(asked: SearchQuery):
    """Has a known place, distance band, open to new people, suits what was asked, distance. Or the
    price, when that was chosen. Then the thing's own number, so that equals keep their places."""

    suited = PURPOSES_OF_STARTING_POINT[asked.entrance] if asked.entrance else frozenset()

    def place_in_list(row: SearchHit):
        near = (
            not row.has_location,
            sum(row.km > edge for edge in BAND_EDGES_KM),
            -row.openness,
            suited.isdisjoint(row.purposes),
            -row.matched,
            not row.in_title,
            row.km,
            row.object_type,
            row.object_id,
        )
        if asked.order is Order.PRICE:
            return (row.price_pence is None, row.price_pence or 0, *near)
        return near

    return place_in_list
