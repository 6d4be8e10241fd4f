"""How many of what is near would stay, by each further choice."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db import connection

from community.places import grid
from community.places.activity_kinds import KINDS_BY_CODE, ActivityKind
from community.places.days_said import DayPart, Weekday
from community.places.queries import Location
from marketplace.search.queries.nearest import FREE_PRICES, NO_MONEY_NEEDED, SearchHit
from providers.states import MAKES_AN_EMPLOYER, Engager, SuitFact, YesNoUnknown


@dataclass(frozen=True)
class Facets:
    """Of the things in a list: how many are known to be so. What is not known is in none."""

    kinds: list[tuple[ActivityKind, int]]
    days: Mapping[Weekday, int]
    day_parts: Mapping[DayPart, int]
    suits: Mapping[SuitFact, int]
    free: int
    no_employer: int


def facets_of(hits: Collection[SearchHit]) -> Facets:
    """Each counted by itself, over a list that is whole."""
    free = {*FREE_PRICES, NO_MONEY_NEEDED}
    may_employ = {*MAKES_AN_EMPLOYER, Engager.NOT_KNOWN}
    kinds = Counter(code for hit in hits for code in hit.kinds if code in KINDS_BY_CODE)
    return Facets(
        kinds=[
            (KINDS_BY_CODE[code], count)
            for code, count in sorted(kinds.items(), key=lambda pair: (-pair[1], pair[0]))
        ],
        days={day: sum(bool(hit.days & day) for hit in hits) for day in Weekday},
        day_parts={part: sum(bool(hit.day_parts & part) for hit in hits) for part in DayPart},
        suits={
            fact: sum(hit.suits.get(fact) == YesNoUnknown.YES for hit in hits) for fact in SuitFact
        },
        free=sum(hit.price_kind in free for hit in hits),
        no_employer=sum(hit.engager not in may_employ for hit in hits),
    )


def kind_counts(location: Location, km: float) -> list[tuple[ActivityKind, int]]:
    """How many things of each kind are within `km`, most first.

    Counted from the covering index of 2 km squares, by distance on the grid: at the very edge it
    may differ by one from the list.
    """
    metres = km * 1000
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT kind, count(*) FROM places_searchentry
            WHERE grid_cell = ANY(%s) AND kind > 0
                AND (e - %s) * (e - %s) + (n - %s) * (n - %s) <= %s
            GROUP BY kind ORDER BY count(*) DESC, kind
            """,
            [
                grid.grid_cells_around(location.e, location.n, metres),
                location.e,
                location.e,
                location.n,
                location.n,
                metres * metres,
            ],
        )
        return [
            (KINDS_BY_CODE[code], count)
            for code, count in cursor.fetchall()
            if code in KINDS_BY_CODE
        ]
