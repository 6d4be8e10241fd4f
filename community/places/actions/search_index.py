"""Keep the search index. Called by the app that owns the thing, in its transaction."""

from collections.abc import Mapping
from functools import reduce
from operator import add
from typing import Any

from django.contrib.postgres.search import SearchVector
from django.db import connection, transaction
from django.db.models import QuerySet, Value
from django.db.models.expressions import CombinedExpression

from community.places import grid
from community.places.activity_kinds import ANY_KIND, KINDS_BY_CODE, ActivityKind
from community.places.days_said import day_parts_said, days_said
from community.places.models.search_index import SEARCH_CONFIG, ObjectType, SearchEntry
from community.places.search_document import SearchDocument

WORDS_LOCK, KINDS_LOCK = 7_204_001, 7_204_002
ENTRY_COLUMNS = [field.name for field in SearchEntry._meta.fields if field.name != "id"]
ENTRY_KEY = ("object_type", "object_id", "kind")


@transaction.atomic
def index_object(*, document: SearchDocument) -> SearchEntry:
    """Make a thing findable, or write anew what is said of it. Returns its row of kind "any".

    The caller holds the lock on its own row, so that the later of two calls wins whole.
    """
    kinds = [KINDS_BY_CODE[code] for code in sorted(set(document.kinds) & KINDS_BY_CODE.keys())]
    columns = _columns(document, kinds)
    codes = [ANY_KIND, *(kind.code for kind in kinds)]
    SearchEntry.objects.bulk_create(
        # Kind 0 first: whoever has its row shows this thing, and a second caller waits there.
        [SearchEntry(kind=code, **columns) for code in codes],
        update_conflicts=True,
        unique_fields=ENTRY_KEY,
        update_fields=[name for name in ENTRY_COLUMNS if name not in ENTRY_KEY],
    )
    rows = _rows_of(document.object_type, document.object_id)
    rows.exclude(kind__in=codes).delete()
    _keep_words(" ".join(text for _weight, text in _parts(document, kinds)))
    return rows.get(kind=ANY_KIND)


@transaction.atomic
def unindex_object(*, object_type: ObjectType, object_id: int) -> None:
    """Take a thing out of every search. Hiding what is not shown changes nothing."""
    _rows_of(object_type, object_id).delete()


@transaction.atomic
def unindex_pools_of_group(group_id: int) -> None:
    """Nobody who finds them could come in. What forms when it opens again is shown by a sweep."""
    SearchEntry.objects.filter(object_type=ObjectType.POOL, group_id=group_id).delete()


def recount() -> None:
    """What is counted once for all who look: at night, and at the end of each import."""
    recount_search_words()
    recount_kinds()


@transaction.atomic
def recount_kinds() -> None:
    """Count anew how many things of each kind are in each square."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [KINDS_LOCK])
        cursor.execute("DELETE FROM places_kindcount")
        cursor.execute(
            """
            INSERT INTO places_kindcount (grid_cell, kind, things)
            SELECT grid_cell, kind, count(*) FROM places_searchentry WHERE kind > 0
            GROUP BY grid_cell, kind
            """
        )


@transaction.atomic
def recount_search_words() -> None:
    """Count anew in how many things each stem stands, and with it each word; forget the words that
    are in none (fault I17)."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [WORDS_LOCK])
        cursor.execute("DELETE FROM places_searchstem")
        cursor.execute(
            """
            INSERT INTO places_searchstem (stem, things)
            SELECT word, ndoc FROM ts_stat('SELECT words FROM places_searchentry WHERE kind = 0')
            UNION ALL SELECT '', count(*) FROM places_searchentry WHERE kind = 0
            """
        )
        cursor.execute(
            """
            WITH counted AS (
                SELECT known.word, coalesce(max(things), 0) AS things
                FROM places_searchword AS known
                LEFT JOIN LATERAL unnest(to_tsvector(%s::regconfig, known.word)) ON true
                LEFT JOIN places_searchstem ON stem = lexeme
                GROUP BY known.word
            )
            UPDATE places_searchword AS known SET uses = things FROM counted
            WHERE counted.word = known.word AND uses <> things
            """,
            [SEARCH_CONFIG],
        )
        cursor.execute("DELETE FROM places_searchword WHERE uses = 0 AND NOT in_vocabulary")


def _rows_of(object_type: ObjectType, object_id: int) -> QuerySet[SearchEntry]:
    return SearchEntry.objects.filter(object_type=object_type, object_id=object_id)


def _columns(document: SearchDocument, kinds: list[ActivityKind]) -> dict[str, Any]:
    """What each of its rows holds, but for the kind."""
    e, n = grid.from_wgs84(document.latitude, document.longitude)
    return {
        "object_type": document.object_type,
        "object_id": document.object_id,
        "e": e,
        "n": n,
        "latitude": document.latitude,
        "longitude": document.longitude,
        "grid_cell": grid.grid_cell(e, n),
        "has_location": document.has_location,
        "is_by_district": document.is_by_district,
        "openness": document.openness,
        "words": _weighed(document, kinds),
        "title": document.title[:160],
        "summary": document.summary[:300],
        "price_kind": document.price_kind,
        "price_words": document.price_words,
        "price_pence": document.price_pence,
        "suits": _yes_or_no(document.suits),
        "quality": dict(document.quality),
        "engager": document.engager,
        "purposes": list(document.purposes),
        "place_words": document.place_words,
        "when_words": document.when_words,
        "kinds": [kind.code for kind in kinds],
        "days": int(days_said(document.when_words)),
        "day_parts": int(day_parts_said(document.when_words)),
        "opens_at": document.opens_at,
        "closes_at": document.closes_at,
        "group_id": document.group_id,
        "area_id": document.area_id,
        "is_example": document.is_example,
    }


def _weighed(
    document: SearchDocument, kinds: list[ActivityKind]
) -> SearchVector | CombinedExpression:
    return reduce(
        add,
        (
            SearchVector(Value(text), weight=weight, config=SEARCH_CONFIG)
            for weight, text in _parts(document, kinds)
        ),
    )


def _parts(document: SearchDocument, kinds: list[ActivityKind]) -> tuple[tuple[str, str], ...]:
    """What is searched: the title counts most, then its kinds and summary, then the rest."""
    kind_names = " ".join(str(kind.name) for kind in kinds)
    return (
        ("A", document.title),
        ("B", f"{kind_names} {document.summary}"),
        ("C", document.search_words),
        ("D", document.place_words),
    )


def _yes_or_no(suits: Mapping[str, Any]) -> dict[str, str]:
    answers = {
        fact: answer["answer"] if isinstance(answer, Mapping) else answer
        for fact, answer in suits.items()
    }
    return {fact: answer for fact, answer in answers.items() if answer in ("yes", "no")}


def _keep_words(text: str) -> None:
    # Only an aid to spelling, so it never waits: while another transaction is adding words these
    # are left to the nightly recount. Waiting here could deadlock two long imports.
    with connection.cursor() as cursor:
        cursor.execute(
            """
            INSERT INTO places_searchword (word, uses)
            SELECT word, 1 FROM places_words_of(%s) AS word
            WHERE pg_try_advisory_xact_lock(%s)
            ON CONFLICT (word) DO NOTHING
            """,
            [text, WORDS_LOCK],
        )
