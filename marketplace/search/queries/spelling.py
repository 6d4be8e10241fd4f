"""Words as typed, and as they were meant."""

import re
from difflib import SequenceMatcher

from django.db import connection

from community.places.actions.findable import LANGUAGE

MOST_WORDS = 8
LONGEST = 30
CANDIDATES = 12
ALIKE = 0.75


def typed_words(text: str) -> list[str]:
    """At most eight words of letters or numbers, in lower case, each once."""
    words = re.findall(r"[^\W_]+", text.lower().replace("’", "").replace("'", ""))
    return list(dict.fromkeys(word[:LONGEST] for word in words))[:MOST_WORDS]


def well_spelt(words: list[str]) -> list[str]:
    """The words with those nobody uses here changed for the most alike that somebody does, and
    without those that say nothing ("the"). One statement, by the trigram index."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT typed.word, near.words
            FROM unnest(%s::text[]) WITH ORDINALITY AS typed (word, place),
            LATERAL (
                SELECT array_agg(word ORDER BY uses DESC, word) AS words FROM (
                    SELECT word, uses FROM places_searchword
                    ORDER BY word <-> typed.word LIMIT %s
                ) AS likely
            ) AS near
            WHERE numnode(plainto_tsquery(%s::regconfig, typed.word)) > 0
            ORDER BY typed.place
            """,
            [words, CANDIDATES, LANGUAGE],
        )
        meant = [_meant(word, near or []) for word, near in cursor.fetchall()]
    return list(dict.fromkeys(meant))


def _meant(word: str, near: list[str]) -> str:
    if word in near or not near:
        return word
    likeness, best = max(((_alike(word, other), other) for other in near), key=lambda pair: pair[0])
    return best if likeness >= ALIKE else word


def _alike(a: str, b: str) -> float:
    return SequenceMatcher(None, a, b, autojunk=False).ratio()
