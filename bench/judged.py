"""How good what is found is: searches that two judged, beside BM25 over any word.

`data/judged_searches.json` holds for each search what answers it: 3 just what was meant, 2 well,
1 somewhat. Two wrote and judged it, each for themselves, who had not seen the words that search
knows; their grades are averaged, rounded down. Over all that either named, they agree with a
quadratic kappa of 0.69, and 2 in 100 grades differ by two or more. Half of it is held back: nobody
tunes by that. A few of its searches are nearly those of the other half ("counciling").

The feed that most of it is about is not part of this repository (its licence is not said):
`FEED=path` names it, an Open Referral UK file of version 1. Without it only the demo's are asked.
"""

import json
import math
import os
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from statistics import mean
from typing import Any

from django.core.management import call_command
from django.db import connection

from bench.scratch import as_owner
from community.common import clock
from community.places.actions.search_index import recount_search_words
from community.places.models.search_index import SEARCH_CONFIG
from community.places.queries import find_location
from marketplace.search.queries.results import search_near
from marketplace.search.queries.search_query import SearchQuery
from providers.models.supply import Listing

SEARCHES = Path(__file__).parent / "data" / "judged_searches.json"
HOME = "BS1 5TR"
MILES = 25
FIRST = 10  # nDCG is of so many; recall of twice as many
GOAL_OVER_BM25 = 0.15
K1, B = 1.2, 0.75  # BM25's constants, as its authors recommend
type Find = Callable[[str], list[str]]


@dataclass(frozen=True)
class Search:
    """`grades`: of what answers it, by the feed's id, or in the demo by its title."""

    words: str
    kind: str
    corpus: str
    half: str
    grades: dict[str, int]


@dataclass(frozen=True)
class Quality:
    """Of some searches: means from 0 to 1, and how many that have an answer found nothing."""

    what: str
    ndcg: float
    recall: float
    empty: int
    peer_ndcg: float
    peer_recall: float
    goal: float | None = None

    @property
    def is_met(self) -> bool:
        return self.goal is None or self.ndcg - self.peer_ndcg >= self.goal

    def __str__(self) -> str:
        goal = ""
        if self.goal is not None:
            goal = f"  (goal +{self.goal:g}) {'met' if self.is_met else 'NOT MET'}"
        return (
            f"{self.what:<34} nDCG@10 {self.ndcg:.3f} ({self.ndcg - self.peer_ndcg:+.3f} on BM25)"
            f"   recall@20 {self.recall:.3f} ({self.recall - self.peer_recall:+.3f})"
            f"   empty {self.empty}{goal}"
        )


def measure() -> Iterator[Quality]:
    searches = [Search(**each) for each in json.loads(SEARCHES.read_text())]
    asked: list[tuple[Search, list[str], list[str]]] = []
    try:
        for corpus, fill in CORPORA.items():
            if not fill():
                continue
            ours, peer = _found, _bm25()
            asked += [
                (each, ours(each.words), peer(each.words))
                for each in searches
                if each.corpus == corpus
            ]
    finally:
        _empty()
    for half in ("open", "held"):
        of_half = [row for row in asked if row[0].half == half and row[0].grades]
        by_kind = defaultdict(list)
        for row in of_half:
            by_kind[row[0].kind].append(row)
        for kind, rows in by_kind.items():
            yield _quality(f"{half}, {kind}", rows)
        is_whole = {each.corpus for each, _ours, _peer in of_half} == CORPORA.keys()
        goal = GOAL_OVER_BM25 if half == "held" and is_whole else None
        yield _quality(f"{half}, all", of_half, goal)


def _quality(what: str, rows: list, goal: float | None = None) -> Quality:
    return Quality(
        f"{what} ({len(rows)})",
        ndcg=mean(ndcg(ours, each.grades) for each, ours, _peer in rows),
        recall=mean(recall(ours, each.grades) for each, ours, _peer in rows),
        empty=sum(not ours for _each, ours, _peer in rows),
        peer_ndcg=mean(ndcg(peer, each.grades) for each, _ours, peer in rows),
        peer_recall=mean(recall(peer, each.grades) for each, _ours, peer in rows),
        goal=goal,
    )


