"""A row whose place is kept back: what is published of it says where it is no nearer than the
first half of its postcode."""

import html
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from providers.feed.rows.one_person import is_one_person
from providers.feed.rows.text import MAX_RAW_CHARS
from providers.feed.rows.where import MAX_DEPTH, address_lines, has_own_address
from providers.rules.private_places import (
    hide_place,
    outward_codes,
    public_website,
    words_asking,
    words_of_a_home,
)
from providers.states import AttendingAccess

if TYPE_CHECKING:
    from providers.feed.rows.row import ParsedRow

INLINE_TAG_PATTERN = re.compile(r"</?(?:a|b|em|i|span|strong|u)\b[^>]*>", re.IGNORECASE)
TAG_PATTERN = re.compile(r"<[^>]*>")
TEXT_FIELDS = (
    "title",
    "what_happens",
    "provider_name",
    "provider_about",
    "when_words",
    "price_words",
)


def keep_place_back_if_asked(parsed_row: "ParsedRow", row: dict) -> "ParsedRow":
    """As it is, unless the row, by any of its words, asks for more."""
    lines = address_lines(row)
    if words := words_asking(_texts(row)):
        note = _("its place is kept back: “%(words)s”") % {"words": words}
        return keep_place_back(replace(parsed_row, notes=[*parsed_row.notes, note]), lines)
    if words_asking([parsed_row.provider_name, parsed_row.provider_about]):
        about = hide_place(parsed_row.provider_about, lines)
        parsed_row = replace(parsed_row, provider_about=about)
    return _keep_home_back(parsed_row, row, lines)


def _keep_home_back(parsed_row: "ParsedRow", row: dict, lines: list[str]) -> "ParsedRow":
    """One person's place is taken for a home, and marked as one; where an organisation goes to
    homes, what else is in its office stays as it is (P101)."""
    if is_one_person(row):
        note = _("its place is kept back: whoever runs it is one person")
        return keep_place_back(replace(parsed_row, notes=[*parsed_row.notes, note]), lines)
    if words := words_of_a_home(_own_texts(row)):
        note = _("its place is kept back, for it is at homes: “%(words)s”") % {"words": words}
        noted = replace(parsed_row, notes=[*parsed_row.notes, note], place_keys=())
        return keep_place_back(noted, lines)
    return parsed_row


def keep_place_back(parsed_row: "ParsedRow", lines: list[str]) -> "ParsedRow":
    hidden: dict[str, Any] = {
        field: hide_place(getattr(parsed_row, field), lines) for field in TEXT_FIELDS
    }
    return replace(
        parsed_row,
        **hidden,
        is_place_private=True,
        place_words="",
        postcodes=outward_codes(parsed_row.postcodes),
        website=public_website(parsed_row.website),
        attending_access=AttendingAccess.NOT_KNOWN,
        phone="",
    )


class PlacesKeptBack:
    """Of one reading: where rows are that ask for it, and which rows that ask nothing are at each
    place. It is in no table: what is kept of such a place is its district."""

    def __init__(self) -> None:
        self._private: set[str] = set()
        self._row_ids_at: dict[str, set[str]] = {}

    def add(self, row: "ParsedRow") -> set[str]:
        """A row that asks. Gives the ids of those read before it at the same place."""
        self._private.update(row.place_keys)
        return {row_id for key in row.place_keys for row_id in self._row_ids_at.get(key, ())}

    def keep_back(self, row: "ParsedRow") -> "ParsedRow":
        """As it is, unless another row asks for it whose place is the same (fault E8)."""
        for key in row.place_keys:
            self._row_ids_at.setdefault(key, set()).add(row.feed_row_id)
        if row.is_place_private or self._private.isdisjoint(row.place_keys):
            return row
        noted = replace(row, notes=[*row.notes, same_place_text()])
        return keep_place_back(noted, row.place_words.split(","))


def same_place_text() -> str:
    return _("its place is kept back: another row asks for it that is at the same place")


def _texts(row: dict) -> Iterator[str]:
    """All that the row says; of its organisation only the name, where it has an address of its
    own: a housing association has a refuge, and many that are none."""
    yield from _plain_texts(_own_words(row) if has_own_address(row) else row)


def _own_texts(row: dict) -> Iterator[str]:
    """What the row says of itself: an organisation that goes to homes also has a hall."""
    return _plain_texts(_own_words(row))


def _own_words(row: dict) -> dict:
    organisation = row.get("organization")
    if not isinstance(organisation, dict):
        return row
    return row | {"organization": {"name": organisation.get("name")}}


def _plain_texts(row: dict) -> Iterator[str]:
    for text in _strings(row):
        text = INLINE_TAG_PATTERN.sub("", html.unescape(text[:MAX_RAW_CHARS]))
        yield TAG_PATTERN.sub(" ", text)


def _strings(thing: Any, depth: int = 0) -> Iterator[str]:
    if isinstance(thing, str):
        yield thing
    elif depth <= MAX_DEPTH and isinstance(thing, dict | list):
        for inner in thing.values() if isinstance(thing, dict) else thing:
            yield from _strings(inner, depth + 1)
