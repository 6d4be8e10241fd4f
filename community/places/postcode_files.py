"""Files of postcodes, read into rows: what is embedded, Code-Point Open, and ONSPD."""

import csv
import gzip
import io
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import chain
from pathlib import Path
from typing import TextIO

from community.places import grid

DATA = Path(__file__).parent / "data"
CODE_POINT_COLUMNS = 10
AUTHORITY_PATTERN = re.compile(r"oslaua|laua|lad\d\dcd")
CODE_PATTERN = re.compile(r"([A-Z]{1,2}\d[A-Z\d]?|GIR) *(\d[A-Z]{2})")

# What reading may raise where a file is broken, locked by a password, or something else.
DAMAGED_FILE_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    RuntimeError,
    UnicodeDecodeError,
    csv.Error,
)

# (code, latitude, longitude, authority's code, ended on)
PostcodeRow = tuple[str, float | None, float | None, str, date | None]


class NotAPostcodeFile(Exception):
    """The file is neither of the two kinds; its text is how the file begins."""


@dataclass(frozen=True)
class PostcodeSheet:
    """One CSV, alone or in a zip. `size` in bytes, uncompressed."""

    name: str
    size: int
    text: TextIO


def sheets(path: Path) -> Iterator[PostcodeSheet]:
    """Every CSV of a file that is one, or a zip of them."""
    if not zipfile.is_zipfile(path):
        with path.open(newline="", encoding="utf-8-sig") as text:
            yield PostcodeSheet(path.name, path.stat().st_size, text)
        return
    with zipfile.ZipFile(path) as archive:
        for entry in archive.infolist():
            # ONSPD also holds its one big file cut into pieces, and tables of names.
            if entry.filename.lower().endswith(".csv") and "multi_csv" not in entry.filename:
                with archive.open(entry) as raw:
                    text = io.TextIOWrapper(raw, encoding="utf-8-sig", newline="")
                    yield PostcodeSheet(entry.filename, entry.file_size, text)


def rows_in(lines: Iterable[str]) -> Iterator[PostcodeRow | None]:
    """The rows of one CSV, told by its first line; None for a line that is not understood."""
    lines = iter(lines)
    first = next(lines, "")
    names = next(csv.reader([first.lower()]), [])
    if {"pcds", "doterm", "lat", "long"} <= set(names):
        yield from _onspd(names, lines)
    elif len(names) == CODE_POINT_COLUMNS and CODE_PATTERN.fullmatch(names[0].upper()):
        yield from _code_point(chain([first], lines))
    else:
        raise NotAPostcodeFile(first[:80].strip() or "nothing")


def embedded() -> Iterator[PostcodeRow]:
    """Every outward code of Great Britain, and the unit postcodes of the demo's area."""
    for code, latitude, longitude, authority in _embedded("outward_codes.csv.gz"):
        yield code, float(latitude), float(longitude), authority, None
    for path in sorted(DATA.glob("postcodes_*.csv.gz")):
        authority = path.name.removeprefix("postcodes_").removesuffix(".csv.gz")
        for code, e, n in _embedded(path.name):
            yield code, *grid.to_wgs84(int(e), int(n)), authority, None


def _embedded(name: str) -> Iterator[list[str]]:
    with gzip.open(DATA / name, "rt", newline="") as text:
        yield from csv.reader(text)


def _code_point(lines: Iterable[str]) -> Iterator[PostcodeRow | None]:
    """No header: code, quality, easting, northing … district (8). No Northern Ireland."""
    for cells in csv.reader(lines):
        try:
            e, n = int(cells[2]), int(cells[3])
            place = (None, None) if (e, n) == (0, 0) else grid.to_wgs84(e, n)
            yield _spaced(cells[0]), *place, cells[8], None
        except (ValueError, IndexError):
            yield None


def _onspd(names: list[str], lines: Iterable[str]) -> Iterator[PostcodeRow | None]:
    """Read by the names that stay the same between editions."""
    code, doterm, lat, long = (names.index(name) for name in ("pcds", "doterm", "lat", "long"))
    authority = next(
        (at for at, name in enumerate(names) if AUTHORITY_PATTERN.fullmatch(name)), None
    )
    for cells in csv.reader(lines):
        try:
            place = _at(cells[lat], cells[long])
            ended = cells[doterm].strip()
            ended_on = date(int(ended[:4]), int(ended[4:6]), 1) if ended else None
            council = "" if authority is None else cells[authority]
            yield _spaced(cells[code]), *place, council, ended_on
        except (ValueError, IndexError):
            yield None


def _at(latitude: str, longitude: str) -> tuple[float, float] | tuple[None, None]:
    """ONSPD writes 99.999999 where nobody has said where it is; an empty cell says the same."""
    if not latitude.strip() or not -90 <= (north := float(latitude)) <= 90:
        return None, None
    east = float(longitude)
    if not -180 <= east <= 180:
        raise ValueError(longitude)
    return north, east


def _spaced(code: str) -> str:
    """ "AB101SL" and "M1  1AD" -> "AB10 1SL" and "M1 1AD"."""
    match = CODE_PATTERN.fullmatch(code.strip().upper())
    if not match:
        raise ValueError(code)
    return f"{match[1]} {match[2]}"
