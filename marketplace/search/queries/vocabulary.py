"""What people say, as the one table has it: our file's ways of saying it, and the office's."""

from typing import Any

from django.db import connection

from community.places.activity_kinds import KINDS_BY_SLUG
from marketplace.search.rules.said import Saying, Vocabulary

LANGUAGE = "en"
# No row where the table is as it was when it was read: whatever writes a row gives it another place
# in the table, or another transaction.
READ = """
WITH state AS (
    SELECT count(*) || ' ' || coalesce(sum(hashtextextended(ctid::text || xmin::text, 0)), 0) AS now
    FROM places_saying
)
SELECT state.now, said, means, kinds, why, is_local FROM state
LEFT JOIN places_saying ON state.now <> %(known)s AND language = %(language)s
"""


class _Kept:
    """As it was read last by this process, and how the table was then."""

    state = ""
    vocabulary = Vocabulary({})


def known_vocabulary() -> Vocabulary:
    """As the table is now. One statement, which brings the rows only where one was changed."""
    with connection.cursor() as cursor:
        cursor.execute(READ, {"known": _Kept.state, "language": LANGUAGE})
        rows = cursor.fetchall()
    state = rows[0][0]
    if state != _Kept.state:
        found = [_saying(*row) for _state, *row in rows if row[0] is not None]
        _Kept.vocabulary = Vocabulary({saying.said: saying for saying in found})
        _Kept.state = state
    return _Kept.vocabulary


def _saying(said: str, means: list[str], kinds: list[str], why: Any, is_local: bool) -> Saying:
    """What the file notes of a way of saying it is ours to act on; a note of the office is not."""
    return Saying(
        said=said,
        means=tuple(means),
        kinds=tuple(KINDS_BY_SLUG[slug].code for slug in kinds if slug in KINDS_BY_SLUG),
        is_whole="whole" in why and not is_local,
        is_condition="condition" in why and not is_local,
        is_local=is_local,
    )
