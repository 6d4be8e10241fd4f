from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection, transaction

from community.places.postcode_files import PostcodeRow

COLUMNS = "code, latitude, longitude, authority_code, ended_on"


@dataclass(frozen=True)
class LoadCounts:
    """What became of some rows of a file of postcodes."""

    added: int = 0
    changed: int = 0
    unchanged: int = 0

    def __add__(self, other: "LoadCounts") -> "LoadCounts":
        return LoadCounts(
            self.added + other.added,
            self.changed + other.changed,
            self.unchanged + other.unchanged,
        )


@transaction.atomic
def save_postcodes(*, rows: Iterable[PostcodeRow], correct: bool = True) -> LoadCounts:
    """Add postcodes, and correct those that are there unless told not to.

    One statement over arrays, as fast as COPY into a staging table, which the app's role could
    not make: it owns nothing. Rows as they are already are not written.
    """
    rows = list(rows)
    latest = {row[0]: row for row in rows}  # a statement may not touch one row twice
    columns = [list(column) for column in zip(*latest.values(), strict=True)] or [[]] * 5
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            WITH written AS (
                INSERT INTO places_postcode AS known ({COLUMNS})
                SELECT * FROM unnest(%s::text[], %s::float8[], %s::float8[], %s::text[], %s::date[])
                ON CONFLICT (code) DO UPDATE SET ({COLUMNS}) = ROW (EXCLUDED.*)
                WHERE %s AND known IS DISTINCT FROM EXCLUDED
                RETURNING xmax = 0 AS is_new
            )
            SELECT count(*) FILTER (WHERE is_new), count(*) FILTER (WHERE NOT is_new) FROM written
            """,
            [*columns, correct],
        )
        added, changed = cursor.fetchone()
    return LoadCounts(added, changed, len(rows) - added - changed)


@transaction.atomic
def locate_outward_codes() -> int:
    """Put each outward code that has units, and no place of its own, in the middle of them."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            INSERT INTO places_postcode AS known ({COLUMNS})
            SELECT split_part(code, ' ', 1),
                round(avg(latitude)::numeric, 5), round(avg(longitude)::numeric, 5),
                mode() WITHIN GROUP (ORDER BY authority_code),
                CASE WHEN bool_and(ended_on IS NOT NULL) THEN max(ended_on) END
            FROM places_postcode WHERE code LIKE '%% %%'
            GROUP BY 1
            ON CONFLICT (code) DO UPDATE SET ({COLUMNS}) = ROW (EXCLUDED.*)
            WHERE known.latitude IS NULL AND EXCLUDED.latitude IS NOT NULL
            """
        )
        return cursor.rowcount
