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


# Plain values: an enum's own operations cost more than the search.
FREE = frozenset({*(price.value for price in FREE_PRICES), NO_MONEY_NEEDED})
MAY_EMPLOY = frozenset(engager.value for engager in (*MAKES_AN_EMPLOYER, Engager.NOT_KNOWN))
YES = YesNoUnknown.YES.value


def facets_of(hits: Collection[SearchHit]) -> Facets:
    """Each counted by itself, over a list that is whole."""
    days = Counter(hit.days for hit in hits)
    day_parts = Counter(hit.day_parts for hit in hits)
    suits = Counter(fact for hit in hits for fact, answer in hit.suits.items() if answer == YES)
    return Facets(
        kinds=kinds_of(hits),
        days={day: _having(days, day.value) for day in Weekday},
        day_parts={part: _having(day_parts, part.value) for part in DayPart},
        suits={fact: suits[fact.value] for fact in SuitFact},
        free=sum(hit.price_kind in FREE for hit in hits),
        no_employer=sum(hit.engager not in MAY_EMPLOY for hit in hits),
    )


def kinds_of(hits: Collection[SearchHit]) -> list[tuple[ActivityKind, int]]:
    """How many of these are of each kind, most first."""
    kinds = Counter(code for hit in hits for code in hit.kinds if code in KINDS_BY_CODE)
    return [
        (KINDS_BY_CODE[code], count)
        for code, count in sorted(kinds.items(), key=lambda pair: (-pair[1], pair[0]))
    ]


def _having(counts: Counter[int], bit: int) -> int:
    return sum(count for bits, count in counts.items() if bits & bit)


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
