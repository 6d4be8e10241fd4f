"""Words as typed, and as they were meant."""

from collections import Counter
from difflib import SequenceMatcher

from django.db import connection

from community.common.intake import words_in
from community.places.models.search_index import SEARCH_CONFIG

MAX_WORDS = 8
MAX_WORD_CHARS = 30
MAX_CANDIDATES = 12
MIN_SIMILARITY = 0.74
LETTERS_PER_TYPO = 5


def parse_words(text: str) -> list[str]:
    """At most eight words, each once."""
    return list(dict.fromkeys(word[:MAX_WORD_CHARS] for word in words_in(text)))[:MAX_WORDS]


def correct_spelling(words: list[str]) -> list[str]:
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
            [words, MAX_CANDIDATES, SEARCH_CONFIG],
        )
        corrected = [_correct(word, likely or []) for word, likely in cursor.fetchall()]
    return list(dict.fromkeys(corrected))


def _correct(word: str, likely: list[str]) -> str:
    """The most alike of `likely`, which come most used first; the word itself if none is enough."""
    if word in likely:
        return word
    best, best_ratio = word, MIN_SIMILARITY
    matcher = SequenceMatcher(None, "", word, autojunk=False)
    # Who types "gardning" means the garden that is here, where nobody here writes "gardening".
    gerunds = [(other, _gerund(other)) for other in likely] if word.endswith("ing") else []
    for other, form in [*((other, other) for other in likely), *gerunds]:
        matcher.set_seq1(form)
        # The two quick ratios are never below the true one, and spare most of the work.
        bound = min(matcher.real_quick_ratio(), matcher.quick_ratio())
        if bound > best_ratio and (ratio := matcher.ratio()) > best_ratio and _is_close(word, form):
            best, best_ratio = other, ratio
    return best


def _gerund(word: str) -> str:
    """garden -> gardening, bake -> baking; what ends in -ing is left as it is."""
    return word if word.endswith("ing") else word.removesuffix("e") + "ing"


def _is_close(word: str, other: str) -> bool:
    """No more letters lost or gained than a slip or two: one in every five. In whatever order."""
    letters, other_letters = Counter(word), Counter(other)
    slips = max((letters - other_letters).total(), (other_letters - letters).total())
    return slips <= max(1, len(word) // LETTERS_PER_TYPO)
