"""Words that somebody types who may need somebody now (P98).

`data/danger.en.csv` holds ways of saying it, one a line, in small letters without signs, with what
it is about. It is kept with whoever leads safeguarding: add a line, and it is known. What is found
by it is shown where to turn first; it is written nowhere, counted nowhere and sent nowhere.
"""

import csv
from collections import defaultdict
from collections.abc import Sequence
from difflib import get_close_matches
from enum import StrEnum
from functools import cache
from itertools import accumulate, islice, product
from pathlib import Path

from spellchecker import SpellChecker

from community.common.intake import words_in

WAYS_OF_SAYING_IT = Path(__file__).parent / "data" / "danger.en.csv"
MIN_LIKENESS = 0.75  # of a word that no dictionary has, to one of these
MIN_MISSPELT_CHARS = 3
MAX_READINGS = 27  # of a line with several such words


class Danger(StrEnum):
    SUICIDE = "suicide"
    HURT = "hurt_by_somebody"
    CHILD = "child"
    MEDICAL = "medical"
    NO_FOOD = "no_food"
    NO_HOME = "no_home"
    NEGLECT = "neglect"
    MONEY_TAKEN = "money_taken"


def dangers_in(text: str) -> frozenset[Danger]:
    """What a line may be about, by runs of its words, also misspelt. None of most lines."""
    words = words_in(text)
    if found := _in_line(words):
        return found
    as_meant = islice(product(*map(_meant_by, words)), MAX_READINGS)
    return next(filter(None, map(_in_line, as_meant)), frozenset())


def _in_line(words: Sequence[str]) -> frozenset[Danger]:
    line = f"{' '.join(words)} "
    starts = accumulate((len(word) + 1 for word in words), initial=0)
    return frozenset(
        about
        for word, start in zip(words, starts, strict=False)
        for said, about in _ways_by_first_word().get(word, ())
        if line.startswith(f"{said} ", start)
    )


def _meant_by(word: str) -> list[str]:
    """The word; or, where no dictionary has it, words of danger that it may have been meant for."""
    if len(word) < MIN_MISSPELT_CHARS or word in _single_words() or word in _dictionary():
        return [word]
    return get_close_matches(word, _single_words(), n=3, cutoff=MIN_LIKENESS) or [word]


@cache
def _ways() -> dict[str, Danger]:
    with WAYS_OF_SAYING_IT.open(newline="") as file:
        return {row["said"]: Danger(row["about"]) for row in csv.DictReader(file)}


@cache
def _ways_by_first_word() -> dict[str, list[tuple[str, Danger]]]:
    ways: dict[str, list[tuple[str, Danger]]] = defaultdict(list)
    for said, about in _ways().items():
        ways[said.split()[0]].append((said, about))
    return dict(ways)


@cache
def _single_words() -> list[str]:
    return sorted({word for said in _ways() for word in said.split()})


@cache
def _dictionary() -> SpellChecker:
    return SpellChecker()
