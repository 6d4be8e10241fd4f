"""The one statement that finds: written as SQL, because its shape is what makes it fast.

`kind = …`, `point(e, n) <@ box`, `words @@ …` and the order by `<->` are all answered by one index:
`search_entry_near`, or `search_entry_somewhere` for what has no known place. Anything else is looked at in
the few rows that are left.
"""

import json
from dataclasses import dataclass, fields

from django.db import connection

from community.places import grid
from community.places.models.search_index import SEARCH_CONFIG
from community.places.queries import distance_km
from marketplace.search.queries.search_query import KM_PER_MILE, MILES, SearchQuery
from marketplace.search.rules.synonyms import synonyms_of
from providers.states import Engager, PriceKind

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

    `has_facts`: every wanted fact is known to be so. `matched`: how many of the words it has.
    """

    object_type: str
    object_id: int
    title: str
    summary: str
    latitude: float
    longitude: float
    e: float
    n: float
    has_location: bool
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
    has_facts: bool
    matched: int
    in_title: bool
    km: float = 0.0


COMPUTED_FIELDS = {"has_facts", "matched", "in_title", "km"}
COLUMNS = ", ".join(
    column.name for column in fields(SearchHit) if column.name not in COMPUTED_FIELDS
)


def nearest_hits(asked: SearchQuery, words: list[str], *, every: bool = True) -> list[SearchHit]:
    """What matches nearest by, with its distance: a few more than are shown. `every` word, or any.

    What has no known place, and is kept in the middle of its area, only fills what those leave.
    Where facts are wanted, what is not known to have them follows, with `has_facts` false.
    """
    sql, said = _statement(asked, words, every=every)
    with connection.cursor() as cursor:
        cursor.execute(sql, said)
        found = [SearchHit(*row) for row in cursor.fetchall()]
    for row in found:
        row.suits, row.quality = _facts_in(row.suits), _facts_in(row.quality)
        row.km = _km(asked, row)
    return [row for row in found if row.km <= asked.km]


def _statement(asked: SearchQuery, words: list[str], *, every: bool) -> tuple[str, dict]:
    place, reach = asked.place, asked.km * 1000 * RADIUS_MARGIN
    said = {"kind": asked.kind, "e": place.e, "n": place.n, "reach": reach, "config": SEARCH_CONFIG}
    where = ["kind = %(kind)s"]
    matched, in_title = "0", "false"
    if words:
        queries = {f"word{number}": _tsquery(word) for number, word in enumerate(words)}
        said |= queries | {
            "all_words": " & ".join(queries.values()),
            "any_word": " | ".join(queries.values()),
        }
        where.append(f"words @@ {_parsed('all_words' if every else 'any_word')}")
        matched = " + ".join(f"(words @@ {_parsed(name)})::int" for name in queries)
        in_title = f"ts_filter(words, '{{a}}') @@ {_parsed('any_word')}"
    if asked.free_only:
        where.append("price_kind = ANY(%(free)s)")
        said["free"] = [PriceKind.FREE.value, PriceKind.GRANT.value]
    if words or asked.free_only or asked.wants_facts:
        # What narrows could lead the index across the country; without, the nearest come at once.
        where.append(
            "point(e, n) <@ box(point(%(e)s - %(reach)s, %(n)s - %(reach)s),"
            " point(%(e)s + %(reach)s, %(n)s + %(reach)s))"
        )

    def select(conditions: list[str], has_facts: str, most: int) -> str:
        # Without an order of its own, the second is not begun where the first has enough.
        each = " UNION ALL ".join(
            f"(SELECT {COLUMNS}, {has_facts}, {matched}, {in_title} FROM places_searchentry"
            f" WHERE {' AND '.join([has_location, *conditions])}"
            f" ORDER BY point(e, n) <-> point(%(e)s, %(n)s) LIMIT {most})"
            for has_location in ("has_location", "NOT has_location")
        )
        return f"({each} LIMIT {most})"

    certain, excluded = _facts(asked, said)
    if not certain:
        return select(where, "true", MAX_RESULTS + EXTRA_ROWS), said
    unsure = [f"NOT ({' AND '.join(certain)})", f"NOT ({' OR '.join(excluded)})"]
    return (
        f"{select(where + certain, 'true', MAX_RESULTS + EXTRA_ROWS)} UNION ALL"
        f" {select(where + unsure, 'false', MAX_UNKNOWN_RESULTS)}",
        said,
    )


def _facts(asked: SearchQuery, said: dict) -> tuple[list[str], list[str]]:
    """What makes a thing certainly as asked, and what certainly not. The rest is not known."""
    certain, excluded = [], []
    if asked.suits:
        said["so"] = json.dumps(dict.fromkeys(asked.suits, "yes"))
        said["not_so"] = [json.dumps({fact: "no"}) for fact in asked.suits]
        certain.append("suits @> %(so)s::jsonb")
        excluded.append("suits @> ANY(%(not_so)s::jsonb[])")
    if asked.no_employer:
        said["you"], said["not_known"] = Engager.YOU.value, Engager.NOT_KNOWN.value
        certain.append("engager NOT IN (%(you)s, %(not_known)s)")
        excluded.append("engager = %(you)s")
    return certain, excluded


def _tsquery(word: str) -> str:
    """The word, or one that means the same here. A typed word is letters and numbers only, so
    quotes hold it; and it is a parameter, so that nothing rests on that alone."""
    return "(" + " | ".join(f"'{same}'" for same in (word, *synonyms_of(word))) + ")"


def _parsed(name: str) -> str:
    return f"to_tsquery(%(config)s::regconfig, %({name})s)"


def _facts_in(kept) -> dict[str, str]:
    """Django has JSON sent as text; most of these are empty."""
    return {} if kept == "{}" else json.loads(kept)


def _km(asked: SearchQuery, found: SearchHit) -> float:
    km = grid.ground_km((asked.place.e, asked.place.n), (found.e, found.n))
    for edge in BAND_EDGES_KM:
        if abs(km - edge) < edge * BAND_EDGE_MARGIN:
            return distance_km(asked.place, found)
    return km
