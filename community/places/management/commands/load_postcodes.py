from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import batched
from pathlib import Path
from time import monotonic
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from tqdm import tqdm

from community.places.actions.postcodes import LoadCounts, locate_outward_codes, save_postcodes
from community.places.postcode_files import (
    DAMAGED_FILE_ERRORS,
    NotAPostcodeFile,
    NotUnderstood,
    PostcodeRow,
    rows_in,
    sheets,
)

ROWS_AT_ONCE = 20_000
MISREAD_SHOWN = 20


class Command(BaseCommand):
    help = (
        "Load postcodes from Code-Point Open or ONSPD, as CSV or the zip they come in. "
        "Each batch is kept as it is read: after a stop, start again; it goes on from there."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", nargs="+", type=Path)

    def handle(self, *, file: list[Path], **options: Any) -> None:
        started = monotonic()
        self.row_counts: Counter[str] = Counter()
        self.load_counts = LoadCounts()
        self.misread: list[str] = []
        for path in file:
            try:
                self._load(path)
            except OSError as error:
                raise CommandError(f"{path}: cannot be read ({error.strerror}).") from error
            except DAMAGED_FILE_ERRORS as error:
                raise CommandError(
                    f"{path}: cannot be read. It is damaged, locked, or no file of postcodes."
                ) from error
        outward_count = locate_outward_codes()
        if not self.row_counts["rows"]:
            raise CommandError("There were no postcodes in this. It wants Code-Point or ONSPD.")
        self._report(outward_count, monotonic() - started)

    def _load(self, path: Path) -> None:
        for sheet in sheets(path):
            with tqdm(
                total=sheet.size, desc=sheet.name, unit="B", unit_scale=True, leave=False
            ) as bar:
                try:
                    for rows in batched(rows_in(_with_progress(sheet.text, bar)), ROWS_AT_ONCE):
                        self._save(sheet.name, rows)
                except NotAPostcodeFile as error:
                    self.stdout.write(f"{sheet.name}: left out, it begins with “{error}”.")

    def _save(self, sheet_name: str, rows: Iterable[PostcodeRow | NotUnderstood]) -> None:
        rows = list(rows)
        understood = [row for row in rows if not isinstance(row, NotUnderstood)]
        self.misread += [
            f"{sheet_name}, line {row.line}: {row.text[:80]}"
            for row in rows
            if isinstance(row, NotUnderstood)
        ][: MISREAD_SHOWN - len(self.misread)]
        self.load_counts += save_postcodes(rows=understood)
        self.row_counts["rows"] += len(rows)
        self.row_counts["not understood"] += len(rows) - len(understood)
        self.row_counts["without a location"] += sum(row[1] is None for row in understood)
        self.row_counts["ended"] += sum(row[4] is not None for row in understood)

    def _report(self, outward_count: int, seconds: float) -> None:
        counts, rows = self.load_counts, self.row_counts
        for text in self.misread:
            self.stdout.write(f"Not understood: {text}")
        self.stdout.write(
            f"{rows['rows']:,} rows: {counts.added:,} new, {counts.changed:,} changed, "
            f"{counts.unchanged:,} unchanged, {rows['not understood']:,} not understood.\n"
            f"{rows['without a location']:,} have no location; {rows['ended']:,} have ended; "
            f"{outward_count:,} new outward codes.\n"
            f"{seconds:.0f} s, {rows['rows'] / max(seconds, 0.001):,.0f} rows a second."
        )


def _with_progress(lines: Iterable[str], bar: tqdm) -> Iterator[str]:
    for line in lines:
        bar.update(len(line))
        yield line
