"""Lay down the words that search knows, from the files that a person reads and extends."""

import csv
from functools import cache
from pathlib import Path

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

DATA = Path(__file__).resolve().parent.parent / "data"


@transaction.atomic
def load_vocabulary() -> None:
    """Make the tables say what the files say. What the office wrote (`is_local`) stays as it is.

    Only SQL, for the migration that makes the tables calls it too.
    """
    with connection.cursor() as cursor:
        _load_sayings(cursor)
        _load_near_words(cursor)
        _load_words(cursor)


@cache
def filler_words() -> frozenset[str]:
    """Words that say nothing of what is looked for, such as "something"."""
    return _words_of("filler.en.txt")


@cache
def words_never_shown() -> frozenset[str]:
    """Insults, and old words that became one: nobody is asked whether they meant these."""
    return _words_of("never_shown.en.txt")


def _words_of(name: str) -> frozenset[str]:
    return frozenset((DATA / name).read_text().split())


def _rows_of(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(newline="") as file:
        return list(csv.DictReader(file))


def _load_sayings(cursor: CursorWrapper) -> None:
    cursor.execute("DELETE FROM places_saying WHERE language = 'en' AND NOT is_local")
    cursor.execute(
        """
        INSERT INTO places_saying (language, said, means, kinds, why, is_local)
        SELECT 'en', said, string_to_array(means, '|'), string_to_array(kinds, '|'), why, false
        FROM unnest(%s::text[], %s::text[], %s::text[], %s::text[]) AS row (said, means, kinds, why)
        ON CONFLICT (language, said) DO NOTHING
        """,
        _columns("said.en.csv", "said", "means", "kinds", "why"),
    )


def _load_near_words(cursor: CursorWrapper) -> None:
    """Of "alone:65 lone:62" the words, and how alike they are in hundredths."""
    cursor.execute("DELETE FROM places_nearword")
    cursor.execute(
        r"""
        INSERT INTO places_nearword (word, near, likeness)
        SELECT word, string_to_array(regexp_replace(near, ':\d+', '', 'g'), ' '),
            string_to_array(regexp_replace(near, '[a-z]+:', '', 'g'), ' ')::smallint[]
        FROM unnest(%s::text[], %s::text[]) AS row (word, near)
        """,
        _columns("near.en.csv", "word", "near"),
    )


def _load_words(cursor: CursorWrapper) -> None:
    """The words that sayings are made of: a misspelt one may be meant for these too."""
    cursor.execute("UPDATE places_searchword SET in_vocabulary = false WHERE in_vocabulary")
    cursor.execute(
        """
        INSERT INTO places_searchword (word, uses, in_vocabulary)
        SELECT DISTINCT word, 0, true
        FROM places_saying, unnest(said || means) AS text, places_words_of(text) AS word
        ON CONFLICT (word) DO UPDATE SET in_vocabulary = true
        """
    )
    cursor.execute("DELETE FROM places_searchword WHERE uses = 0 AND NOT in_vocabulary")


def _columns(name: str, *columns: str) -> list[list[str]]:
    rows = _rows_of(name)
    return [[row[column] for row in rows] for column in columns]
