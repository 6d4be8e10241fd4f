"""A few unlike things that may answer, each with why (P99, M81)."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import chain, zip_longest

from django.utils.translation import gettext as _

from community.places.activity_kinds import ANY_KIND, KINDS_BY_CODE, ActivityKind
from community.places.models.search_index import OpennessRank
from marketplace.search.queries.nearest import SearchHit
from marketplace.search.queries.results import SearchResults, search_near
from marketplace.search.queries.vocabulary import known_vocabulary
from marketplace.search.rules.facts_meant import facts_meant
from marketplace.search.rules.topics import kinds_meant
from marketplace.search.wording import FACT_TEXTS
from providers.states import PriceKind, YesNoUnknown

UNLIKE = 5
MAX_SUGGESTIONS = 10
MAX_CANDIDATES = 60

Thing = tuple[str, int]


@dataclass(frozen=True)
class Suggestion:
    """One listing, group or shared cost, and why it is here: in a few words each, from what was
    asked. `kinds`: what it is of."""

    hit: SearchHit
    kinds: tuple[ActivityKind, ...]
    why: list[str]


def suggest_options(found: SearchResults, *further: SearchResults) -> list[Suggestion]:
    """At most ten, and of the first five no two of a kind; in the order that the search has them,
    which is the only one. What has no places just now is none; nor is anything for words of danger.
    `further`: for each further wish of the same line, what was found for it.

    In turn what was found, and what is so as the words mean that a place must be: what somebody has
    leads to ordinary things that fit. Then what is near. At most four statements.
    """
    return _unlike_first(option_candidates(found, *further))[:MAX_SUGGESTIONS]


def option_candidates(found: SearchResults, *further: SearchResults) -> list[Suggestion]:
    """Those that five unlike ones are taken from: what the words name first, then in turn."""
    every = sorted(
        (each for each in (found, *further) if not each.dangers), key=lambda each: not _names(each)
    )
    if not every:
        return []
    query = found.query
    vocabulary = known_vocabulary()
    text = " ".join(each.query.query_text for each in every)
    facts = facts_meant(text, vocabulary)
    anything = replace(query, query_text="", kind=ANY_KIND)
    fitting = replace(anything, suits=(*query.suits, *facts))
    by_facts = search_near(fitting).matches if facts else []
    near = search_near(anything).matches if anything != query else []
    hits = [
        hit
        for hit in _once(chain(_in_turn(*(each.matches for each in every), by_facts), near))
        if hit.openness != OpennessRank.FULL
    ][:MAX_CANDIDATES]
    meant = [query.kind] if query.kind else kinds_meant(text, vocabulary)
    must_be = (*query.suits, *facts)
    return [Suggestion(hit, _kinds(hit), _why(hit, _kinds(hit), meant, must_be)) for hit in hits]


def _names(found: SearchResults) -> bool:
    return bool(found.matches) and found.matches[0].is_named_kind


def _in_turn(*lists: list[SearchHit]) -> Iterator[SearchHit]:
    return (hit for row in zip_longest(*lists) for hit in row if hit is not None)


def _once(hits: Iterable[SearchHit]) -> list[SearchHit]:
    """Each where it comes first."""
    first: dict[Thing, SearchHit] = {}
    for hit in hits:
        first.setdefault(_thing(hit), hit)
    return list(first.values())


def _unlike_first(candidates: list[Suggestion]) -> list[Suggestion]:
    """Five of which no two share a kind, as they come; and then the others, as they come."""
    unlike = unlike_ones(candidates)
    return unlike + [each for each in candidates if each not in unlike]


def unlike_ones(candidates: Iterable[Suggestion]) -> list[Suggestion]:
    """At most five, as they come, of which no two share a kind."""
    unlike: list[Suggestion] = []
    taken: set[ActivityKind] = set()
    for each in candidates:
        if len(unlike) < UNLIKE and taken.isdisjoint(each.kinds):
            unlike.append(each)
            taken.update(each.kinds)
    return unlike


def _kinds(hit: SearchHit) -> tuple[ActivityKind, ...]:
    return tuple(KINDS_BY_CODE[code] for code in hit.kinds if code in KINDS_BY_CODE)


def _thing(hit: SearchHit) -> Thing:
    return hit.object_type, hit.object_id


def _why(
    hit: SearchHit,
    kinds: Collection[ActivityKind],
    meant: Collection[int],
    must_be: Collection[str],
) -> list[str]:
    """Why a thing is suggested, in a few words each: from what was asked, never from who asks."""
    texts = [str(kind.name) for kind in kinds if kind.code in meant]
    texts += [
        str(text)
        for fact, text in FACT_TEXTS.items()
        if fact in must_be and hit.suits.get(fact) == YesNoUnknown.YES
    ]
    if not texts:
        texts = [_("Something quite different")]
    if hit.has_location:
        texts.append(_("Near you"))
    if hit.price_kind in (PriceKind.FREE, PriceKind.GRANT):
        texts.append(_("Free"))
    return texts
