"""What stands where nothing was found: from any postcode something (M128, fault J14)."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import connection

from community.places.activity_kinds import ACTIVITY_KINDS, ANY_KIND, KINDS_BY_CODE, ActivityKind
from community.places.grid import KM_PER_MILE
from community.places.models.areas import Area
from community.places.models.search_index import OpennessRank
from community.places.queries import AreasAround, Location, areas_around
from marketplace.search.queries.demand import DemandTopic, demand_near
from marketplace.search.queries.nearest import SearchHit, nearest_hits
from marketplace.search.queries.search_query import MILES, SearchQuery
from marketplace.search.queries.understanding import Meaning
from marketplace.search.queries.vocabulary import known_vocabulary
from marketplace.search.rules.said import Vocabulary
from marketplace.search.rules.topics import kinds_meant
from providers.states import MAKES_AN_EMPLOYER, YesNoUnknown

MAX_KINDS = 3
MAX_NEARBY = 3
MAX_ASKED = 5
MAX_LIKE_AREAS = 3
ANYWHERE_MILES = 1000  # from one end of the country to the other, and over


@dataclass(frozen=True)
class KindNear:
    """A kind, and how far the nearest of it is. `miles`: the least one may choose that reaches it;
    None where it is farther than any."""

    kind: ActivityKind
    km: float

    @property
    def miles(self) -> int | None:
        return next((miles for miles in MILES if self.km <= miles * KM_PER_MILE), None)


@dataclass(frozen=True)
class NothingFound:
    """`kinds` that could be meant, that there are somewhere; `nearby`: the nearest things of any
    kind, however far; `asked`: what several people around asked for; `areas`: what is open;
    `missing`: kinds that are not as near as was asked, and are in `like_areas`."""

    kinds: list[KindNear]
    nearby: list[SearchHit]
    asked: list[DemandTopic]
    areas: AreasAround
    missing: list[ActivityKind]
    like_areas: list[Area]


def nothing_found(query: SearchQuery, *, now: datetime) -> NothingFound:
    """For a question that has no answer. The same ten statements for each."""
    near = _nearest_of_kinds(query.location)
    areas = areas_around(query.location)
    like_areas = _like(areas)
    nearby = nearest_hits(_anything(query), Meaning())
    missing = _kinds_in(like_areas) - {each.kind.code for each in near if each.km <= query.km}
    return NothingFound(
        kinds=_could_be_meant(query, near, known_vocabulary())[:MAX_KINDS],
        nearby=_nearest_that_may_suit(query, nearby)[:MAX_NEARBY],
        asked=demand_near(query.location, now=now)[:MAX_ASKED],
        areas=areas,
        missing=[kind for kind in ACTIVITY_KINDS if kind.code in missing],
        like_areas=like_areas,
    )


def _nearest_of_kinds(location: Location) -> list[KindNear]:
    """Of each kind that there is, how far the nearest is; the nearest first. One statement."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT asked.kind, near.metres FROM unnest(%(kinds)s::int[]) AS asked (kind),
            LATERAL (
                SELECT point(e, n) <-> point(%(e)s, %(n)s) AS metres FROM places_searchentry
                WHERE kind = asked.kind AND has_location
                ORDER BY point(e, n) <-> point(%(e)s, %(n)s) LIMIT 1
            ) AS near ORDER BY near.metres, asked.kind
            """,
            {"kinds": list(KINDS_BY_CODE), "e": location.e, "n": location.n},
        )
        return [KindNear(KINDS_BY_CODE[code], metres / 1000) for code, metres in cursor.fetchall()]


def _could_be_meant(
    query: SearchQuery, near: list[KindNear], vocabulary: Vocabulary
) -> list[KindNear]:
    """Those that the words or the chosen kind mean; else whatever is nearest."""
    near_by_code = {each.kind.code: each for each in near}
    meant = [query.kind] if query.kind else kinds_meant(query.query_text, vocabulary)
    return [near_by_code[code] for code in meant if code in near_by_code] or near


def _anything(query: SearchQuery) -> SearchQuery:
    return replace(
        query,
        query_text="",
        kind=ANY_KIND,
        suits=(),
        no_employer=False,
        day=None,
        day_part=None,
        miles=ANYWHERE_MILES,
    )


def _nearest_that_may_suit(query: SearchQuery, hits: list[SearchHit]) -> list[SearchHit]:
    """Never what is known not to be as it must; what has no places just now comes last. Then the
    thing's own number, so that equals keep their places."""
    may_suit = [hit for hit in hits if not _is_known_unlike(hit, query)]
    return sorted(
        may_suit,
        key=lambda hit: (
            hit.openness == OpennessRank.FULL,
            hit.km,
            hit.object_type,
            hit.object_id,
        ),
    )


def _is_known_unlike(hit: SearchHit, query: SearchQuery) -> bool:
    is_not_so = any(hit.suits.get(fact) == YesNoUnknown.NO for fact in query.suits)
    return is_not_so or query.no_employer and hit.engager in MAKES_AN_EMPLOYER


def _like(areas: AreasAround) -> list[Area]:
    """The nearest other open areas, of the same nation where any is."""
    others = [area for area, _km in areas.others]
    same = [area for area in others if areas.here and area.nation == areas.here.nation]
    return (same or others)[:MAX_LIKE_AREAS]


def _kinds_in(areas: Collection[Area]) -> set[int]:
    """Kinds that any of some areas has. One statement."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT asked.kind FROM unnest(%s::int[]) AS asked (kind) WHERE EXISTS (
                SELECT FROM places_searchentry AS entry
                WHERE entry.area_id = ANY(%s) AND entry.kind = asked.kind
            )
            """,
            [list(KINDS_BY_CODE), [area.pk for area in areas]],
        )
        return {code for (code,) in cursor.fetchall()}
