"""Where a row says it is: the words, the postcodes in the order to try them, the coordinates."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from community.places.rules import NotAPostcode, parse_postcode, postcodes_in_text
from providers.feed.rows.text import to_one_line, words_of
from providers.rules.private_places import keys_of_place

DECIMAL_COMMA_PATTERN = re.compile(r"\s*-?\d{1,3},\d+\s*")
MAX_DEPTH = 8
# Whatever lies outside these was not measured in the United Kingdom, or is the sea off Africa.
UK_LATITUDES, UK_LONGITUDES = (49.0, 61.5), (-9.0, 2.5)
ADDRESS_KEYS = ("address_1", "address_2", "city")
LOCATION_KEYS = ("service_at_locations", "locations", "location")


@dataclass(frozen=True)
class ParsedLocation:
    words: str
    postcodes: tuple[str, ...]
    at: tuple[float, float] | None
    notes: tuple[str, ...]


def parse_location(row: dict, text: str) -> ParsedLocation:
    """From the row's own places first, then its organisation's, then a postcode in its text."""
    notes: list[str] = []
    own = _own_locations(row)
    addresses = _addresses(row)
    words, dropped = to_one_line(", ".join(_address_parts(addresses[0])) if addresses else "")
    if not addresses and _is_online(own):
        words = _("Online")
    at = _coordinates(own, notes)
    postcodes = _postcodes(own, row, text, notes)
    return ParsedLocation(words, postcodes, at, (*dropped, *notes))


def has_own_address(row: dict) -> bool:
    """Or is where its organisation is all that is known?"""
    own = _own_locations(row)
    return any(True for key in ("address_1", "postal_code") for _ in _objects_with(key, own))


def address_lines(row: dict) -> list[str]:
    """Every line of every address in the row, but for the towns."""
    return [
        words_of(address.get(part))[0]
        for address in _objects_with("address_1", row)
        for part in ("address_1", "address_2")
    ]


def place_keys(row: dict, *organisation: str) -> tuple[str, ...]:
    """Of each of its addresses; `organisation` is its id, and its name."""
    keys: list[str] = []
    for address in _addresses(row):
        line, postcode, town = (
            str(address.get(part) or "") for part in ("address_1", "postal_code", "city")
        )
        near = [postcode if postcode.strip() else town]
        keys += keys_of_place([line], near=near, postcode=postcode, names=organisation)
    return tuple(dict.fromkeys(keys))


def _own_locations(row: dict) -> dict:
    return {key: row[key] for key in LOCATION_KEYS if key in row}


def _addresses(row: dict) -> list[dict]:
    """The row's own, else its organisation's."""
    own = list(_objects_with("address_1", _own_locations(row)))
    return own or list(_objects_with("address_1", row))


def _address_parts(address: dict) -> list[str]:
    parts = [words_of(address.get(part))[0].strip(" ,") for part in ADDRESS_KEYS]
    return [part for part in dict.fromkeys(parts) if part]


def _is_online(own: dict) -> bool:
    return any(
        item.get("location_type") == "virtual" for item in _objects_with("location_type", own)
    )


def _coordinates(own: dict, notes: list[str]) -> tuple[float, float] | None:
    for item in _objects_with("latitude", own):
        try:
            at = _degrees(item["latitude"]), _degrees(item["longitude"])
        except (KeyError, TypeError, ValueError, OverflowError):
            if item.get("latitude") not in (None, ""):
                notes.append(_("coordinates that are no numbers"))
            continue
        if (
            UK_LATITUDES[0] <= at[0] <= UK_LATITUDES[1]
            and UK_LONGITUDES[0] <= at[1] <= UK_LONGITUDES[1]
        ):
            return at
        if any(at):
            notes.append(_("coordinates that are not in the United Kingdom"))
    return None


def _degrees(value: Any) -> float:
    if isinstance(value, bool):
        raise TypeError
    is_comma = isinstance(value, str) and DECIMAL_COMMA_PATTERN.fullmatch(value)
    return float(value.replace(",", ".") if is_comma else value)


def _postcodes(own: dict, row: dict, text: str, notes: list[str]) -> tuple[str, ...]:
    """Each postcode once, as "BS3 1AB"; those that its own words name, then a mere first half."""
    whole: list[str] = []
    halves: list[str] = []
    for holder in (own, row):
        for key in ("postal_code", "postcode"):
            for item in _objects_with(key, holder):
                words, _notes = words_of(item.get(key))
                if not words.strip():
                    continue
                try:
                    outward, unit = parse_postcode(words)
                except NotAPostcode:
                    notes.append(_("a postcode that is none"))
                    continue
                (whole if unit else halves).append(unit or outward)
    return tuple(dict.fromkeys([*whole, *postcodes_in_text(text), *halves]))


def _objects_with(key: str, thing: Any, depth: int = 0) -> Iterator[dict]:
    """Every object inside `thing` that has `key`, outermost first."""
    if depth > MAX_DEPTH:
        return
    if isinstance(thing, dict):
        if key in thing:
            yield thing
        for inner in thing.values():
            yield from _objects_with(key, inner, depth + 1)
    elif isinstance(thing, list):
        for inner in thing:
            yield from _objects_with(key, inner, depth + 1)
