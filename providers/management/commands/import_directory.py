"""Bring in a council's directory of services, and account for every row."""

from collections.abc import Callable
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from community.common import clock
from community.common.refusals import Refused
from community.people.acting import SYSTEM
from community.places.models.areas import Area
from providers.actions.directory_readings import Reading, read_directory, try_directory
from providers.actions.directory_sources import SourceFacts, resume_source, save_source
from providers.feed.errors import FeedError
from providers.models.imports import DirectorySource
from providers.queries.imports import ImportReport, import_report
from providers.tasks import keep_back_with_others


class Command(BaseCommand):
    help = (
        "Bring in an Open Referral UK feed (version 1 or 3) from a file or an address. "
        "Run it again at any time: only what has changed is written. Without its licence nothing "
        "is brought in."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("where", metavar="FILE_OR_URL")
        parser.add_argument("--area", help="the name of the area; not needed when one is open")
        parser.add_argument("--source", help="what the feed is called here; its area's, if unsaid")
        parser.add_argument(
            "--licence", metavar="NAME", help="what it may be shown under; not needed again"
        )
        parser.add_argument("--licence-url", metavar="URL", help="where that licence stands")
        parser.add_argument(
            "--middle", metavar="POSTCODE", help="where to show what has no place of its own"
        )
        parser.add_argument("--nightly", action="store_true", help="read it by itself each night")
        parser.add_argument("--dry-run", action="store_true", help="report, and keep nothing")
        parser.add_argument("--quiet", action="store_true", help="no progress bar")

    def handle(
        self, *, where: str, quiet: bool, nightly: bool, dry_run: bool, **options: Any
    ) -> None:
        facts = _facts(where, _area(options["area"]), options)
        with tqdm(unit=" rows", disable=quiet or None) as bar:
            try:
                reading = self._read(facts, where, _ticking(bar), nightly, dry_run)
            except Refused as refusal:
                raise CommandError(f"{refusal.message} {refusal.next_step}".strip()) from refusal
        self._print(reading.report)
        if not reading.is_whole:
            self.stdout.write("The feed was not read whole, so nothing was hidden.")
        if dry_run:
            self.stdout.write("This was only tried: nothing of it was kept.")

    def _read(
        self,
        facts: SourceFacts,
        where: str,
        on_row: Callable[[int | None], object],
        nightly: bool,
        dry_run: bool,
    ) -> Reading:
        if dry_run:
            try:
                return try_directory(facts=facts, where=where, on_row=on_row)
            except FeedError as error:
                raise CommandError(f"{error} Nothing of it was kept.") from error
        source = save_source(facts=facts, by=SYSTEM, now=clock.now())
        if nightly:
            resume_source(source_id=source.pk, by=SYSTEM, now=clock.now())
        try:
            reading = read_directory(source_id=source.pk, where=where, on_row=on_row)
        except FeedError as error:
            report = import_report(source.import_runs.filter(is_trial=False).latest("pk"))
            self._print(report)
            raise CommandError(
                f"{error} It stopped after row {report.rows_read}; "
                "the rows before it are kept, nothing is half-written and nothing was hidden."
            ) from error
        keep_back_with_others()
        return reading

    def _print(self, report: ImportReport) -> None:
        self.stdout.write(f"{report.rows_read} rows read:")
        for outcome, count in report.counts.items():
            self.stdout.write(f"  {count:>6}  {outcome.label}")
        if report.rejected_rows:
            self.stdout.write("Held back:")
        for row in report.rejected_rows:
            name = row.title or row.feed_row_id or "no name"
            self.stdout.write(f"  row {row.position}: {name}: {' '.join(row.notes)}")
        if report.kept_rows:
            self.stdout.write("Kept as it was changed here, though the directory says otherwise:")
        for row in report.kept_rows:
            self.stdout.write(f"  row {row.position}: {row.title}: {row.kept_words}")
        if report.hidden_rows:
            self.stdout.write("Hidden, because it is no longer in the feed:")
        for row in report.hidden_rows:
            self.stdout.write(f"  {row.title}")
        if report.left_rows:
            self.stdout.write("No longer in the feed, and stays, as whoever runs it is here:")
        for row in report.left_rows:
            self.stdout.write(f"  {row.title}")
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


def _facts(where: str, area: Area, options: dict[str, Any]) -> SourceFacts:
    """What is not said again stays as it is known."""
    feed = (options["source"] or f"directory:{area.authority_code}")[:80]
    known = DirectorySource.objects.filter(feed=feed).first()
    is_address = where.startswith(("http://", "https://"))
    return SourceFacts(
        feed=feed,
        area=area,
        name=known.name if known else _name(options["source"], area),
        licence_name=options["licence"] or (known.licence_name if known else ""),
        licence_url=options["licence_url"] or (known.licence_url if known else ""),
        address=where if is_address else (known.address if known else ""),
        middle_postcode=options["middle"] or (known.middle_postcode if known else ""),
    )


def _name(source: str | None, area: Area) -> str:
    return (source or f"{area.council}: directory of services")[:160]


def _ticking(bar: tqdm) -> Callable[[int | None], object]:
    def on_row(total: int | None) -> None:
        bar.total = total
        bar.update()

    return on_row
