"""Files of postcodes, read into rows: what is embedded, Code-Point Open, and ONSPD."""

import csv
import gzip
import io
import re
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial
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

# Degrees, of all the islands that have postcodes: from Jersey to Shetland, St Kilda to Lowestoft.
LATITUDES = (49.0, 61.0)
LONGITUDES = (-9.0, 2.0)

# Degrees north and east; neither where nobody knows.
Place = tuple[float, float] | tuple[None, None]
# (code, latitude, longitude, authority's code, ended on)
PostcodeRow = tuple[str, float | None, float | None, str, date | None]


class NotAPostcodeFile(Exception):
    """The file is neither of the two kinds; its text is how the file begins."""


@dataclass(frozen=True)
class NotUnderstood:
    """A line that is no row; `line` counts from one, from the file's first."""

    line: int
    text: str


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


def rows_in(lines: Iterable[str]) -> Iterator[PostcodeRow | NotUnderstood]:
    """The rows of one CSV, told by its first line. A place outside the country is not taken, nor a
    date that is none: the row is, without it (fault I10)."""
    lines = iter(lines)
    first = next(lines, "")
    names = next(csv.reader([first.lower()]), [])
    if {"pcds", "doterm", "lat", "long"} <= set(names):
        yield from _read(
            csv.reader(lines), partial(_onspd_row, _onspd_columns(names)), first_line=2
        )
    elif len(names) == CODE_POINT_COLUMNS and CODE_PATTERN.fullmatch(names[0].upper()):
        yield from _read(csv.reader(chain([first], lines)), _code_point_row, first_line=1)
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


def _read(
    cells_of_lines: Iterable[list[str]],
    row_of: Callable[[list[str]], PostcodeRow],
    *,
    first_line: int,
) -> Iterator[PostcodeRow | NotUnderstood]:
    for line, cells in enumerate(cells_of_lines, start=first_line):
        try:
            yield row_of(cells)
        except (ValueError, IndexError):
            yield NotUnderstood(line, ",".join(cells))


def _code_point_row(cells: list[str]) -> PostcodeRow:
    """No header: code, quality, easting, northing … district (8). No Northern Ireland."""
    e, n = int(cells[2]), int(cells[3])
    place = (None, None) if (e, n) == (0, 0) else _inside(*grid.to_wgs84(e, n))
    return _spaced(cells[0]), *place, cells[8], None


@dataclass(frozen=True)
class _OnspdColumns:
    code: int
    ended: int
    latitude: int
    longitude: int
    authority: int | None


def _onspd_columns(names: list[str]) -> _OnspdColumns:
    """By the names that stay the same between editions."""
    authority = next(
        (at for at, name in enumerate(names) if AUTHORITY_PATTERN.fullmatch(name)), None
    )
    code, ended, latitude, longitude = map(names.index, ("pcds", "doterm", "lat", "long"))
    return _OnspdColumns(code, ended, latitude, longitude, authority)


def _onspd_row(columns: _OnspdColumns, cells: list[str]) -> PostcodeRow:
    council = "" if columns.authority is None else cells[columns.authority]
    place = _at(cells[columns.latitude], cells[columns.longitude])
    return _spaced(cells[columns.code]), *place, council, _month(cells[columns.ended].strip())


def _month(text: str) -> date | None:
    """ "202305" -> the first of May 2023. What is no month is no date."""
    try:
        return date(int(text[:4]), int(text[4:6]), 1)
    except ValueError:
        return None


def _at(latitude: str, longitude: str) -> Place:
    """ONSPD writes 99.999999 where nobody has said where it is; an empty cell says the same."""
    return _inside(float(latitude), float(longitude)) if latitude.strip() else (None, None)


def _inside(latitude: float, longitude: float) -> Place:
    """No place, where it is not one of this country's: 0,0, or the two changed about."""
    south, north = LATITUDES
    west, east = LONGITUDES
    if south <= latitude <= north and west <= longitude <= east:
        return latitude, longitude
    return None, None


def _spaced(code: str) -> str:
    """ "AB101SL" and "M1  1AD" -> "AB10 1SL" and "M1 1AD"."""
    match = CODE_PATTERN.fullmatch(code.strip().upper())
    if not match:
        raise ValueError(code)
    return f"{match[1]} {match[2]}"
