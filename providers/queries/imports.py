"""What became of a reading of a directory, and the middle of an area."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Avg, Prefetch, Q

from community.common.refusals import or_not_found
from community.places.models.areas import Area
from community.places.models.postcodes import Postcode
from providers.models.imports import DirectorySource, ImportRow, ImportRun
from providers.rules.directories import SILENT_FOR
from providers.states import RowOutcome

MAX_READINGS = 10
GONE = (RowOutcome.HIDDEN, RowOutcome.LEFT)


@dataclass(frozen=True)
class ImportReport:
    """Every row accounted for. `omissions` counts what was left out of rows that are shown, as
    (note, how often), the most frequent first; of `private_rows` the place is kept back; of
    `kept_rows` something stayed as it was changed here; `left_rows` the feed no longer has, and
    whoever runs them looks after them here."""

    import_run: ImportRun
    rows: list[ImportRow]
    counts: dict[RowOutcome, int]
    rejected_rows: list[ImportRow]
    changed_rows: list[ImportRow]
    hidden_rows: list[ImportRow]
    left_rows: list[ImportRow]
    kept_rows: list[ImportRow]
    private_rows: list[ImportRow]
    omissions: list[tuple[str, int]]

    @property
    def rows_read(self) -> int:
        return sum(count for outcome, count in self.counts.items() if outcome not in GONE)


def import_report(import_run: ImportRun) -> ImportReport:
    rows = list(import_run.rows.order_by("position", "pk"))
    counts = Counter(row.outcome for row in rows)
    omissions = Counter(
        note
        for row in rows
        if row.outcome not in (RowOutcome.REJECTED, *GONE)
        for note in row.notes
    )
    return ImportReport(
        import_run=import_run,
        rows=rows,
        counts={outcome: counts[outcome] for outcome in RowOutcome},
        rejected_rows=[row for row in rows if row.outcome == RowOutcome.REJECTED],
        changed_rows=[row for row in rows if row.outcome == RowOutcome.CHANGED],
        hidden_rows=[row for row in rows if row.outcome == RowOutcome.HIDDEN],
        left_rows=[row for row in rows if row.outcome == RowOutcome.LEFT],
        kept_rows=[row for row in rows if row.kept],
        private_rows=[row for row in rows if row.is_place_private],
        omissions=omissions.most_common(),
    )


@dataclass(frozen=True)
class DirectorySummary:
    """Its last readings, the latest first."""

    source: DirectorySource
    readings: list[ImportRun]


def directories_of(area_ids: Collection[int]) -> list[DirectorySummary]:
    """Those read in these areas, by name."""
    latest = ImportRun.objects.order_by("-pk")[:MAX_READINGS]
    sources = DirectorySource.objects.filter(area_id__in=area_ids).order_by("name", "pk")
    return [
        DirectorySummary(source, source.latest)
        for source in sources.prefetch_related(Prefetch("import_runs", latest, to_attr="latest"))
    ]


def reading_report(reading_id: int, *, area_ids: Collection[int]) -> ImportReport:
    """Of a reading in one of these areas; any other is not found."""
    runs = ImportRun.objects.filter(area_id__in=area_ids).select_related("source")
    return import_report(or_not_found(runs.filter(pk=reading_id).first()))


def sources_due(now: datetime) -> list[int]:
    """The ids of the directories to be read by now, those that waited longest first."""
    due = DirectorySource.objects.filter(next_at__lte=now).order_by("next_at", "pk")
    return list(due.values_list("pk", flat=True))


def trials_to_run(now: datetime) -> list[int]:
    """The ids of the trials that wait, the oldest first; and of those that were cut off."""
    waiting = ImportRun.objects.filter(is_trial=True, finished_at=None, stopped_because="")
    due = waiting.filter(Q(alive_at=None) | Q(alive_at__lt=now - SILENT_FOR))
    return list(due.order_by("pk").values_list("pk", flat=True))


def area_centre(area: Area) -> tuple[float, float] | None:
    """The middle of an area's postcodes that are in use, or None where we have none of them."""
    centre = Postcode.objects.filter(
        authority_code=area.authority_code, ended_on__isnull=True, latitude__isnull=False
    ).aggregate(latitude=Avg("latitude"), longitude=Avg("longitude"))
    if centre["latitude"] is None:
        return None
    return round(centre["latitude"], 5), round(centre["longitude"], 5)
