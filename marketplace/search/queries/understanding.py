"""What a line of somebody's words asks for: words as they were meant, and what else answers them.

Each becomes stems with a weight. What was typed weighs most; then what people who say so look for
(the vocabulary); then words that nearly mean the same. A stem that stands in few things weighs
more (inverse document frequency, Robertson and Spärck Jones 1976). Two words in a row are looked
for as two, near each other (sequential dependence, Metzler and Croft 2005), and as one word; one
word is looked for as the two that it is made of.
"""

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from django.db import connection

from community.common.danger import Danger
from community.places.actions.vocabulary import filler_words
from community.places.activity_kinds import KINDS_BY_SLUG
from community.places.models.search_index import SEARCH_CONFIG
from marketplace.search.queries.spelling import mended_words, parse_words
from marketplace.search.queries.vocabulary import LANGUAGE
from marketplace.search.rules.named_kinds import named_kinds
from marketplace.search.rules.said import MAX_SAID_WORDS

MAX_STEMS = 60
# Tried on the open half of the judged searches: near these, none of them matters much.
SAID_WEIGHT, SAID_FADES, NEAR_WEIGHT = 0.6, 0.9, 0.4
TOLD_WEIGHT = 0.7  # of "bed" where somebody cannot get out of bed
TYPED_TOGETHER, SAID_TOGETHER, APART_WEIGHT = 0.3, 0.5, 0.6
SHARES = {"typed": 1.0, "joined": 1.5, "also": 0.7}
MAX_TOGETHER = 12
# As said.en.csv notes it: "broke" within a line may be a leg.
ONLY_BY_ITSELF = "'%%only by itself%%'"
MIN_JOINED_CHARS, MIN_APART_CHARS = 2, 3  # of each of the two


@dataclass(frozen=True)
class Meaning:
    """`words`: those that say something, as they were meant; `mended`: (typed, meant). `stems`: of
    each of `words`; `instead`: runs of stems that each of `words` is as well written as. `weights`:
    of every stem that is looked for; `together`: of runs of stems that stand near each other.
    `kinds`: the kinds of thing that the words name, if they name any (P86); `likely_kinds`: those
    of what people who say so look for."""

    words: tuple[str, ...] = ()
    mended: tuple[tuple[str, str], ...] = ()
    stems: tuple[tuple[str, ...], ...] = ()
    instead: tuple[tuple[tuple[str, ...], ...], ...] = ()
    weights: dict[str, float] = field(default_factory=dict)
    together: dict[tuple[str, ...], float] = field(default_factory=dict)
    kinds: frozenset[int] = frozenset()
    likely_kinds: frozenset[int] = frozenset()

    @property
    def is_empty(self) -> bool:
        """Nothing was typed that says anything: everything is looked for."""
        return not self.weights


@dataclass(frozen=True)
class _Term:
    """One stem of `text`, which answers: `rank`: its place in its list; `place`: the stem's in the
    text; `of`: how many stems that has; `things`: in how many the stem is; `kind`: the slug of the
    kind that a saying means first."""

    source: str
    origin: str
    rank: int
    likeness: int
    kind: str
    text: str
    stem: str
    place: int
    of: int
    things: int

    def is_typed(self, word: str) -> bool:
        return self.source == "typed" and self.origin == word

    def idf(self, things: int) -> float:
        return math.log(1 + (things - self.things + 0.5) / (self.things + 0.5))


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
    mends = {} if as_typed else mended_words(typed)
    mended = {word: mend.meant for word, mend in mends.items()}
    line = " ".join(mended.get(word, word) for word in typed).split()
    words = [word for word in line if word not in filler_words()] or line
    helps = [SAID_IN_DANGER[danger] for danger in dangers]
    things, terms = _look_up(
        words,
        line=line,
        also={mend.meant: mend.also for mend in mends.values() if mend.also},
        pairs=_pairs(line),
        runs=[run for _first, run in _runs(line)] + helps,
    )
    stems = {word: [term.stem for term in terms if term.is_typed(word)] for word in words}
    words = [word for word in dict.fromkeys(words) if stems[word]]
    said = _said_in(line, {term.origin for term in terms if term.source == "said"})
    told = said | set(helps)
    wanted = [
        term
        for term in terms
        if (term.origin in told if term.source == "said" else not dangers)
        and (term.origin in words or term.source != "near")
    ]
    runs = _runs_of_stems(wanted)
    return Meaning(
        words=tuple(words),
        mended=tuple(
            (word, meant) for word, meant in mended.items() if {*meant.split()} & {*words}
        ),
        stems=tuple(tuple(stems[word]) for word in words),
        instead=tuple(tuple(_instead(word, runs)) for word in words),
        weights=_weights(
            [term for term in wanted if term.source != "apart"], _single_words_of(said), things
        ),
        together=_together(runs, _pairs(line), things),
        kinds=named_kinds(words),
        likely_kinds=frozenset(
            KINDS_BY_SLUG[term.kind].code for term in wanted if term.kind in KINDS_BY_SLUG
        ),
    )


