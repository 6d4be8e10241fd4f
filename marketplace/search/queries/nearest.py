"""The one statement that finds: written as SQL, because its shape is what makes it fast.

`kind = …`, `point(e, n) <@ box`, `words @@ …` and the order by `<->` are all answered by one index:
`search_entry_near`, or `search_entry_somewhere` for what has no known place. Anything else is
looked at in the few rows that are left. Without words the nearest come; with words those that
answer them best.
"""

import json
import math
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import Any

from django.db import connection

from community.places import grid
from community.places.grid import KM_PER_MILE
from community.places.queries import distance_km
from marketplace.search.queries.search_query import MILES, SearchQuery
from marketplace.search.queries.understanding import Meaning
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
ABOUT_BAND_EDGES_KM = tuple(
    (edge * (1 - BAND_EDGE_MARGIN), edge * (1 + BAND_EDGE_MARGIN)) for edge in BAND_EDGES_KM
)


@dataclass(slots=True)
class SearchHit:
    """One thing as its card shows it, and what puts it in its place in the list.

    `has_facts`: every wanted fact is known to be so. `relevance`: how well it answers the words,
    beside others in this list; `words_matched`: how many of them it has; `is_named_kind`: it is of
    the kind of thing that they name.
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
    relevance: float
    words_matched: int
    is_named_kind: bool = False
    km: float = 0.0


COMPUTED_FIELDS = {"has_facts", "relevance", "words_matched", "is_named_kind", "km"}
COLUMNS = ", ".join(
    column.name for column in fields(SearchHit) if column.name not in COMPUTED_FIELDS
)
# What narrows could lead the index across the country; without, the nearest come at once.
IN_BOX = (
    "point(e, n) <@ box(point(%(e)s - %(reach)s, %(n)s - %(reach)s),"
    " point(%(e)s + %(reach)s, %(n)s + %(reach)s))"
)
# With words the best are wanted, wherever they are: what is beyond must take nobody's place.
IN_CIRCLE = "point(e, n) <-> point(%(e)s, %(n)s) <= %(reach)s"
NEAREST_FIRST = "point(e, n) <-> point(%(e)s, %(n)s)"
BEST_FIRST = "relevance DESC, object_type, object_id"
# What a word weighs in place, summary or kinds, further words, title.
WEIGHTS = "'{0.3, 0.4, 0.6, 1}'"
# Stems that weigh nearly the same are asked for at once, and weigh the same.
WEIGHT_STEP = 1.25


def nearest_hits(query: SearchQuery, meaning: Meaning) -> list[SearchHit]:
    """What matches, with its distance: without words what is nearest, with words what has any stem
    of their meaning and answers it best; a few more than are shown.

    What has no known place, and is kept in the middle of its area, only fills what those leave.
    Where facts are wanted, what is not known to have them follows, with `has_facts` false.
    """
    sql, params = _statement(query, meaning)
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        hits = [SearchHit(*row) for row in cursor.fetchall()]
    for hit in hits:
        hit.suits, hit.quality = _parse_facts(hit.suits), _parse_facts(hit.quality)
        hit.is_named_kind = not meaning.kinds.isdisjoint(hit.kinds)
        hit.km = _km(query, hit)
    return [hit for hit in hits if hit.km <= query.km]


def _statement(query: SearchQuery, meaning: Meaning) -> tuple[str, dict[str, Any]]:
    params: dict[str, Any] = {
        "kind": query.kind,
        "e": query.location.e,
        "n": query.location.n,
        "reach": query.km * 1000 * RADIUS_MARGIN,
    }
    conditions, relevance = ["kind = %(kind)s"], "0"
    if not meaning.is_empty:
        conditions += ["words @@ %(any_stem)s::tsquery", IN_CIRCLE]
        params["any_stem"] = " | ".join(
            [
                *(_tsquery([stem], "|") for stem in meaning.weights),
                *(f"({_tsquery(run, '<->')})" for runs in meaning.instead for run in runs),
            ]
        )
        relevance = _relevance(meaning, params)
    if not meaning.is_empty or query.wants_facts:
        conditions.append(IN_BOX)
    certain, excluded = _fact_conditions(query, params)
    order = NEAREST_FIRST if meaning.is_empty else BEST_FIRST
    matches = _select(conditions + certain, "true", relevance, order, MAX_RESULTS + EXTRA_ROWS)
    if certain:
        unsure = [f"NOT ({' AND '.join(certain)})", f"NOT (({') OR ('.join(excluded)}))"]
        not_known = _select(conditions + unsure, "false", relevance, order, MAX_UNKNOWN_RESULTS)
        matches = f"{matches} UNION ALL {not_known}"
    return (
        f"SELECT {COLUMNS}, has_facts, relevance, {_words_matched(meaning, params)}"
        f" FROM ({matches}) AS found",
        params,
    )


def _select(conditions: list[str], has_facts: str, relevance: str, order: str, limit: int) -> str:
    """The first by an order. Where the nearest come, what has no known place only fills what those
    leave: without an order of its own, the second part is not begun where the first has enough."""
    parts = " UNION ALL ".join(
        f"(SELECT {COLUMNS}, words, {has_facts} AS has_facts, {relevance} AS relevance"
        f" FROM places_searchentry WHERE {' AND '.join([has_location, *conditions])}"
        f" ORDER BY {order} LIMIT {limit})"
        for has_location in ("has_location", "NOT has_location")
    )
    return f"({parts} {f'ORDER BY {order}' if order == BEST_FIRST else ''} LIMIT {limit})"


def _relevance(meaning: Meaning, params: dict[str, Any]) -> str:
    """The sum, over all stems and runs of them, of their weight times `ts_rank`, which tells how
    often and where in a thing's text one stands, and of a run how near each other its stems are. Of
    several stems at once it gives the mean. What they compare with is put into `params`."""
    steps: dict[int, list[str]] = defaultdict(list)
    for stem, weight in meaning.weights.items():
        steps[round(math.log(weight, WEIGHT_STEP))].append(stem)
    terms = []
    for number, (step, stems) in enumerate(sorted(steps.items())):
        params[f"stems{number}"] = _tsquery(stems, "|")
        params[f"weight{number}"] = WEIGHT_STEP**step * len(stems)
        terms.append(f"%(weight{number})s * ts_rank({WEIGHTS}, words, %(stems{number})s::tsquery)")
    for number, (run, weight) in enumerate(meaning.together.items()):
        params[f"run{number}"] = _tsquery(run, "&")
        params[f"extra{number}"] = weight
        terms.append(f"%(extra{number})s * ts_rank({WEIGHTS}, words, %(run{number})s::tsquery)")
    return " + ".join(terms) or "0"


def _words_matched(meaning: Meaning, params: dict[str, Any]) -> str:
    """How many of the words a thing has: asked of the few that are left."""
    for number, (stems, runs) in enumerate(zip(meaning.stems, meaning.instead, strict=True)):
        ways = [_tsquery(stems, "&"), *(f"({_tsquery(run, '<->')})" for run in runs)]
        params[f"word{number}"] = " | ".join(ways)
    counts = [f"(words @@ %(word{n})s::tsquery)::int" for n in range(len(meaning.stems))]
    return " + ".join(counts) or "0"


def _tsquery(stems: Iterable[str], between: str) -> str:
    """Stems as PostgreSQL reads them, quoted; it is a parameter, so that nothing rests on that."""
    escaped = (stem.replace("\\", "\\\\").replace("'", "''") for stem in stems)
    return f" {between} ".join(f"'{stem}'" for stem in escaped)


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


def _parse_facts(value: Any) -> dict[str, str]:
    """Django has JSON sent as text; most of these are empty."""
    return {} if value == "{}" else json.loads(value)


def _km(query: SearchQuery, hit: SearchHit) -> float:
    location = query.location
    km = grid.ground_km((location.e, location.n), (hit.e, hit.n))
    for nearer, farther in ABOUT_BAND_EDGES_KM:
        if nearer < km < farther:
            return distance_km(location, hit)
    return km
