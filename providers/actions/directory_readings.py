"""Reading a directory from its first page to its last: by hand, by night, or only to try."""

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import batched
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from community.common import clock
from community.common.refusals import Refused
from community.people.acting import SYSTEM
from community.places.actions.search_index import recount
from community.places.queries import find_location
from providers.actions.directory_sources import SourceFacts, save_source
from providers.actions.imported_listings import FallbackLocation
from providers.actions.imports import begin_import, finish_import, import_rows, stop_import
from providers.feed.errors import FeedError
from providers.feed.pages import pages
from providers.feed.rows.private import PlacesKeptBack
from providers.feed.service_details import ServiceDetails
from providers.models.imports import DirectorySource, ImportRun
from providers.queries.imports import ImportReport, area_centre, import_report
from providers.rules.directories import ReadByAnother

BATCH_ROWS = 100
MAX_SECONDS = 3600.0

type Batch = list[tuple[int, Any]]


class NoMiddle(Refused):
    code, field = "no_middle", "middle_postcode"


@dataclass(frozen=True)
class Reading:
    """What became of each row; nothing is hidden where it was not read whole."""

    report: ImportReport
    is_whole: bool


def read_directory(
    *,
    source_id: int,
    where: str = "",
    on_row: Callable[[int | None], object] | None = None,
    now: Callable[[], datetime] = clock.now,
) -> Reading:
    """At its own address, or at `where`: a file or an address. `on_row` is told how many rows there
    are, for each. FeedError when it cannot be read to its end, and then the rows before that are
    kept. An hour is the longest that it may take."""
    source = DirectorySource.objects.select_related("area").get(pk=source_id)
    fallback = _fallback(source)
    import_run = begin_import(source=source, now=now())
    rows = _FeedRows(where or source.address, on_row)
    try:
        _keep(import_run, rows.batches(), fallback, now)
    except FeedError as error:
        stop_import(import_run=import_run, because=str(error), now=now())
        recount()
        raise
    except ReadByAnother:
        raise
    except BaseException:
        stop_import(import_run=import_run, because=_("It was interrupted."), now=now())
        raise
    reading = _finish(import_run, rows, now())
    recount()
    return reading


def try_directory(
    *,
    facts: SourceFacts,
    where: str,
    on_row: Callable[[int | None], object] | None = None,
    now: Callable[[], datetime] = clock.now,
) -> Reading:
    """The same report, and nothing of it is kept. It is read first, so that nobody waits for
    somebody else's server meanwhile."""
    rows = _FeedRows(where, on_row)
    batches = list(rows.batches())
    with transaction.atomic():
        source = save_source(facts=facts, by=SYSTEM, now=now())
        fallback = _fallback(source)
        import_run = begin_import(source=source, now=now())
        _keep(import_run, batches, fallback, now)
        reading = _finish(import_run, rows, now())
        transaction.set_rollback(True)
    return reading


def _keep(
    import_run: ImportRun,
    batches: Iterable[Batch],
    fallback: FallbackLocation,
    now: Callable[[], datetime],
) -> None:
    places = PlacesKeptBack()
    for batch in batches:
        import_rows(import_run=import_run, rows=batch, fallback=fallback, places=places, now=now())


def _finish(import_run: ImportRun, rows: "_FeedRows", now: datetime) -> Reading:
    finish_import(import_run=import_run, is_whole=rows.is_whole, now=now)
    return Reading(import_report(import_run), rows.is_whole)


class _FeedRows:
    """The rows of a feed with their positions; `is_whole` once it was read to its end."""

    def __init__(self, where: str, on_row: Callable[[int | None], object] | None) -> None:
        self.where, self.on_row, self.is_whole = where, on_row or (lambda total: None), False

    def batches(self) -> Iterator[Batch]:
        position, total, is_last = 0, None, False
        details, until = ServiceDetails(), time.monotonic() + MAX_SECONDS
        for page in pages(self.where):
            total, is_last = page.total or total, page.is_last
            for batch in batched(page.rows, BATCH_ROWS):
                rows = []
                for row in batch:
                    _check_time(until)
                    position += 1
                    rows.append((position, details.complete_row(row, page.services)))
                    self.on_row(total)
                yield rows
            _check_time(until)
        self.is_whole = is_last and position > 0 and (total is None or position >= total)


def _check_time(until: float) -> None:
    if time.monotonic() > until:
        raise FeedError(_("It took longer than an hour to read."))


def _fallback(source: DirectorySource) -> FallbackLocation:
    """From the postcode given, else from the postcodes we have of the area."""
    if source.middle_postcode:
        location = find_location(source.middle_postcode)
        return FallbackLocation(location.latitude, location.longitude)
    centre = area_centre(source.area)
    if centre is None:
        raise NoMiddle(
            _("We have no postcodes of this area."),
            next_step=_("Load some first, or say with a postcode where its middle is."),
        )
    return FallbackLocation(*centre)
