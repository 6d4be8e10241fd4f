from django.db import connection

from community.places import grid
from community.places.activity_kinds import KINDS_BY_CODE, ActivityKind
from community.places.queries import Location


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