def _look_up(
    words: list[str],
    *,
    line: list[str],
    also: dict[str, str],
    pairs: list[tuple[str, str]],
    runs: list[str],
) -> tuple[int, list[_Term]]:
    """How many things there are; and the stems of the words, of what one that was mended may as
    well have been, of words near them, of two of them as
    one and one as two where words here are written so, and of what answers each of the runs of
    words that is a way of saying something; of one that is that only by itself, if it is all that
    `line` says."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"""
            WITH term (source, origin, rank, likeness, kind, text) AS (
                SELECT 'typed', word, 0, 100, '', word FROM unnest(%(words)s::text[]) AS word
                UNION ALL
                SELECT 'also', word, 0, 100, '', other
                FROM unnest(%(mended)s::text[], %(others)s::text[]) AS row (word, other)
                UNION ALL
                SELECT 'near', known.word, 0, other.likeness, '', other.word
                FROM places_nearword AS known, unnest(near, likeness) AS other (word, likeness)
                WHERE known.word = ANY(%(words)s)
                UNION ALL
                SELECT 'joined', first || ' ' || second, 0, 100, '', word
                FROM unnest(%(firsts)s::text[], %(seconds)s::text[]) AS pair (first, second)
                JOIN places_searchword ON word = first || second AND uses > 0
                UNION ALL
                SELECT 'apart', typed, 0, 100, '', first.word || ' ' || second.word
                FROM unnest(%(words)s::text[]) AS word (typed) CROSS JOIN LATERAL
                    generate_series({MIN_APART_CHARS}, length(typed) - {MIN_APART_CHARS}) AS at
                JOIN places_searchword AS first
                    ON first.word = left(typed, at) AND first.uses > 0
                JOIN places_searchword AS second
                    ON second.word = substr(typed, at + 1) AND second.uses > 0
                UNION ALL
                SELECT 'said', said, rank - 1, 100, coalesce(kinds[1], ''), mean
                FROM places_saying, unnest(means) WITH ORDINALITY AS row (mean, rank)
                WHERE language = %(language)s AND said = ANY(%(runs)s)
                    AND (is_local OR why NOT LIKE {ONLY_BY_ITSELF} OR said = ANY(%(by_itself)s))
            ), stem AS MATERIALIZED (
                SELECT term.*, lexeme, positions[1] AS place,
                    count(*) OVER (PARTITION BY source, origin, text) AS parts
                FROM term, unnest(to_tsvector(%(config)s::regconfig, text))
            )
            SELECT source, origin, rank, likeness, kind, text, lexeme, place, parts,
                coalesce(things, 0)
            FROM stem LEFT JOIN places_searchstem AS counted ON counted.stem = lexeme
            UNION ALL
            SELECT 'all', '', 0, 0, '', '', '', 0, 0, things
            FROM places_searchstem WHERE stem = ''
            """,
            {
                "words": words,
                "mended": list(also),
                "others": list(also.values()),
                "firsts": [first for first, _second in pairs],
                "seconds": [second for _first, second in pairs],
                "runs": runs,
                "by_itself": [" ".join(line), " ".join(words)],
                "language": LANGUAGE,
                "config": SEARCH_CONFIG,
            },
        )
        terms = [_Term(*row) for row in cursor.fetchall()]
    things = next((term.things for term in terms if term.source == "all"), 0)
    return things, [term for term in terms if term.source != "all"]


def _pairs(line: list[str]) -> list[tuple[str, str]]:
    """Each two words in a row of which one at least says something."""
    return [
        (first, second)
        for first, second in pairwise(line)
        if min(len(first), len(second)) >= MIN_JOINED_CHARS
        and not {first, second} <= filler_words()
    ]


def _runs_of_stems(terms: list[_Term]) -> dict[tuple[str, str, str], list[_Term]]:
    """The terms of each text in their order, by (source, origin, text)."""
    runs: dict[tuple[str, str, str], list[_Term]] = defaultdict(list)
    for term in sorted(terms, key=lambda term: term.place):
        runs[term.source, term.origin, term.text].append(term)
    return runs


def _instead(word: str, runs: dict[tuple[str, str, str], list[_Term]]) -> Iterator[tuple[str, ...]]:
    for (source, origin, _text), terms in runs.items():
        if source in ("joined", "apart", "also") and word in origin.split():
            yield tuple(term.stem for term in terms)


def _together(
    runs: dict[tuple[str, str, str], list[_Term]], pairs: list[tuple[str, str]], things: int
) -> dict[tuple[str, ...], float]:
    """The heaviest runs: of what answers, of a word taken apart, and of each two typed in a row."""
    weights: dict[tuple[str, ...], float] = {}

    def weigh(terms: Iterable[_Term], weight: float) -> None:
        stems = tuple(dict.fromkeys(term.stem for term in terms))
        if len(stems) > 1:
            weights[stems] = max(weights.get(stems, 0), weight)

    for (source, _origin, _text), terms in runs.items():
        heaviest = max(term.idf(things) for term in terms)
        if source == "said":
            share = SAID_TOGETHER * SAID_WEIGHT * SAID_FADES ** terms[0].rank
            weigh(terms, share * heaviest)
        elif source == "apart":
            weigh(terms, APART_WEIGHT * heaviest)
    for pair in pairs:
        two = [term for word in pair for term in runs.get(("typed", word, word), ())]
        weigh(two, TYPED_TOGETHER * sum(term.idf(things) for term in two))
    heaviest_first = sorted(weights, key=lambda stems: (-weights[stems], stems))
    return {stems: weights[stems] for stems in heaviest_first[:MAX_TOGETHER]}


def _weights(terms: list[_Term], in_said: set[str], things: int) -> dict[str, float]:
    weights: dict[str, float] = {}
    for term in terms:
        weight = _share(term) * (TOLD_WEIGHT if term.origin in in_said else 1) * term.idf(things)
        weights[term.stem] = max(weights.get(term.stem, 0), weight)
    heaviest = sorted(weights, key=lambda stem: (-weights[stem], stem))[:MAX_STEMS]
    return {stem: weights[stem] for stem in heaviest}


def _share(term: _Term) -> float:
    """What it weighs beside a word that was typed, which weighs 1."""
    if term.source == "near":
        return NEAR_WEIGHT * term.likeness / 100
    if term.source == "said":
        return SAID_WEIGHT * SAID_FADES**term.rank / math.sqrt(term.of)
    return SHARES[term.source]


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
