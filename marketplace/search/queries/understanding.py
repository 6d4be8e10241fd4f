"""What a line of somebody's words asks for: words as they were meant, and what else answers them.

Each becomes stems with a weight. What was typed weighs most; then what people who say so look for
(the vocabulary); then words that nearly mean the same. A stem that stands in few things weighs
more (inverse document frequency, Robertson and Spärck Jones 1976).
"""

import math
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field

from django.db import connection

from community.common.danger import Danger
from community.places.actions.vocabulary import filler_words
from community.places.models.search_index import SEARCH_CONFIG
from marketplace.search.queries.spelling import mended_words, parse_words
from marketplace.search.queries.vocabulary import LANGUAGE
from marketplace.search.rules.named_kinds import named_kinds
from marketplace.search.rules.said import MAX_SAID_WORDS

MAX_STEMS = 60
# Tried on the open half of the judged searches: near these, none of them matters much.
SAID_WEIGHT, SAID_FADES, NEAR_WEIGHT = 0.6, 0.9, 0.4
TOLD_WEIGHT = 0.7  # of "bed" where somebody cannot get out of bed


@dataclass(frozen=True)
class Meaning:
    """`words`: those that say something, as they were meant; `mended`: (typed, meant). `stems`: of
    each of `words`; `weights`: of every stem that is looked for. `kinds`: the kinds of thing that
    the words name, if they name any (P86)."""

    words: tuple[str, ...] = ()
    mended: tuple[tuple[str, str], ...] = ()
    stems: tuple[tuple[str, ...], ...] = ()
    weights: dict[str, float] = field(default_factory=dict)
    kinds: frozenset[int] = frozenset()

    @property
    def is_empty(self) -> bool:
        """Nothing was typed that says anything: everything is looked for."""
        return not self.weights


@dataclass(frozen=True)
class _Term:
    """One stem of one word that answers: `rank`: its place in its list; `of`: how many stems the
    words it stands in have; `things`: in how many it is."""

    source: str
    origin: str
    rank: int
    likeness: int
    stem: str
    of: int
    things: int

    def is_typed(self, word: str) -> bool:
        return self.source == "typed" and self.origin == word


# What helps where a line may be about one of these, as somebody would say it (P98).
SAID_IN_DANGER = {
    Danger.SUICIDE: "suicidal",
    Danger.HURT: "domestic abuse",
    Danger.CHILD: "child protection",
    Danger.MEDICAL: "emergency",
    Danger.NO_FOOD: "food bank",
    Danger.NO_HOME: "homeless",
    Danger.NEGLECT: "self neglect",
    Danger.MONEY_TAKEN: "financial abuse",
}


def understand(text: str, *, as_typed: bool = False, dangers: Collection[Danger] = ()) -> Meaning:
    """One statement, and one more where a word is in no dictionary. `as_typed`: nothing is mended.
    No words where none says anything. `dangers`: of words of danger (P98) what helps then is
    looked for, and no word by itself: a tool for "die" is no answer."""
    typed = parse_words(text)
    if not typed:
        return Meaning()
    mended = {} if as_typed else mended_words(typed)
    line = " ".join(mended.get(word, word) for word in typed).split()
    words = [word for word in line if word not in filler_words()] or line
    helps = [SAID_IN_DANGER[danger] for danger in dangers]
    things, terms = _look_up(words, [run for _first, run in _runs(line)] + helps)
    stems = {word: [term.stem for term in terms if term.is_typed(word)] for word in words}
    words = [word for word in dict.fromkeys(words) if stems[word]]
    said = _said_in(line, {term.origin for term in terms if term.source == "said"})
    told = said | set(helps)
    wanted = [
        term
        for term in terms
        if (term.origin in told if term.source == "said" else term.origin in words and not dangers)
    ]
    return Meaning(
        words=tuple(words),
        mended=tuple(
            (word, meant) for word, meant in mended.items() if {*meant.split()} & {*words}
        ),
        stems=tuple(tuple(stems[word]) for word in words),
        weights=_weights(wanted, _single_words_of(said), things),
        kinds=named_kinds(words),
    )


def _look_up(words: list[str], runs: list[str]) -> tuple[int, list[_Term]]:
    """How many things there are; and the stems of the words, of words near them, and of what
    answers each of the runs of words that is a way of saying something."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            WITH term (source, origin, rank, likeness, text) AS (
                SELECT 'typed', word, 0, 100, word FROM unnest(%(words)s::text[]) AS word
                UNION ALL
                SELECT 'near', known.word, 0, other.likeness, other.word
                FROM places_nearword AS known, unnest(near, likeness) AS other (word, likeness)
                WHERE known.word = ANY(%(words)s)
                UNION ALL
                SELECT 'said', said, rank - 1, 100, mean
                FROM places_saying, unnest(means) WITH ORDINALITY AS row (mean, rank)
                WHERE language = %(language)s AND said = ANY(%(runs)s)
            ), stem AS MATERIALIZED (
                SELECT term.*, lexeme, count(*) OVER (PARTITION BY source, origin, text) AS parts
                FROM term, unnest(to_tsvector(%(config)s::regconfig, text))
            )
            SELECT source, origin, rank, likeness, lexeme, parts, coalesce(things, 0)
            FROM stem LEFT JOIN places_searchstem AS counted ON counted.stem = lexeme
            UNION ALL SELECT 'all', '', 0, 0, '', 0, things FROM places_searchstem WHERE stem = ''
            """,
            {
                "words": words,
                "runs": runs,
                "language": LANGUAGE,
                "config": SEARCH_CONFIG,
            },
        )
        terms = [_Term(*row) for row in cursor.fetchall()]
    things = next((term.things for term in terms if term.source == "all"), 0)
    return things, [term for term in terms if term.source != "all"]


def _weights(terms: list[_Term], in_said: set[str], things: int) -> dict[str, float]:
    weights: dict[str, float] = {}
    for term in terms:
        share = _share(term) * (TOLD_WEIGHT if term.origin in in_said else 1)
        weight = share * math.log(1 + (things - term.things + 0.5) / (term.things + 0.5))
        weights[term.stem] = max(weights.get(term.stem, 0), weight)
    heaviest = sorted(weights, key=lambda stem: (-weights[stem], stem))[:MAX_STEMS]
    return {stem: weights[stem] for stem in heaviest}


def _share(term: _Term) -> float:
    """What it weighs beside a word that was typed, which weighs 1."""
    if term.source == "near":
        return NEAR_WEIGHT * term.likeness / 100
    if term.source == "said":
        return SAID_WEIGHT * SAID_FADES**term.rank / math.sqrt(term.of)
    return 1


def _single_words_of(said: set[str]) -> set[str]:
    """The single words of ways of saying it that have several: "bed" of "get out of bed"."""
    return {word for run in said if " " in run for word in run.split()}


def _runs(line: list[str]) -> Iterator[tuple[int, str]]:
    """Every run of up to five of its words, longest first, with where it begins."""
    for length in range(min(MAX_SAID_WORDS, len(line)), 0, -1):
        for first in range(len(line) - length + 1):
            yield first, " ".join(line[first : first + length])


def _said_in(line: list[str], known: set[str]) -> set[str]:
    """The ways of saying it that are in the line: no word is of two, the longest first."""
    said: set[str] = set()
    taken: set[int] = set()
    for first, run in _runs(line):
        places = set(range(first, first + len(run.split())))
        if run in known and not places & taken:
            said.add(run)
            taken |= places
    return said
