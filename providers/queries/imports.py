"""What became of a reading of a directory, and the middle of an area."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Avg, QuerySet

from community.places.models.areas import Area
from community.places.models.postcodes import Postcode
from providers.models.imports import ImportRow, ImportRun
from providers.states import RowOutcome


@dataclass(frozen=True)
class ImportReport:
    """Every row accounted for. `dropped` counts what was left out of rows that are shown."""

    run: ImportRun
    counts: dict[RowOutcome, int]
    held_back: list[ImportRow]
    dropped: list[tuple[str, int]]

    @property
    def rows_read(self) -> int:
        return sum(count for outcome, count in self.counts.items() if outcome != RowOutcome.HIDDEN)


def import_report(run: ImportRun) -> ImportReport:
    rows = list(run.rows.order_by("position", "pk"))
    counts = Counter(row.outcome for row in rows)
    dropped = Counter(
        note
        for row in rows
        if row.outcome not in (RowOutcome.HELD_BACK, RowOutcome.HIDDEN)
        for note in row.notes
    )
    return ImportReport(
        run=run,
        counts={outcome: counts[outcome] for outcome in RowOutcome},
        held_back=[row for row in rows if row.outcome == RowOutcome.HELD_BACK],
        dropped=dropped.most_common(),
    )


def runs_of(source: str) -> QuerySet[ImportRun]:
    """Every reading of a source, newest first."""
    return ImportRun.objects.filter(source=source).order_by("-began_at", "-pk")


def area_centre(area: Area) -> tuple[float, float] | None:
    """The middle of an area's postcodes that are in use, or None where we have none of them."""
    found = Postcode.objects.filter(
        authority_code=area.authority_code, ended_on__isnull=True, latitude__isnull=False
    ).aggregate(latitude=Avg("latitude"), longitude=Avg("longitude"))
    if found["latitude"] is None:
        return None
    return round(found["latitude"], 5), round(found["longitude"], 5)
