"""Keep the table of findable things. Called by the app that owns the thing, in its transaction."""

from collections.abc import Iterable, Mapping
from functools import reduce
from operator import add

from django.contrib.postgres.search import SearchVector
from django.db import connection, transaction
from django.db.models import Value

from community.places import grid
from community.places.activity_kinds import ANY_KIND, KINDS_BY_CODE
from community.places.models.search_index import ObjectType, OpennessRank, SearchEntry

WORDS_LOCK = 7_204_001
SEARCH_CONFIG = "plain_english"
ENTRY_COLUMNS = [field.name for field in SearchEntry._meta.fields if field.name != "id"]
ENTRY_KEY = ("thing", "thing_id", "kind")


@transaction.atomic
def index_object(
    *,
    thing: ObjectType | str,
    thing_id: int,
    title: str,
    summary: str,
    words: str = "",
    latitude: float,
    longitude: float,
    has_place: bool = True,
    kinds: Iterable[int] = (),
    openness: OpennessRank | int = OpennessRank.NOT_KNOWN,
    price_kind: str,
    price_words: str = "",
    price_pence: int | None = None,
    suits: Mapping | None = None,
    quality: Mapping | None = None,
    engager: str = "",
    purposes: Iterable[str] = (),
    place_words: str = "",
    when_words: str = "",
    area_id: int | None = None,
    is_example: bool = False,
) -> SearchEntry:
    """Make a thing findable, or write anew what is said of it. Returns its row of kind "any".

    `words` is all that may be searched beyond title, summary, kinds and place. `suits` may hold
    plain answers or {"answer": …, "on": …, "who": …}; only the answer is kept. The caller holds
    the lock on its own row, so that the later of two calls wins whole.
    """
    e, n = grid.from_wgs84(latitude, longitude)
    known = [KINDS_BY_CODE[code] for code in sorted(set(kinds) & KINDS_BY_CODE.keys())]
    facts = {
        "thing": ObjectType(thing),
        "thing_id": thing_id,
        "e": e,
        "n": n,
        "latitude": latitude,
        "longitude": longitude,
        "cell": grid.cell(e, n),
        "has_place": has_place,
        "openness": OpennessRank(openness),
        "words": _weighed(title, [str(kind.name) for kind in known], summary, words, place_words),
        "title": title[:160],
        "summary": summary[:300],
        "price_kind": price_kind,
        "price_words": price_words,
        "price_pence": price_pence,
        "suits": _answers(suits),
        "quality": dict(quality or {}),
        "engager": engager,
        "purposes": list(purposes),
        "place_words": place_words,
        "when_words": when_words,
        "area_id": area_id,
        "is_example": is_example,
    }
    # Kind 0 first: whoever has its row shows this thing, and a second caller waits there.
    rows = [SearchEntry(kind=kind, **facts) for kind in (ANY_KIND, *(kind.code for kind in known))]
    SearchEntry.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=ENTRY_KEY,
        update_fields=[name for name in ENTRY_COLUMNS if name not in ENTRY_KEY],
    )
    _rows_of(thing, thing_id).exclude(kind__in=[row.kind for row in rows]).delete()
    _keep_words(f"{title} {summary}")
    return _rows_of(thing, thing_id).get(kind=ANY_KIND)


@transaction.atomic
def unindex_object(*, thing: ObjectType | str, thing_id: int) -> None:
    """Take a thing out of every search. Hiding what is not shown changes nothing."""
    _rows_of(thing, thing_id).delete()


@transaction.atomic
def recount_words() -> None:
    """Count anew in how many titles and summaries each word is; forget those in none."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [WORDS_LOCK])
        cursor.execute(
            """
            WITH counted AS (
                SELECT word, count(*) AS uses
                FROM places_searchentry, places_words_of(title || ' ' || summary) AS word
                WHERE kind = 0 GROUP BY word
            ), gone AS (
                DELETE FROM places_searchword AS known
                WHERE NOT EXISTS (SELECT FROM counted WHERE counted.word = known.word)
            )
            INSERT INTO places_searchword (word, uses) SELECT word, uses FROM counted
            ON CONFLICT (word) DO UPDATE SET uses = EXCLUDED.uses
            WHERE places_searchword.uses <> EXCLUDED.uses
            """
        )


def _rows_of(thing, thing_id):
    return SearchEntry.objects.filter(thing=thing, thing_id=thing_id)


def _weighed(title, kinds, summary, words, place_words):
    """What is searched: the title counts most, then its kinds and summary, then the rest."""
    parts = (
        ("A", title),
        ("B", f"{' '.join(kinds)} {summary}"),
        ("C", words),
        ("D", place_words),
    )
    return reduce(
        add,
        (SearchVector(Value(text), weight=weight, config=SEARCH_CONFIG) for weight, text in parts),
    )


def _answers(suits: Mapping | None) -> dict[str, str]:
    given = {
        fact: said["answer"] if isinstance(said, Mapping) else said
        for fact, said in (suits or {}).items()
    }
    return {fact: answer for fact, answer in given.items() if answer in ("yes", "no")}


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
