from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import connection, transaction

COLUMNS = "code, latitude, longitude, authority_code, ended_on"


@dataclass(frozen=True)
class Loaded:
    """What became of some rows of a file of postcodes."""

    made: int = 0
    changed: int = 0
    unchanged: int = 0

    def __add__(self, other: "Loaded") -> "Loaded":
        return Loaded(
            self.made + other.made,
            self.changed + other.changed,
            self.unchanged + other.unchanged,
        )


Row = tuple[str, float | None, float | None, str, date | None]


@transaction.atomic
def keep_postcodes(*, rows: Iterable[Row]) -> Loaded:
    """Add or correct postcodes: (code, latitude, longitude, authority's code, ended on).

    One statement over arrays, as fast as COPY into a staging table, which the app's role could
    not make: it owns nothing. Rows as they are already are not written.
    """
    latest = {row[0]: row for row in rows}
    columns = [list(column) for column in zip(*latest.values(), strict=True)] or [[]] * 5
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            WITH written AS (
                INSERT INTO places_postcode AS known ({COLUMNS})
                SELECT * FROM unnest(%s::text[], %s::float8[], %s::float8[], %s::text[], %s::date[])
                ON CONFLICT (code) DO UPDATE SET ({COLUMNS}) = ROW (EXCLUDED.*)
                WHERE known IS DISTINCT FROM EXCLUDED
                RETURNING xmax = 0 AS is_new
            )
            SELECT count(*) FILTER (WHERE is_new), count(*) FILTER (WHERE NOT is_new) FROM written
            """,
            columns,
        )
        made, changed = cursor.fetchone()
    return Loaded(made, changed, len(latest) - made - changed)


@transaction.atomic
def place_outward_codes() -> int:
    """Put each outward code that has units but is not known itself in the middle of them."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            INSERT INTO places_postcode ({COLUMNS})
            SELECT split_part(code, ' ', 1),
                round(avg(latitude)::numeric, 5), round(avg(longitude)::numeric, 5),
                mode() WITHIN GROUP (ORDER BY authority_code),
                CASE WHEN bool_and(ended_on IS NOT NULL) THEN max(ended_on) END
            FROM places_postcode WHERE code LIKE '%% %%'
            GROUP BY 1
            ON CONFLICT (code) DO NOTHING
            """
        )
        return cursor.rowcount
