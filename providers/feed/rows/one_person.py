"""Is the organisation of a row one person, whose place may be their home (P101)? Nobody can be
asked, so it goes by what the row says of it."""

import re
from collections.abc import Iterator
from typing import Any

from providers.feed.rows.text import to_one_line
from providers.feed.rows.values import dicts

TITLED_PATTERN = re.compile(r"^(?:mr|mrs|miss|ms|mx)\.?\s+[a-z]", re.IGNORECASE)
ONE_PERSON_STATUS = re.compile(
    r"sole\s*[-_]?\s*trader|self[\s_-]*employed|individual|one person|childminder", re.IGNORECASE
)
CONTACT_HOLDERS = ("contacts", "contact")


def is_one_person(row: dict) -> bool:
    """By its legal status; by a name that begins as a person's does; or by being called as the
    person is who may be asked."""
    organisation = row.get("organization")
    organisation = organisation if isinstance(organisation, dict) else {}
    status, _notes = to_one_line(organisation.get("legal_status"))
    name, _notes = to_one_line(organisation.get("name") or row.get("name"))
    if ONE_PERSON_STATUS.search(status) or TITLED_PATTERN.search(name):
        return True
    return bool(_letters(name)) and _letters(name) in map(_letters, _contact_names(row))


def _contact_names(row: dict) -> Iterator[str]:
    for holder in (row, row.get("organization")):
        for key in CONTACT_HOLDERS:
            for contact in dicts(holder.get(key)) if isinstance(holder, dict) else ():
                yield to_one_line(contact.get("name"))[0]


def _letters(text: Any) -> str:
    return re.sub(r"[\W\d_]+", "", str(text)).casefold()
