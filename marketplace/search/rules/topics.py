"""What a line of somebody's own words asks for, and when: in words that are written here, never in
theirs, so that neither a name nor a rare word is told to anybody (fault I19)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import lru_cache
from itertools import product

from community.common.intake import words_in
from community.places.activity_kinds import ACTIVITY_KINDS, ANY_KIND, KINDS_BY_SLUG
from marketplace.search.rules.said import Saying, Vocabulary

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "weekend")
DAY_PARTS = ("morning", "lunchtime", "afternoon", "evening", "night")
MIN_STEM_CHARS = 4
MIN_LIKENESS = 0.75  # of a word that nobody has written down, to one that somebody has
MAX_MENDED = 3
# Only of these a word is told: it says what one does. What people have, believe or owe is told by
# its kind alone, that nobody reads which illness the people near them have (P99).
KINDS_OF_DOING = frozenset(
    KINDS_BY_SLUG[slug].code
    for slug in (
        "out-and-about",
        "art-and-making",
        "music",
        "moving-and-sport",
        "gardening",
        "museums-and-heritage",
    )
)


@dataclass(frozen=True)
class Want:
    """One thing that a line asks for. `word`: what is done, in a word of our own file;
    `kind`: a kind's code; `day` and `part`: of DAYS and DAY_PARTS. Empty where it says none."""

    word: str = ""
    kind: int = ANY_KIND
    day: str = ""
    part: str = ""


def wants_in(text: str, vocabulary: Vocabulary) -> set[Want]:
    """Each thing with each time that a line names; nothing of a line that names neither."""
    words = words_in(text)
    days = _stems_in(words, DAYS) or [""]
    parts = _stems_in(words, DAY_PARTS) or [""]
    found, left = vocabulary.said_in(words)
    things = {_thing(saying, vocabulary) for saying in found if saying.kinds}
    kinds_told = {kind for _word, kind in things}
    things |= {("", kind) for kind in _kinds_by_stem(left) if kind not in kinds_told}
    wants = {
        Want(word, kind, day, part)
        for (word, kind), day, part in product(things or {("", ANY_KIND)}, days, parts)
    }
    return wants - {Want()}


def _thing(saying: Saying, vocabulary: Vocabulary) -> tuple[str, int]:
    return _told_words(vocabulary).get(saying.means, ""), saying.kinds[0]


@lru_cache(maxsize=1)  # of the one that is known now
def _told_words(vocabulary: Vocabulary) -> dict[tuple[str, ...], str]:
    """The word for all that is answered by the same: "sewing" also for "sew". Only words that name
    something that answers, and that say what one does; and of our own file, for the office may
    write a name, or what somebody has."""
    ours = [saying for saying in vocabulary.sayings.values() if not saying.is_local]
    answers = {meant for saying in ours for meant in saying.means}
    told: dict[tuple[str, ...], str] = {}
    for saying in ours:
        is_doing = saying.kinds and KINDS_OF_DOING.issuperset(saying.kinds)
        if is_doing and saying.said in answers and not saying.is_condition:
            told.setdefault(saying.means, saying.said)
    return told


def _kinds_by_stem(words: Sequence[str]) -> Iterator[int]:
    return (kind.code for kind in ACTIVITY_KINDS if _stems_in(words, kind.words))


def _stems_in(words: Iterable[str], stems: tuple[str, ...]) -> list[str]:
    found = {stem for word in words for stem in _stems_of(word, stems)}
    return [stem for stem in stems if stem in found]


@lru_cache(maxsize=20_000)  # thousands of lines are read, and most have the same few words
def _stems_of(word: str, stems: tuple[str, ...]) -> list[str]:
    return [stem for stem in stems if _has_stem(word, stem)]


def _has_stem(word: str, stem: str) -> bool:
    return word in (stem, f"{stem}s") or len(stem) >= MIN_STEM_CHARS and word.startswith(stem)


def kinds_meant(text: str, vocabulary: Vocabulary) -> list[int]:
    """Codes of the kinds that a line may mean, what its longest words say first. Where none of its
    words is known: of what is spelled most like them."""
    found, left = vocabulary.said_in(words_in(text))
    found.sort(key=lambda saying: -len(saying.said))
    kinds = [kind for saying in found for kind in saying.kinds] + list(_kinds_by_stem(left))
    if not kinds:
        kinds = [
            kind for word in left[:MAX_MENDED] for kind in _kinds_spelled_like(word, vocabulary)
        ]
    return list(dict.fromkeys(kinds))


def _kinds_spelled_like(word: str, vocabulary: Vocabulary) -> list[int]:
    likely = get_close_matches(word, vocabulary.sayings, n=1, cutoff=MIN_LIKENESS)
    return [kind for said in likely for kind in vocabulary.sayings[said].kinds]
