"""What is near a place, of all that can be found: at most four SQL statements."""

from dataclasses import dataclass, field, fields
from functools import reduce
from operator import add, or_

from django.contrib.postgres.search import SearchQuery
from django.db.models import (
    BooleanField,
    Expression,
    ExpressionWrapper,
    F,
    Field,
    FloatField,
    Func,
    IntegerField,
    Q,
    Value,
)
from django.db.models.functions import Cast

from community.places import grid
from community.places.actions.findable import LANGUAGE
from community.places.kinds import Kind
from community.places.models import Findable
from community.places.queries import Place, distance_km
from providers.states import Engager, PriceKind

from ..synonyms import also
from .facets import kinds_around
from .question import KM_A_MILE, MILES, Asked, Order
from .spelling import typed_words, well_spelt

MOST = 200
MOST_NOT_KNOWN = 60
SPARE = 30
THIN = 3

# The grid stretches by under a four-hundredth, so a circle this much wider misses nothing.
WIDER = 1.004
# `grid.ground_km` is true to one part in twenty thousand: this near an edge, geopy decides.
NEAR_AN_EDGE = 1e-4
EDGES_KM = tuple(miles * KM_A_MILE for miles in MILES)


@dataclass(slots=True)
class Found:
    """One thing as its card shows it, and what puts it in its place in the list.

    `has_facts`: every wanted fact is known to be so. `matched`: how many of the words it has.
    """

    thing: str
    thing_id: int
    title: str
    summary: str
    latitude: float
    longitude: float
    e: float
    n: float
    openness: int
    price_kind: str
    price_words: str
    price_pence: int | None
    suits: dict
    quality: dict
    engager: str
    purposes: list
    place_words: str
    when_words: str
    is_example: bool
    has_facts: bool
    matched: int
    in_title: bool
    km: float = 0.0


COLUMNS = [column.name for column in fields(Found) if column.name != "km"]


@dataclass(frozen=True)
class Results:
    """`not_known` are those of which a wanted fact is not known: never mixed with the matches.
    `showing_for` is what was searched, where that is not what was typed. `kinds` are counted only
    when no words were asked: they narrow a long list."""

    asked: Asked
    matches: list[Found] = field(default_factory=list)
    not_known: list[Found] = field(default_factory=list)
    kinds: list[tuple[Kind, int]] = field(default_factory=list)
    showing_for: str = ""
    has_some_words_only: bool = False
    is_cut: bool = False

    @property
    def is_thin(self) -> bool:
        return len(self.matches) < THIN


def find_near(asked: Asked) -> Results:
    """Everything findable within `asked.miles`, in the order its sentence says.

    The list is made of the 200 nearest that match; where there are more, `is_cut`. When nothing
    has all the words, misspelt ones are mended and what has most of them is shown.
    """
    typed = searched = typed_words(asked.words)
    rows = _nearest(asked, _all_of(typed), typed)
    if typed and not rows:
        searched = well_spelt(typed)
    if searched != typed or not rows and len(typed) > 1:
        rows = _with_most_words(_nearest(asked, _any_of(searched), searched))
    rows.sort(key=_order(asked))
    matches = [row for row in rows if row.has_facts]
    return Results(
        asked=asked,
        matches=matches[:MOST],
        not_known=[row for row in rows if not row.has_facts],
        kinds=[] if typed else kinds_around(asked.place, asked.km),
        showing_for=" ".join(searched) if rows and searched != typed else "",
        has_some_words_only=bool(rows) and rows[0].matched < len(searched),
        is_cut=len(matches) > MOST,
    )


