"""The one statement that finds: written as SQL, because its shape is what makes it fast.

`kind = …`, `point(e, n) <@ box`, `words @@ …` and the order by `<->` are all answered by one index:
`search_entry_near`, or `search_entry_somewhere` for what has no known place. Anything else is
looked at in the few rows that are left.
"""

import json
from dataclasses import dataclass, fields
from typing import Any

from django.db import connection

from community.places import grid
from community.places.grid import KM_PER_MILE
from community.places.models.search_index import SEARCH_CONFIG
from community.places.queries import distance_km
from marketplace.search.queries.search_query import MILES, SearchQuery
from marketplace.search.rules.synonyms import synonyms_of
from providers.states import MAKES_AN_EMPLOYER, Engager, PriceKind

FREE_PRICES = (PriceKind.FREE, PriceKind.GRANT)
NO_MONEY_NEEDED = ""  # of a group: being in it costs nothing

MAX_RESULTS = 200
MAX_UNKNOWN_RESULTS = 60
EXTRA_ROWS = 30

# The grid stretches by under a four-hundredth, so a circle this much wider misses nothing.
RADIUS_MARGIN = 1.004
# `grid.ground_km` is true to one part in twenty thousand: this near an edge, geopy decides.
BAND_EDGE_MARGIN = 1e-4
BAND_EDGES_KM = tuple(miles * KM_PER_MILE for miles in MILES)


@dataclass(slots=True)
class SearchHit:
    """One thing as its card shows it, and what puts it in its place in the list.

    `has_facts`: every wanted fact is known to be so. `words_matched`: how many of the words
    it has.
    """

    object_type: str
    object_id: int
    group_id: int | None
    title: str
    summary: str
    latitude: float
    longitude: float
    e: float
    n: float
    has_location: bool
    is_by_district: bool
    openness: int
    price_kind: str
    price_words: str
    price_pence: int | None
    engager: str
    purposes: list[str]
    place_words: str
    when_words: str
    is_example: bool
    suits: dict[str, str]
    quality: dict[str, str]
    kinds: list[int]
    days: int
    day_parts: int
    has_facts: bool
    words_matched: int
    in_title: bool
    km: float = 0.0


COMPUTED_FIELDS = {"has_facts", "words_matched", "in_title", "km"}
COLUMNS = ", ".join(
    column.name for column in fields(SearchHit) if column.name not in COMPUTED_FIELDS
)
# What narrows could lead the index across the country; without, the nearest come at once.
IN_BOX = (
    "point(e, n) <@ box(point(%(e)s - %(reach)s, %(n)s - %(reach)s),"
    " point(%(e)s + %(reach)s, %(n)s + %(reach)s))"
)


def nearest_hits(query: SearchQuery, words: list[str], *, every: bool = True) -> list[SearchHit]:
    """What matches nearest by, with its distance: a few more than are shown. `every` word, or any.

    What has no known place, and is kept in the middle of its area, only fills what those leave.
    Where facts are wanted, what is not known to have them follows, with `has_facts` false.
    """
    sql, params = _statement(query, words, every=every)
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        hits = [SearchHit(*row) for row in cursor.fetchall()]
    for hit in hits:
        hit.suits, hit.quality = _parse_facts(hit.suits), _parse_facts(hit.quality)
        hit.km = _km(query, hit)
    return [hit for hit in hits if hit.km <= query.km]


def _statement(query: SearchQuery, words: list[str], *, every: bool) -> tuple[str, dict[str, Any]]:
    params: dict[str, Any] = {
        "kind": query.kind,
        "e": query.location.e,
        "n": query.location.n,
        "reach": query.km * 1000 * RADIUS_MARGIN,
        "config": SEARCH_CONFIG,
    }
    conditions, rank_columns = ["kind = %(kind)s"], "0, false"
    if words:
        has_words, rank_columns = _word_conditions(words, params, every=every)
        conditions.append(has_words)
    if words or query.wants_facts:
        conditions.append(IN_BOX)
    certain, excluded = _fact_conditions(query, params)
    if not certain:
        return _select(conditions, f"true, {rank_columns}", MAX_RESULTS + EXTRA_ROWS), params
    unsure = [f"NOT ({' AND '.join(certain)})", f"NOT (({') OR ('.join(excluded)}))"]
    return (
        f"{_select(conditions + certain, f'true, {rank_columns}', MAX_RESULTS + EXTRA_ROWS)}"
        f" UNION ALL {_select(conditions + unsure, f'false, {rank_columns}', MAX_UNKNOWN_RESULTS)}",
        params,
    )


