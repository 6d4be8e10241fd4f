"""The results of one page as a map, and the same in words."""

from collections.abc import Collection
from dataclasses import dataclass
from itertools import groupby

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from frontend.components.blocks import ResultCard
from frontend.drawings.ring_map import MapPoint, RingMap, direction, ring_map
from frontend.templatetags.formats import distance_in_words
from marketplace.search.queries.nearest import SearchHit
from marketplace.search.queries.search_query import SearchQuery


@dataclass(frozen=True)
class PlacedCard:
    """`where`: from the middle, "to the north", or empty where it is as good as there; or how far
    the middle of its district is."""

    card: ResultCard
    where: str


@dataclass(frozen=True)
class ResultsMap:
    """`by_distance`: (how far, what is that far), nearest first, for the same numbers as `drawing`
    has. `by_district`: of which no more is known, or told, than a postcode's first half (P101);
    `without_place`: not even that. Neither is drawn. All three are whole: the drawing adds nothing.
    """

    drawing: RingMap | None
    middle: str
    by_distance: list[tuple[str, list[PlacedCard]]]
    by_district: list[PlacedCard]
    without_place: list[ResultCard]


def results_map(
    hits: Collection[SearchHit], cards: Collection[ResultCard], query: SearchQuery
) -> ResultsMap:
    """Of the hits of a page and their cards, in the same order; only these are numbered."""
    middle = (query.location.e, query.location.n)
    numbered = list(zip(hits, cards, strict=True))
    nearest_first = sorted(numbered, key=lambda pair: pair[0].km)
    placed = [
        (hit, card) for hit, card in nearest_first if hit.has_location and not hit.is_by_district
    ]
    by_distance = groupby(placed, key=lambda pair: distance_in_words(pair[0].km))
    return ResultsMap(
        drawing=ring_map(middle, [MapPoint(card.number, hit.e, hit.n) for hit, card in placed]),
        middle=query.location.label,
        by_distance=[
            (
                capfirst(far),
                [PlacedCard(card, _where(direction(middle, hit.e, hit.n))) for hit, card in pairs],
            )
            for far, pairs in by_distance
        ],
        by_district=[
            PlacedCard(card, distance_in_words(hit.km))
            for hit, card in nearest_first
            if hit.has_location and hit.is_by_district
        ],
        without_place=[card for hit, card in numbered if not hit.has_location],
    )


def _where(way: object) -> str:
    return _("to the %(direction)s") % {"direction": way} if way else ""