def _nearest(asked: Asked, words: Q, each_word: list[str]) -> list[Found]:
    """The nearest that match, a few more than are shown, with their distance."""
    near = Findable.objects.filter(words, kind=asked.kind).annotate(**_how_well(each_word))
    if asked.free_only:
        near = near.filter(price_kind__in=[PriceKind.FREE, PriceKind.GRANT])
    if each_word or asked.free_only or asked.wants_facts:
        # What narrows could lead the index across the country; without, the nearest come at once.
        near = near.filter(_inside(asked))
    near = near.order_by(_compared(_point(F("e"), F("n")), "<->", _at(asked.place), FloatField()))
    certain, excluded = _facts(asked)
    chosen = near.filter(certain).annotate(has_facts=Value(True))[: MOST + SPARE]
    if asked.wants_facts:
        unsure = near.exclude(certain).exclude(excluded).annotate(has_facts=Value(False))
        chosen = chosen.union(unsure[:MOST_NOT_KNOWN], all=True)
    found = [Found(*row) for row in chosen.values_list(*COLUMNS)]
    for row in found:
        row.km = _km(asked.place, row)
    return [row for row in found if row.km <= asked.km]


def _inside(asked: Asked) -> Func:
    """In the square around the circle, by the index on (kind, point)."""
    e, n, reach = asked.place.e, asked.place.n, asked.km * 1000 * WIDER
    square = Func(_point(e - reach, n - reach), _point(e + reach, n + reach), function="box")
    return _compared(_point(F("e"), F("n")), "<@", square, BooleanField())


def _all_of(words: list[str]) -> Q:
    return reduce(lambda all_of, word: all_of & _has(word), words, Q())


def _any_of(words: list[str]) -> Q:
    return reduce(lambda any_of, word: any_of | _has(word), words, Q())


def _has(word: str) -> Q:
    return Q(words=_query(word))


def _query(word: str) -> SearchQuery:
    """The word, its other forms, or a word that means the same here."""
    return reduce(or_, (SearchQuery(same, config=LANGUAGE) for same in (word, *also(word))))


def _how_well(words: list[str]) -> dict[str, Expression]:
    """How many of the words a thing has, and whether its title has any."""
    if not words:
        return {"matched": Value(0), "in_title": Value(False)}
    title = Func(F("words"), template="ts_filter(%(expressions)s, '{a}')", output_field=Field())
    any_word = reduce(or_, (_query(word) for word in words))
    return {
        "matched": reduce(add, (_as_number(_has(word)) for word in words)),
        "in_title": _compared(title, "@@", any_word, BooleanField()),
    }


def _as_number(condition: Q) -> Cast:
    return Cast(ExpressionWrapper(condition, BooleanField()), IntegerField())


def _facts(asked: Asked) -> tuple[Q, Q]:
    """What is certainly as asked, and what certainly is not. The rest is not known."""
    certain, excluded = Q(), Q()
    if asked.suits:
        certain &= Q(suits__contains=dict.fromkeys(asked.suits, "yes"))
    for fact in asked.suits:
        excluded |= Q(suits__contains={fact: "no"})
    if asked.no_employer:
        certain &= ~Q(engager__in=[Engager.YOU, Engager.NOT_KNOWN])
        excluded |= Q(engager=Engager.YOU)
    return certain, excluded


def _km(place: Place, found: Found) -> float:
    km = grid.ground_km((place.e, place.n), (found.e, found.n))
    if any(abs(km - edge) < edge * NEAR_AN_EDGE for edge in EDGES_KM):
        km = distance_km(place, found)
    return km


def _with_most_words(rows: list[Found]) -> list[Found]:
    most = max((row.matched for row in rows), default=0)
    return [row for row in rows if row.matched == most]


def _order(asked: Asked):
    """Distance band, open to new people, suits what was asked, distance. Or the price, when that
    was chosen. Then the thing's own number, so that equals keep their places."""

    def place_in_list(row: Found):
        near = (
            sum(row.km > edge for edge in EDGES_KM),
            -row.openness,
            asked.entrance not in row.purposes,
            -row.matched,
            not row.in_title,
            row.km,
            row.thing,
            row.thing_id,
        )
        if asked.order is Order.PRICE:
            return (row.price_pence is None, row.price_pence or 0, *near)
        return near

    return place_in_list


def _point(e, n) -> Func:
    return Func(e, n, function="point", output_field=Field())


def _at(place: Place) -> Func:
    return _point(Value(place.e), Value(place.n))


def _compared(left, operator: str, right, answer: Field) -> Func:
    return Func(
        left,
        right,
        arg_joiner=f" {operator} ",
        template="(%(expressions)s)",
        output_field=answer,
    )
