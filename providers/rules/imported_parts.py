"""What was changed here of something that a directory listed: no reading overwrites it."""

from collections.abc import Mapping
from typing import Any

from providers.states import FactSource, ImportedPart

PART_OF_COLUMN = {
    "title": ImportedPart.TITLE,
    "what_happens": ImportedPart.WHAT_HAPPENS,
    "minimum_age": ImportedPart.WHAT_HAPPENS,
    "maximum_age": ImportedPart.WHAT_HAPPENS,
    "website": ImportedPart.WEBSITE,
    "when_words": ImportedPart.WHEN,
    "attending_access": ImportedPart.COMING,
    "phone": ImportedPart.COMING,
    "price_kind": ImportedPart.PRICE,
    "price_words": ImportedPart.PRICE,
    "prices": ImportedPart.PRICE,
    "grant_until": ImportedPart.PRICE,
    "kinds": ImportedPart.KINDS,
    "place_words": ImportedPart.PLACE,
    "postcode": ImportedPart.PLACE,
    "latitude": ImportedPart.PLACE,
    "longitude": ImportedPart.PLACE,
}


def parts_changed(before: Mapping[str, Any], after: Mapping[str, Any]) -> set[ImportedPart]:
    """Of a listing's columns before and after somebody wrote in it."""
    return {part for name, part in PART_OF_COLUMN.items() if before[name] != after[name]}


def answers_of_people(suits: Mapping[str, Any]) -> dict[str, Any]:
    """Those that a provider gave or a connector saw, which outweigh what a directory says."""
    return {fact: stored for fact, stored in suits.items() if stored["who"] != FactSource.DIRECTORY}
