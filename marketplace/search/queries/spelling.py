"""Words as typed, and as they were meant."""

import math
from functools import cache

from django.db import connection
from rapidfuzz.distance import OSA, Indel
from spellchecker import SpellChecker

from community.common.intake import words_in
from community.places.actions.vocabulary import words_never_shown
from community.places.models.areas import Area

MAX_WORDS = 24
MAX_WORD_CHARS = 30
MIN_MENDED_CHARS = 3
BY_LETTERS, BY_EAR = 20, 60  # so many of the words we know are looked at
MIN_LIKENESS, MIN_LIKENESS_BY_EAR = 0.65, 0.5
MAX_NEARER = 1  # a word with so many letters otherwise is more likely than two typed as one
# What speaks for one of several words that are nearly as like: tried on the open half of the
# judged searches and on 139 misspelt words, where other values near by did as well.
SAME_SOUND, SAME_START, SAME_END, IN_VOCABULARY = 0.08, 0.03, 0.04, 0.05
USED_HERE, MUCH_USED = 0.05, 50
USED_ANYWHERE, MUCH_USED_ANYWHERE = 0.1, 1_000_000


def parse_words(text: str) -> list[str]:
    """At most two dozen words, in their order."""
    return [word[:MAX_WORD_CHARS] for word in words_in(text)][:MAX_WORDS]


def mended_words(words: list[str]) -> dict[str, str]:
    """What each word was meant for that neither a dictionary, nor anything here, nor a place's name
    has, by letters and by ear. A word that one of them has is never touched (fault I14), and no
    insult is ever what was meant. No statement where a dictionary has every word; else one."""
    unknown = list(dict.fromkeys(filter(_may_be_misspelt, words)))
    if not unknown:
        return {}
    found = _likely(unknown)
    best = {word: _best(word, likely) for word, (likely, _apart) in found.items()}
    for word, (_others, apart) in found.items():
        is_near = best[word] and OSA.distance(word, best[word]) <= MAX_NEARER
        if apart and not is_near and words_never_shown().isdisjoint(apart.split()):
            best[word] = apart
    return {word: meant for word, meant in best.items() if meant}


def _may_be_misspelt(word: str) -> bool:
    return len(word) >= MIN_MENDED_CHARS and word.isalpha() and word not in _dictionary()


@cache
def _dictionary() -> SpellChecker:
    return SpellChecker()


def _likely(unknown: list[str]) -> dict[str, tuple[list[tuple[str, int, bool, bool]], str]]:
    """For each word that nothing here has, those it may be meant for: (word, in how many things it
    stands, is it in the vocabulary, does it sound the same); and the two words, both known here, of
    which it is made ("lunch club" of "lunchclub"), if it is."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            SELECT typed.word, (
                SELECT first.word || ' ' || second.word
                FROM generate_series({MIN_MENDED_CHARS}, length(typed.word) - {MIN_MENDED_CHARS})
                    AS at
                JOIN places_searchword AS first ON first.word = left(typed.word, at)
                JOIN places_searchword AS second ON second.word = substr(typed.word, at + 1)
                ORDER BY least(first.uses, second.uses) DESC LIMIT 1
            ) AS apart, likely.word, uses, in_vocabulary, sounds
            FROM unnest(%(unknown)s::text[]) AS typed (word)
            LEFT JOIN LATERAL (
                (SELECT word, uses, in_vocabulary,
                    dmetaphone(word) IN (dmetaphone(typed.word), dmetaphone_alt(typed.word))
                        AS sounds
                FROM places_searchword ORDER BY word <-> typed.word LIMIT {BY_LETTERS})
                UNION
                (SELECT word, uses, in_vocabulary, true FROM places_searchword
                WHERE dmetaphone(word) IN (dmetaphone(typed.word), dmetaphone_alt(typed.word))
                ORDER BY word <-> typed.word LIMIT {BY_EAR})
            ) AS likely ON true
            WHERE NOT EXISTS (SELECT FROM {Area._meta.db_table} AS area
                WHERE typed.word = ANY(string_to_array(lower(area.name), ' ')))
            """,
            {"unknown": unknown},
        )
        found: dict[str, tuple[list[tuple[str, int, bool, bool]], str]] = {}
        for word, apart, *likely in cursor.fetchall():
            found.setdefault(word, ([], apart or ""))[0].append(tuple(likely))
    return {
        word: (likely, apart)
        for word, (likely, apart) in found.items()
        if all(other != word for other, *_rest in likely)
    }


def _best(word: str, likely: list[tuple[str, int, bool, bool]]) -> str:
    """The most alike; of those that are nearly so, what sounds the same and is used most. Nothing
    where none is alike enough."""
    best, best_score = "", 0.0
    for other, uses, in_vocabulary, sounds in likely:
        if other is None or other in words_never_shown():
            continue
        likeness = _likeness(word, other)
        if likeness < (MIN_LIKENESS_BY_EAR if sounds else MIN_LIKENESS):
            continue
        score = (
            likeness
            + SAME_SOUND * sounds
            + SAME_START * (word[0] == other[0])
            + SAME_END * (word[-2:] == other[-2:])
            + IN_VOCABULARY * in_vocabulary
            + USED_HERE * _share_of_much(uses, MUCH_USED)
            + USED_ANYWHERE * _share_of_much(_dictionary()[other], MUCH_USED_ANYWHERE)
        )
        if score > best_score:
            best, best_score = other, score
    return best


def _share_of_much(uses: int, much: int) -> float:
    """From 0 to 1: twice as many uses count for as much more, however many they are."""
    return min(1.0, math.log1p(uses) / math.log(much))


def _likeness(word: str, other: str) -> float:
    """From 0 to 1: between counting letters put in, left out, changed or turned round (optimal
    string alignment), and letters in common in their order (longest common subsequence)."""
    return (OSA.normalized_similarity(word, other) + Indel.normalized_similarity(word, other)) / 2
