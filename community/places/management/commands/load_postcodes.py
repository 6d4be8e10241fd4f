from collections import Counter
from itertools import batched
from pathlib import Path
from time import monotonic

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from community.places import postcode_files as sources
from community.places.actions.postcodes import LoadCounts, locate_outward_codes, save_postcodes

ROWS_AT_ONCE = 20_000


class Command(BaseCommand):
    help = (
        "Load postcodes from Code-Point Open or ONSPD, as CSV or the zip they come in. "
        "Each batch is kept as it is read: after a stop, start again; it goes on from there."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", nargs="+", type=Path)

    def handle(self, *, file, **options):
        started = monotonic()
        self.seen: Counter[str] = Counter()
        self.loaded = LoadCounts()
        for path in file:
            try:
                self._load(path)
            except OSError as error:
                raise CommandError(f"{path}: cannot be read ({error.strerror}).") from error
            except sources.DAMAGED_FILE_ERRORS as error:
                raise CommandError(
                    f"{path}: cannot be read. It is damaged, locked, or no file of postcodes."
                ) from error
        outward = locate_outward_codes()
        if not self.seen["rows"]:
            raise CommandError("There were no postcodes in this. It wants Code-Point or ONSPD.")
        self._report(outward, monotonic() - started)

    def _load(self, path):
        for sheet in sources.sheets(path):
            with tqdm(
                total=sheet.size, desc=sheet.name, unit="B", unit_scale=True, leave=False
            ) as bar:
                try:
                    for rows in batched(sources.rows_in(_counted(sheet.text, bar)), ROWS_AT_ONCE):
                        self._keep(rows)
                except sources.NotAPostcodeFile as found:
                    self.stdout.write(f"{sheet.name}: left out, it begins with “{found}”.")

    def _keep(self, rows):
        understood = [row for row in rows if row]
        self.loaded += save_postcodes(rows=understood)
        self.seen["rows"] += len(rows)
        self.seen["not understood"] += len(rows) - len(understood)
        self.seen["without a location"] += sum(row[1] is None for row in understood)
        self.seen["ended"] += sum(row[4] is not None for row in understood)

    def _report(self, outward, seconds):
        loaded, seen = self.loaded, self.seen
        self.stdout.write(
            f"{seen['rows']:,} rows: {loaded.made:,} new, {loaded.changed:,} changed, "
            f"{loaded.unchanged:,} unchanged, {seen['not understood']:,} not understood.\n"
            f"{seen['without a location']:,} have no location; {seen['ended']:,} have ended; "
            f"{outward:,} new outward codes.\n"
            f"{seconds:.0f} s, {seen['rows'] / max(seconds, 0.001):,.0f} rows a second."
        )


def _counted(lines, bar):
    for line in lines:
        bar.update(len(line))
        yield line
