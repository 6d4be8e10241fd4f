"""How one comes to it, and the number that it publishes: only what a row says for certain."""

import re
from collections.abc import Iterator

from providers.feed.rows.text import to_one_line, words_of
from providers.feed.rows.values import dicts
from providers.rules.published_phones import is_of_an_office
from providers.states import AttendingAccess

DROP_IN_PATTERN = re.compile(r"\s*drop[\s_-]*in\s*", re.IGNORECASE)


def parse_attending_access(row: dict) -> AttendingAccess:
    """A row that says “drop-in”, and nothing beside it, says that one may just come. Of anything
    else, a place of whose days nobody here knows would be promised: it is asked."""
    words, _notes = words_of(row.get("attending_access"))
    if DROP_IN_PATTERN.fullmatch(words):
        return AttendingAccess.JUST_COME
    return AttendingAccess.NOT_KNOWN


def parse_phone(row: dict) -> str:
    """The first number of an office that stands beside nobody's name; else empty."""
    for phone in _phones(row):
        number, _notes = to_one_line(phone.get("number"))
        if is_of_an_office(number):
            return number
    return ""


def _phones(row: dict) -> Iterator[dict]:
    """Those of the service, then of its contacts that are no person."""
    yield from dicts(row.get("phones"))
    for contact in dicts(row.get("contacts")):
        if not words_of(contact.get("name"))[0].strip():
            yield from dicts(contact.get("phones"))
