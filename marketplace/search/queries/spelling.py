"""Words as typed, and as they were meant."""

import math
from dataclasses import dataclass
from functools import cache

from django.db import connection
from rapidfuzz.distance import OSA, Indel
from spellchecker import SpellChecker

from community.common.intake import words_in
from community.places.actions.vocabulary import filler_words, words_never_shown
from community.places.models.areas import Area

MAX_WORDS = 24
MAX_WORD_CHARS = 30
MIN_MENDED_CHARS = 3
BY_LETTERS, BY_EAR = 20, 60  # so many of the words we know are looked at
MIN_LIKENESS, MIN_LIKENESS_BY_EAR = 0.65, 0.5
MAX_NEARER = 1  # a word with so many letters otherwise is more likely than two typed as one
# What speaks for one of several words that are nearly as like: tried on the open half of the
# judged searches, on 203 misspelt words, and on 1,255 misspelt by rule, by ear and by key, where
# other values near by did as well.
SAME_SOUND, SAME_START, SAME_END, IN_VOCABULARY = 0.12, 0.03, 0.07, 0.05
USED_HERE, MUCH_USED = 0.08, 50
USED_ANYWHERE, MUCH_USED_ANYWHERE = 0.1, 1_000_000
NEARLY = 0.08  # a second word that scores so near the best may as well be meant


def parse_words(text: str) -> list[str]:
    """At most two dozen words, in their order."""
    return [word[:MAX_WORD_CHARS] for word in words_in(text)][:MAX_WORDS]


@dataclass(frozen=True)
class Mended:
    """What a word was meant for (`meant`, which is shown), and what it may as well be (`also`)."""

    meant: str
    also: str = ""


def mended_words(words: list[str]) -> dict[str, Mended]:
    """What each word was meant for that neither a dictionary, nor anything here, nor a place's name
    has, by letters and by ear. A word that one of them has is never touched (fault I14), and no
    insult is ever what was meant. No statement where a dictionary has every word; else one."""
    unknown = list(dict.fromkeys(filter(_may_be_misspelt, words)))
    if not unknown:
        return {}
    mended = {}
    for word, (likely, apart) in _likely(unknown).items():
        best = _best(word, likely)
        is_near = best and OSA.distance(word, best[0]) <= MAX_NEARER
        if apart and not is_near and words_never_shown().isdisjoint(apart.split()):
            mended[word] = Mended(apart)
        elif best:
            mended[word] = Mended(*best)
    return mended


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
            CROSS JOIN LATERAL (SELECT ARRAY[
                -- 0 is "th", which many say as "f".
                dmetaphone(typed.word), dmetaphone_alt(typed.word),
                replace(dmetaphone(typed.word), 'F', '0')
            ]) AS heard (as_any_of)
            LEFT JOIN LATERAL (
                (SELECT word, uses, in_vocabulary,
                    dmetaphone(word) = ANY(heard.as_any_of) AS sounds
                FROM places_searchword ORDER BY word <-> typed.word LIMIT {BY_LETTERS})
                UNION
                (SELECT word, uses, in_vocabulary, true FROM places_searchword
                WHERE dmetaphone(word) = ANY(heard.as_any_of)
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


def _best(word: str, likely: list[tuple[str, int, bool, bool]]) -> list[str]:
    """The most alike, and a second where that is nearly as likely; of those that are nearly so,
    what sounds the same and is used most. Empty where none is alike enough."""
    scores = {}
    for other, uses, in_vocabulary, sounds in likely:
        if other is None or other in words_never_shown() or other in filler_words():
            continue
        likeness = _likeness(word, other)
        if likeness < (MIN_LIKENESS_BY_EAR if sounds else MIN_LIKENESS):
            continue
        scores[other] = (
            likeness
            + SAME_SOUND * sounds
            + SAME_START * (word[0] == other[0])
            + SAME_END * (word[-2:] == other[-2:])
            + IN_VOCABULARY * in_vocabulary
            + USED_HERE * _share_of_much(uses, MUCH_USED)
            + USED_ANYWHERE * _share_of_much(_dictionary()[other], MUCH_USED_ANYWHERE)
        )
    best = sorted(scores, key=lambda other: (-scores[other], other))[:2]
    return [other for other in best if scores[other] > scores[best[0]] - NEARLY]


def _share_of_much(uses: int, much: int) -> float:
    """From 0 to 1: twice as many uses count for as much more, however many they are."""
    return min(1.0, math.log1p(uses) / math.log(much))


def _likeness(word: str, other: str) -> float:
    """From 0 to 1: between counting letters put in, left out, changed or turned round (optimal
    string alignment), and letters in common in their order (longest common subsequence)."""
    return (OSA.normalized_similarity(word, other) + Indel.normalized_similarity(word, other)) / 2