def _select(conditions: list[str], computed_columns: str, limit: int) -> str:
    """The nearest with a known place; what has none only fills what those leave: without an order
    of its own, the second part is not begun where the first has enough."""
    parts = " UNION ALL ".join(
        f"(SELECT {COLUMNS}, {computed_columns} FROM places_searchentry"
        f" WHERE {' AND '.join([has_location, *conditions])}"
        f" ORDER BY point(e, n) <-> point(%(e)s, %(n)s) LIMIT {limit})"
        for has_location in ("has_location", "NOT has_location")
    )
    return f"({parts} LIMIT {limit})"


def _word_conditions(words: list[str], params: dict[str, Any], *, every: bool) -> tuple[str, str]:
    """The condition that a thing has the words; and, as columns, how many of them it has and
    whether one is in its title. What they compare with is put into `params`."""
    tsqueries = {f"word{number}": _tsquery(word) for number, word in enumerate(words)}
    params |= tsqueries
    params["all_words"] = " & ".join(tsqueries.values())
    params["any_word"] = " | ".join(tsqueries.values())
    has_words = f"words @@ {_to_tsquery('all_words' if every else 'any_word')}"
    words_matched = " + ".join(f"(words @@ {_to_tsquery(name)})::int" for name in tsqueries)
    in_title = f"ts_filter(words, '{{a}}') @@ {_to_tsquery('any_word')}"
    return has_words, f"{words_matched}, {in_title}"


def _fact_conditions(query: SearchQuery, params: dict[str, Any]) -> tuple[list[str], list[str]]:
    """What makes a thing certainly as asked, and what certainly not. The rest is not known. What
    they compare with is put into `params`."""
    certain, excluded = [], []
    if query.suits:
        params["so"] = json.dumps(dict.fromkeys(query.suits, "yes"))
        params["not_so"] = [json.dumps({fact: "no"}) for fact in query.suits]
        certain.append("suits @> %(so)s::jsonb")
        excluded.append("suits @> ANY(%(not_so)s::jsonb[])")
    if query.free_only:
        params["free"] = [price.value for price in FREE_PRICES] + [NO_MONEY_NEEDED]
        params["price_not_known"] = PriceKind.NOT_KNOWN.value
        certain.append("price_kind = ANY(%(free)s)")
        excluded.append("price_kind <> ALL(%(free)s) AND price_kind <> %(price_not_known)s")
    for column, asked in (("days", query.day), ("day_parts", query.day_part)):
        if asked:
            params[column] = asked.value
            certain.append(f"{column} & %({column})s <> 0")
            excluded.append(f"{column} <> 0 AND {column} & %({column})s = 0")
    if query.no_employer:
        params["employer"] = [engager.value for engager in MAKES_AN_EMPLOYER]
        params["not_known"] = Engager.NOT_KNOWN.value
        certain.append("engager <> ALL(%(employer)s) AND engager <> %(not_known)s")
        excluded.append("engager = ANY(%(employer)s)")
    return certain, excluded


def _tsquery(word: str) -> str:
    """The word, or one that means the same here. A typed word is letters and numbers only, so
    quotes hold it; and it is a parameter, so that nothing rests on that alone."""
    return "(" + " | ".join(f"'{same}'" for same in (word, *synonyms_of(word))) + ")"


def _to_tsquery(name: str) -> str:
    return f"to_tsquery(%(config)s::regconfig, %({name})s)"


def _parse_facts(value: Any) -> dict[str, str]:
    """Django has JSON sent as text; most of these are empty."""
    return {} if value == "{}" else json.loads(value)


def _km(query: SearchQuery, hit: SearchHit) -> float:
    location = query.location
    km = grid.ground_km((location.e, location.n), (hit.e, hit.n))
    for edge in BAND_EDGES_KM:
        if abs(km - edge) < edge * BAND_EDGE_MARGIN:
            return distance_km(location, hit)
    return km
