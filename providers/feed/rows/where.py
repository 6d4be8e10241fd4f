"""Where a row says it is: the words, the postcodes in the order to try them, the coordinates."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from providers.feed.rows.text import line

UNIT = re.compile(r"\b([A-Z]{1,2}\d[A-Z\d]?) ?(\d[A-Z]{2})\b")
DEEPEST = 8
# Whatever lies outside these was not measured in the United Kingdom, or is the sea off Africa.
LATITUDES, LONGITUDES = (49.0, 61.5), (-9.0, 2.5)
PARTS_OF_ADDRESS = ("address_1", "address_2", "city")
PLACES = ("service_at_locations", "locations", "location")


@dataclass(frozen=True)
class ParsedLocation:
    words: str
    postcodes: tuple[str, ...]
    at: tuple[float, float] | None
    notes: tuple[str, ...]


def where_in(row: dict, text: str) -> ParsedLocation:
    """From the row's own places first, then its organisation's, then a postcode in its text."""
    notes: list[str] = []
    own = {key: row[key] for key in PLACES if key in row}
    addresses = list(_having("address_1", own)) or list(_having("address_1", row))
    words, dropped = line(", ".join(_address_parts(addresses[0])) if addresses else "")
    if not addresses and _is_online(own):
        words = _("Online")
    at = _coordinates(own, notes)
    return ParsedLocation(words, tuple(_postcodes(own, row, text)), at, (*dropped, *notes))


def _address_parts(address: dict) -> list[str]:
    parts = [str(address.get(part) or "").strip(" ,") for part in PARTS_OF_ADDRESS]
    return [part for part in dict.fromkeys(parts) if part]


def _is_online(own: dict) -> bool:
    return any(found.get("location_type") == "virtual" for found in _having("location_type", own))


def _coordinates(own: dict, notes: list[str]) -> tuple[float, float] | None:
    for found in _having("latitude", own):
        try:
            at = float(found["latitude"]), float(found["longitude"])
        except (KeyError, TypeError, ValueError):
            continue
        if LATITUDES[0] <= at[0] <= LATITUDES[1] and LONGITUDES[0] <= at[1] <= LONGITUDES[1]:
            return at
        if any(at):
            notes.append(_("coordinates that are not in the United Kingdom"))
    return None


def _postcodes(own: dict, row: dict, text: str) -> Iterator[str]:
    """Each postcode once, as "BS3 1AB"."""
    seen = set()
    given = (
        str(found.get(key) or "")
        for where in (own, row)
        for key in ("postal_code", "postcode")
        for found in _having(key, where)
    )
    for source in (*given, text):
        for outward, inward in UNIT.findall(source.upper() if source is not text else source):
            code = f"{outward} {inward}"
            if code not in seen:
                seen.add(code)
                yield code


def _having(key: str, thing: Any, depth: int = 0) -> Iterator[dict]:
    """Every object inside `thing` that has `key`, outermost first."""
    if depth > DEEPEST:
        return
    if isinstance(thing, dict):
        if key in thing:
            yield thing
        for inner in thing.values():
            yield from _having(key, inner, depth + 1)
    elif isinstance(thing, list):
        for inner in thing:
            yield from _having(key, inner, depth + 1)
