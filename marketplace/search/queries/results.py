"""What is near a place, of all that can be found: at most three SQL statements."""

from dataclasses import dataclass, field

from community.places.activity_kinds import Kind
from marketplace.search.queries.facets import kinds_around
from marketplace.search.queries.nearest import EDGES_KM, MOST, Found, nearest
from marketplace.search.queries.search_query import SUITED, Asked, Entrance, Order
from marketplace.search.queries.spelling import typed_words, well_spelt
from marketplace.search.rules.synonyms import what_is_brought

THIN = 3


@dataclass(frozen=True)
class Results:
    """`not_known` are those of which a wanted fact is not known: never mixed with the matches.
    `showing_for` is what was searched, where that is not what was typed. `kinds` are counted only
    when no words were asked: they narrow a long list. Nothing may have all the words:
    `has_some_words_only`."""

    asked: Asked
    matches: list[Found] = field(default_factory=list)
    not_known: list[Found] = field(default_factory=list)
    kinds: list[tuple[Kind, int]] = field(default_factory=list)
    showing_for: str = ""
    has_some_words_only: bool = False
    is_cut: bool = False

    @property
    def is_thin(self) -> bool:
        """Too little to be sure that nothing is missing."""
        return len(self.matches) < THIN or self.has_some_words_only


def find_near(asked: Asked) -> Results:
    """Everything findable within `asked.miles`, in the order its sentence says.

    The list is made of the 200 nearest that match; where there are more, `is_cut`. When nothing
    has all the words, misspelt ones are mended and what has most of them is shown.
    """
    typed = searched = typed_words(asked.words)
    if asked.entrance is Entrance.BRING:
        typed = searched = what_is_brought(typed)
    rows = nearest(asked, typed)
    if typed and not rows:
        searched = well_spelt(typed)
    is_any_word = searched != typed or not rows and len(typed) > 1
    if is_any_word:
        rows = _with_most_words(nearest(asked, searched, every=False))
    rows.sort(key=_order(asked))
    matches = [row for row in rows if row.has_facts]
    return Results(
        asked=asked,
        matches=matches[:MOST],
        not_known=[row for row in rows if not row.has_facts],
        kinds=[] if typed else kinds_around(asked.place, asked.km),
        showing_for=" ".join(searched) if rows and searched != typed else "",
        has_some_words_only=is_any_word and any(row.matched < len(searched) for row in rows),
        is_cut=len(matches) > MOST,
    )


def _with_most_words(rows: list[Found]) -> list[Found]:
    most = max((row.matched for row in rows), default=0)
    return [row for row in rows if row.matched == most]


def _order(asked: Asked):
    """Has a known place, distance band, open to new people, suits what was asked, distance. Or the
    price, when that was chosen. Then the thing's own number, so that equals keep their places."""

    suited = SUITED[asked.entrance] if asked.entrance else frozenset()

    def place_in_list(row: Found):
        near = (
            not row.has_place,
            sum(row.km > edge for edge in EDGES_KM),
            -row.openness,
            suited.isdisjoint(row.purposes),
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
