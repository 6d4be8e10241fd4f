"""Five unlike options from plain words, or from a story that is pasted as it is (M81, M90).

The words are read here and kept nowhere; what is shown of them stands on the answer alone (P65).
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from django.utils.translation import gettext as _

from community.common.danger import Danger, dangers_in
from community.common.intake import words_in
from community.places.actions.vocabulary import filler_words
from community.places.models.search_index import ObjectType
from marketplace.search.queries.nearest import FREE_PRICES, NO_MONEY_NEEDED
from marketplace.search.queries.results import SearchResults, search_near
from marketplace.search.queries.search_query import SearchQuery
from marketplace.search.queries.suggestions import Suggestion, option_candidates, unlike_ones
from providers.queries.supply import ids_open_to_everybody

MAX_WISHES = 6
MAX_STORY_CHARS = 2000
BETWEEN_WISHES = re.compile(r"[,.;:!?\n]+|\band\b", re.IGNORECASE)
SAME_START_CHARS = 4  # "photographs" is why "photography" is there


@dataclass(frozen=True)
class Options:
    """`dangers`: what the words may be about, shown where to turn before any of these (P98)."""

    query: SearchQuery
    suggestions: list[Suggestion]
    dangers: frozenset[Danger]


def unlike_options(text: str, query: SearchQuery) -> Options:
    """At most five of which no two share a kind: what the words name first (P86), something free
    among them, and an ordinary place that is open to everybody, where there are such. `query`:
    where and how far. No word of a story is taken for a misspelt one."""
    founds = [
        search_near(replace(query, query_text=wish, as_typed=True)) for wish in _wishes(text)
    ] or [search_near(query)]
    candidates = option_candidates(*founds)
    ordinary = ids_open_to_everybody(
        each.hit.object_id for each in candidates if each.hit.object_type == ObjectType.LISTING
    )

    def is_ordinary(each: Suggestion) -> bool:
        return each.hit.object_type == ObjectType.LISTING and each.hit.object_id in ordinary

    chosen = unlike_ones(candidates)
    chosen = _with_one(chosen, candidates, _is_free, keep=())
    chosen = _with_one(chosen, candidates, is_ordinary, keep=(_is_free,))
    return Options(
        query=query,
        suggestions=[replace(each, why=_why(each, founds)) for each in chosen],
        dangers=dangers_in(text),
    )


def _wishes(text: str) -> list[str]:
    """The parts of a line or a story, each of which is looked for by itself."""
    parts = [part.strip() for part in BETWEEN_WISHES.split(text)]
    return [part for part in parts if _telling(part)][:MAX_WISHES]


def _telling(text: str) -> list[str]:
    return [word for word in words_in(text) if word not in filler_words()]


def _is_free(each: Suggestion) -> bool:
    return each.hit.price_kind in (*FREE_PRICES, NO_MONEY_NEEDED)


def _with_one(
    chosen: list[Suggestion],
    candidates: Iterable[Suggestion],
    is_so: Callable[[Suggestion], bool],
    *,
    keep: Sequence[Callable[[Suggestion], bool]],
) -> list[Suggestion]:
    """The same, where one is so; else the first of the candidates that is so stands for one of the
    last: never for the first, and not for the only one that something else holds of."""
    if any(map(is_so, chosen)):
        return chosen
    for place in range(len(chosen) - 1, 0, -1):
        others = chosen[:place] + chosen[place + 1 :]
        if not all(any(map(holds, others)) for holds in keep if any(map(holds, chosen))):
            continue
        taken = set(chain.from_iterable(each.kinds for each in others))
        for each in candidates:
            if is_so(each) and taken.isdisjoint(each.kinds):
                return [*others, each]
    return chosen


def _why(each: Suggestion, founds: Iterable[SearchResults]) -> list[str]:
    """Because of which words it is there, in the asker's own: those that its own text has, else all
    that tell something of the wish that found it."""
    thing = (each.hit.object_type, each.hit.object_id)
    for found in founds:
        if thing in {(hit.object_type, hit.object_id) for hit in found.matches}:
            telling = _telling(found.query.query_text)
            if telling:
                words = _words_of(telling, f"{each.hit.title} {each.hit.summary}") or telling
                said = " ".join(dict.fromkeys(words))
                return [_("Because you said “%(words)s”") % {"words": said}, *each.why]
    return each.why


def _words_of(words: Iterable[str], text: str) -> list[str]:
    starts = {word[:SAME_START_CHARS] for word in words_in(text)}
    return [word for word in words if word[:SAME_START_CHARS] in starts]
