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
    """About how many things of each kind are within `km`, most first.

    In the 2 km squares that lie whole within it, as many as there were when they were last counted;
    in those at its edge, as many as there are now, by distance on the grid.
    """
    metres = km * 1000
    inside, edge = grid.grid_cells_of_circle(location.e, location.n, metres)
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT kind, sum(things)::int AS things FROM (
                SELECT kind, things FROM places_kindcount WHERE grid_cell = ANY(%(inside)s)
                UNION ALL
                SELECT kind, 1 FROM places_searchentry
                WHERE grid_cell = ANY(%(edge)s) AND kind > 0
                    AND (e - %(e)s) * (e - %(e)s) + (n - %(n)s) * (n - %(n)s) <= %(reach)s
            ) AS counted
            GROUP BY kind ORDER BY things DESC, kind
            """,
            {
                "inside": inside,
                "edge": edge,
                "e": location.e,
                "n": location.n,
                "reach": metres * metres,
            },
        )
        return [
            (KINDS_BY_CODE[code], count)
            for code, count in cursor.fetchall()
            if code in KINDS_BY_CODE
        ]