def ndcg(found: list[str], grades: dict[str, int]) -> float:
    """Normalised discounted cumulative gain of the first ten (Järvelin and Kekäläinen 2002), where
    a grade gains 2 to its power, less 1."""

    def gain(in_turn: list[int]) -> float:
        return sum((2**grade - 1) / math.log2(place + 2) for place, grade in enumerate(in_turn))

    best = sorted(grades.values(), reverse=True)[:FIRST]
    return gain([grades.get(each, 0) for each in found[:FIRST]]) / gain(best)


def recall(found: list[str], grades: dict[str, int]) -> float:
    """What share of all that answers it is among the first twenty, of as many as could be."""
    return len(grades.keys() & set(found[: 2 * FIRST])) / min(len(grades), 2 * FIRST)


def _found(words: str) -> list[str]:
    """What our search shows, first to last, each once."""
    query = SearchQuery(location=find_location(HOME), query_text=words, miles=MILES)
    names = _names()
    return list(
        dict.fromkeys(
            names.get((hit.object_type, hit.object_id), hit.title)
            for hit in search_near(query).matches
        )
    )


def _bm25() -> Find:
    """BM25 (Robertson and Zaragoza 2009) over the same stems of the same rows: any word matches."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT object_type, object_id, title, lexeme, cardinality(positions)"
            " FROM places_searchentry, unnest(words) WHERE kind = 0"
        )
        names = _names()
        counts: dict[str, Counter[str]] = defaultdict(Counter)
        for object_type, object_id, title, lexeme, count in cursor.fetchall():
            counts[names.get((object_type, object_id), title)][lexeme] += count
    lengths = {name: sum(of_it.values()) for name, of_it in counts.items()}
    usual = mean(lengths.values())
    rows_with = Counter(lexeme for of_it in counts.values() for lexeme in of_it)

    def weight(name: str, lexeme: str) -> float:
        count = counts[name][lexeme]
        idf = math.log(1 + (len(counts) - rows_with[lexeme] + 0.5) / (rows_with[lexeme] + 0.5))
        return idf * count * (K1 + 1) / (count + K1 * (1 - B + B * lengths[name] / usual))

    def find(words: str) -> list[str]:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT lexeme FROM unnest(to_tsvector(%s::regconfig, %s))", [SEARCH_CONFIG, words]
            )
            lexemes = [lexeme for (lexeme,) in cursor.fetchall()]
        scores = {name: sum(weight(name, lexeme) for lexeme in lexemes) for name in counts}
        return sorted(filter(scores.get, scores), key=lambda name: -scores[name])

    return find


def _names() -> dict[tuple[str, int], str]:
    """What the grades call a listing that came by a feed; everything else goes by its title."""
    rows = Listing.objects.exclude(feed_row_id="").values_list("pk", "feed_row_id")
    return {("listing", pk): row_id for pk, row_id in rows}


def _fill_demo() -> bool:
    from demo.world.area import make_area, make_people  # the demo is not always installed
    from demo.world.supply import make_supply

    now: datetime = clock.now()
    area = make_area()
    make_people(area, now=now)
    make_supply(area, now=now)
    recount_search_words()
    return True


def _fill_feed() -> bool:
    path: Any = os.environ.get("FEED")
    if not path:
        print("  FEED= names no feed: only the demo's searches are asked")
        return False
    _empty()
    licence = {"licence": "of the file itself", "licence_url": "https://example.org/licence"}
    call_command("import_directory", path, quiet=True, middle=HOME, verbosity=0, **licence)
    recount_search_words()
    return True


def _empty() -> None:
    as_owner("TRUNCATE places_searchentry, places_searchstem")


CORPORA: dict[str, Callable[[], bool]] = {"demo": _fill_demo, "feed": _fill_feed}
