"""Bring in a council's directory of services, and account for every row."""

from itertools import batched

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from community.common import clock
from community.common.refusals import Refused
from community.places.models.areas import Area
from community.places.queries import find_location
from providers.actions import imports as directory
from providers.feed.client import FeedError
from providers.feed.pages import pages
from providers.feed.service_details import ServiceDetails
from providers.queries.imports import area_centre, import_report

BATCH = 100


class Command(BaseCommand):
    help = (
        "Bring in an Open Referral UK feed (version 1 or 3) from a file or an address. "
        "Run it again at any time: only what has changed is written."
    )

    def add_arguments(self, parser):
        parser.add_argument("where", metavar="FILE_OR_URL")
        parser.add_argument("--area", help="the name of the area; not needed when one is open")
        parser.add_argument("--source", help="what the feed is called here; its area's, if unsaid")
        parser.add_argument(
            "--middle", metavar="POSTCODE", help="where to show what has no place of its own"
        )
        parser.add_argument("--quiet", action="store_true", help="no progress bar")

    def handle(self, *, where, area, source, middle, quiet, **options):
        area = _area(area)
        middle = _middle(area, middle)
        run = directory.begin_import(
            source=(source or f"directory:{area.authority_code}")[:80], area=area, now=clock.now()
        )
        try:
            is_whole = _read(run, where, middle, quiet)
        except FeedError as stopped:
            self._stop(run, str(stopped))
        except BaseException:
            directory.stop_import(run=run, because="It was interrupted.")
            raise
        directory.finish_import(run=run, is_whole=is_whole, now=clock.now())
        self._print(import_report(run))
        if not is_whole:
            self.stdout.write("The feed was not read whole, so nothing was hidden.")

    def _stop(self, run, because):
        directory.stop_import(run=run, because=because)
        report = import_report(run)
        self._print(report)
        raise CommandError(
            f"{because} It stopped after row {report.rows_read}; "
            "the rows before it are kept, nothing is half-written and nothing was hidden."
        )

    def _print(self, report):
        self.stdout.write(f"{report.rows_read} rows read:")
        for outcome, count in report.counts.items():
            self.stdout.write(f"  {count:>6}  {outcome.label}")
        if report.held_back:
            self.stdout.write("Held back:")
        for row in report.held_back:
            name = row.title or row.source_id or "no name"
            self.stdout.write(f"  row {row.position}: {name}: {' '.join(row.notes)}")
        if report.dropped:
            self.stdout.write("Left out of what is shown, or mended:")
        for note, count in report.dropped:
            self.stdout.write(f"  {count:>6}  {note}")


def _area(name) -> Area:
    areas = Area.objects.filter(is_open=True).order_by("pk")
    if name:
        areas = areas.filter(name=name)
    found = list(areas[:2])
    if len(found) == 1:
        return found[0]
    if name or not found:
        raise CommandError(f"There is no open area named {name}." if name else "No area is open.")
    raise CommandError("Several areas are open: say which with --area NAME.")


def _middle(area: Area, postcode) -> directory.FallbackLocation:
    """From the postcode given, else from the postcodes we have of the area."""
    if postcode:
        try:
            place = find_location(postcode)
        except Refused as no:
            raise CommandError(f"{no.message} {no.next_step}") from no
        return directory.FallbackLocation(place.latitude, place.longitude)
    found = area_centre(area)
    if found is None:
        raise CommandError(
            "We have no postcodes of this area. "
            "Load some first, or say where its middle is with --middle POSTCODE."
        )
    return directory.FallbackLocation(*found)


def _read(run, where, middle, quiet) -> bool:
    """Take in page after page; true when the feed was read whole."""
    position, total, is_last, details = 0, None, False, ServiceDetails()
    with tqdm(unit=" rows", disable=quiet or None) as bar:
        for page in pages(where):
            total, is_last = page.total or total, page.is_last
            bar.total = total
            for batch in batched(page.rows, BATCH):
                rows = []
                for row in batch:
                    position += 1
                    rows.append((position, details.whole(row, page.services)))
                    bar.update()
                directory.import_rows(run=run, rows=rows, middle=middle, now=clock.now())
    return is_last and position > 0 and (total is None or position >= total)
