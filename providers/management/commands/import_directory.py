"""Bring in a council's directory of services, and account for every row."""

from itertools import batched
from typing import Any, NoReturn

from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from community.common import clock
from community.common.refusals import Refused
from community.places.models.areas import Area
from community.places.queries import find_location
from providers.actions.imported_listings import FallbackLocation
from providers.actions.imports import begin_import, finish_import, import_rows, stop_import
from providers.feed.errors import FeedError
from providers.feed.pages import pages
from providers.feed.rows.private import PlacesKeptBack
from providers.feed.service_details import ServiceDetails
from providers.models.imports import ImportRun
from providers.queries.imports import ImportReport, area_centre, import_report
from providers.tasks import keep_back_with_others

BATCH_ROWS = 100


class Command(BaseCommand):
    help = (
        "Bring in an Open Referral UK feed (version 1 or 3) from a file or an address. "
        "Run it again at any time: only what has changed is written."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("where", metavar="FILE_OR_URL")
        parser.add_argument("--area", help="the name of the area; not needed when one is open")
        parser.add_argument("--source", help="what the feed is called here; its area's, if unsaid")
        parser.add_argument(
            "--middle", metavar="POSTCODE", help="where to show what has no place of its own"
        )
        parser.add_argument("--quiet", action="store_true", help="no progress bar")

    def handle(
        self,
        *,
        where: str,
        area: str | None,
        source: str | None,
        middle: str | None,
        quiet: bool,
        **options: Any,
    ) -> None:
        open_area = _area(area)
        fallback = _fallback(open_area, middle)
        feed = (source or f"directory:{open_area.authority_code}")[:80]
        import_run = begin_import(feed=feed, area=open_area, now=clock.now())
        try:
            is_whole = _read(import_run, where, fallback, quiet)
        except FeedError as error:
            self._stop(import_run, str(error))
        except BaseException:
            stop_import(import_run=import_run, because="It was interrupted.")
            raise
        finish_import(import_run=import_run, is_whole=is_whole, now=clock.now())
        keep_back_with_others()
        self._print(import_report(import_run))
        if not is_whole:
            self.stdout.write("The feed was not read whole, so nothing was hidden.")

    def _stop(self, import_run: ImportRun, because: str) -> NoReturn:
        stop_import(import_run=import_run, because=because)
        report = import_report(import_run)
        self._print(report)
        raise CommandError(
            f"{because} It stopped after row {report.rows_read}; "
            "the rows before it are kept, nothing is half-written and nothing was hidden."
        )

    def _print(self, report: ImportReport) -> None:
        self.stdout.write(f"{report.rows_read} rows read:")
        for outcome, count in report.counts.items():
            self.stdout.write(f"  {count:>6}  {outcome.label}")
        if report.rejected_rows:
            self.stdout.write("Held back:")
        for row in report.rejected_rows:
            name = row.title or row.feed_row_id or "no name"
            self.stdout.write(f"  row {row.position}: {name}: {' '.join(row.notes)}")
        if report.private_rows:
            self.stdout.write("Shown, and its place kept back:")
        for row in report.private_rows:
            self.stdout.write(f"  row {row.position}: {row.title}: {' '.join(row.notes)}")
        if report.omissions:
            self.stdout.write("Left out of what is shown, or mended:")
        for note, count in report.omissions:
            self.stdout.write(f"  {count:>6}  {note}")


def _area(name: str | None) -> Area:
    areas = Area.objects.filter(is_open=True).order_by("pk")
    if name:
        areas = areas.filter(name=name)
    first_two = list(areas[:2])
    if len(first_two) == 1:
        return first_two[0]
    if name or not first_two:
        raise CommandError(f"There is no open area named {name}." if name else "No area is open.")
    raise CommandError("Several areas are open: say which with --area NAME.")


def _fallback(area: Area, postcode: str | None) -> FallbackLocation:
    """From the postcode given, else from the postcodes we have of the area."""
    if postcode:
        try:
            location = find_location(postcode)
        except Refused as refusal:
            raise CommandError(f"{refusal.message} {refusal.next_step}") from refusal
        return FallbackLocation(location.latitude, location.longitude)
    centre = area_centre(area)
    if centre is None:
        raise CommandError(
            "We have no postcodes of this area. "
            "Load some first, or say where its middle is with --middle POSTCODE."
        )
    return FallbackLocation(*centre)


def _read(import_run: ImportRun, where: str, fallback: FallbackLocation, quiet: bool) -> bool:
    """Take in page after page; true when the feed was read whole."""
    position, total, is_last, details = 0, None, False, ServiceDetails()
    places = PlacesKeptBack()
    with tqdm(unit=" rows", disable=quiet or None) as bar:
        for page in pages(where):
            total, is_last = page.total or total, page.is_last
            bar.total = total
            for batch in batched(page.rows, BATCH_ROWS):
                rows = []
                for row in batch:
                    position += 1
                    rows.append((position, details.complete_row(row, page.services)))
                    bar.update()
                import_rows(
                    import_run=import_run,
                    rows=rows,
                    fallback=fallback,
                    places=places,
                    now=clock.now(),
                )
    return is_last and position > 0 and (total is None or position >= total)
