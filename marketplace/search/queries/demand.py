"""What people asked for and could not find: topics for everyone, lines for connectors."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache

from django.db.models import Q, QuerySet

from community.common.clock import today
from community.common.refusals import NotFound, or_not_found
from community.common.rough_counts import format_rough_count
from community.people.models.logins import Role
from community.people.queries.acting import roles_of
from community.people.rules.authority import check_role
from community.people.states import RoleKind
from community.places.grid import KM_PER_MILE
from community.places.models.areas import Area
from community.places.queries import Location, distance_km, districts_around
from groups.models.briefs import Brief, UnmetNeed
from groups.states import BriefState
from marketplace.search.queries.search_query import MILES
from marketplace.search.queries.vocabulary import known_vocabulary
from marketplace.search.rules.said import Vocabulary
from marketplace.search.rules.topics import Want, wants_in
from marketplace.search.wording import what_text, when_text
from providers.queries.skills import nobody_open_for
from providers.states import Skill

DEMAND_KEPT_FOR = timedelta(days=365)
MAX_TEXTS = 2000
MAX_KM = max(MILES) * KM_PER_MILE


@dataclass(frozen=True)
class DemandTopic:
    """What several people asked for, with when they asked for it: either may be empty, not both.
    `how_many`: in rough words. `miles`: within how many of the place there are that many; None
    where it was asked of no place."""

    what: str
    when: str
    how_many: str
    miles: int | None

    @property
    def text(self) -> str:
        return ", ".join(filter(None, [self.what, self.when])) if self.what else self.when


@dataclass(frozen=True)
class AreaDemand:
    """`location`: from where it was asked; None for the whole area. `nobody_open_for`: what those
    who offer something in the area are skilled in, and none of them is open (M30)."""

    area: Area
    location: Location | None
    topics: list[DemandTopic]
    nobody_open_for: list[Skill]


@dataclass(frozen=True)
class _Asked:
    """One want of one line, by whom roughly, and how far from the place."""

    want: Want
    asker: tuple[str, int]
    km: float


def demand_of_area(area_id: int, location: Location | None = None, *, now: datetime) -> AreaDemand:
    """What several people asked for near a place of an open area; without one, in all of it."""
    area = or_not_found(Area.objects.filter(pk=area_id, is_open=True).first())
    nobody = nobody_open_for(area.pk, on=today(now))
    if location:
        return AreaDemand(area, location, demand_near(location, now=now), nobody)
    needs = _needs_of_area(area_id, now)[:MAX_TEXTS]
    briefs = _group_briefs().filter(group__area=area)[:MAX_TEXTS]
    known = known_vocabulary()
    asked = [
        *(each for need in needs for each in _asked_in_need(need, 0.0, known)),
        *(each for brief in briefs for each in _asked_in_brief(brief, 0.0, known)),
    ]
    return AreaDemand(area, None, _topics(asked, [None]), nobody)


def demand_near(location: Location, *, now: datetime) -> list[DemandTopic]:
    """What several people within 25 miles asked for in the last year, and groups ask for now: the
    nearest first, then what most asked for. Four statements.

    Of a line only the first half of its postcode is known: it is as far as the middle of that.
    """
    districts = {district.code: district for district in districts_around(location, MAX_KM)}
    needs = UnmetNeed.objects.filter(
        outward_code__in=districts, asked_at__gt=now - DEMAND_KEPT_FOR
    ).order_by("-asked_at", "-pk")[:MAX_TEXTS]
    in_reach = _group_briefs().filter(group__outward_code__in=districts)
    briefs = in_reach.select_related("group")[:MAX_TEXTS]
    known = known_vocabulary()
    km_to = cache(lambda code: distance_km(location, districts[code]))
    asked = [
        *(each for need in needs for each in _asked_in_need(need, km_to(need.outward_code), known)),
        *(
            each
            for brief in briefs
            for each in _asked_in_brief(brief, km_to(brief.group.outward_code), known)
        ),
    ]
    return _topics(asked, MILES)


def _group_briefs() -> QuerySet[Brief]:
    """What groups ask for now; what one arranges alone is counted nowhere."""
    return Brief.objects.filter(state=BriefState.ASKING, group__is_solo=False)


def _asked_in_need(need: UnmetNeed, km: float, vocabulary: Vocabulary) -> Iterator[_Asked]:
    asker = _asker(need)
    wants = wants_in(f"{need.words} {need.query_text}", vocabulary)
    return (_Asked(want, asker, km) for want in wants)


def _asked_in_brief(brief: Brief, km: float, vocabulary: Vocabulary) -> Iterator[_Asked]:
    wants = wants_in(f"{brief.what} {brief.when_words}", vocabulary)
    return (_Asked(want, ("group", brief.group_id), km) for want in wants)


# By what a want is told, the narrowest first: once, as the first of these that several share.
TOLD_BY = (
    ("word", "day", "part"),
    ("kind", "day", "part"),
    ("word", "day"),
    ("word", "part"),
    ("kind", "day"),
    ("kind", "part"),
    ("word",),
    ("kind",),
    ("day", "part"),
    ("day",),
    ("part",),
)


def _topics(asked: Sequence[_Asked], bands: Sequence[int | None]) -> list[DemandTopic]:
    """What and when together, where that is what several asked for; else what they share of it."""
    topics: list[tuple[int, DemandTopic]] = []
    untold = list(asked)
    for names in TOLD_BY:
        by_want, told = defaultdict(list), set()
        for each in untold:
            if all(getattr(each.want, name) for name in names):
                by_want[Want(**{name: getattr(each.want, name) for name in names})].append(each)
        for want, those in by_want.items():
            if topic := _topic(want, those, bands):
                topics.append(topic)
                told.update(those)
        untold = [each for each in untold if each not in told]
    topics.sort(key=lambda row: (row[1].miles or 0, -row[0], row[1].text))
    return [topic for _count, topic in topics]


def _topic(
    want: Want, asked: Sequence[_Asked], bands: Sequence[int | None]
) -> tuple[int, DemandTopic] | None:
    """In the narrowest circle that has several people in it; never of fewer. With how many."""
    for miles in bands:
        askers = {each.asker for each in asked if miles is None or each.km <= miles * KM_PER_MILE}
        if how_many := format_rough_count(len(askers)):
            return len(askers), DemandTopic(what_text(want), when_text(want), how_many, miles)
    return None


def _asker(need: UnmetNeed) -> tuple[str, int]:
    """Who is behind a line, roughly: one visitor's lines count once. Of a line from before that was
    kept, nobody knows, and it counts for itself."""
    return ("line", need.pk) if need.asker_bucket is None else ("asker", need.asker_bucket)


def reader_of_needs(authority_code: str) -> RoleKind | None:
    """Who reads a line from there: a connector of the area, else whoever runs this site; None
    where there is nobody. Nobody is promised who is not there (F11). One statement."""
    kinds = set(
        Role.objects.filter(
            Q(kind=RoleKind.OPERATOR)
            | Q(kind=RoleKind.CONNECTOR, area__is_open=True, area__authority_code=authority_code),
            ended_at__isnull=True,
            login__is_active=True,
        ).values_list("kind", flat=True)
    )
    readers = (RoleKind.CONNECTOR, RoleKind.OPERATOR)
    return next((kind for kind in readers if kind in kinds), None)


def needs_without_connector(*, login_id: int, now: datetime) -> list[UnmetNeed]:
    """Lines that no connector reads, newest first: from where no area is open, or has none. For
    whoever runs this site, to see where it is missed."""
    if not any(kind == RoleKind.OPERATOR for kind, _area_id in roles_of(login_id)):
        raise NotFound("")
    connectors = Role.objects.filter(
        kind=RoleKind.CONNECTOR, ended_at__isnull=True, login__is_active=True
    )
    lines = UnmetNeed.objects.filter(asked_at__gt=now - DEMAND_KEPT_FOR).exclude(
        area__isnull=False, area__in=connectors.values("area")
    )
    return list(lines.select_related("area").order_by("-asked_at", "-pk")[:MAX_TEXTS])


def unmet_needs_of_area(area_id: int, *, login_id: int | None, now: datetime) -> list[UnmetNeed]:
    """The lines themselves, newest first: for a connector of the area, and nobody else."""
    roles = roles_of(login_id) if login_id else set()
    check_role(roles, RoleKind.CONNECTOR, area_id)
    return list(_needs_of_area(area_id, now)[:MAX_TEXTS])


def _needs_of_area(area_id: int, now: datetime) -> QuerySet[UnmetNeed]:
    return UnmetNeed.objects.filter(area=area_id, asked_at__gt=now - DEMAND_KEPT_FOR).order_by(
        "-asked_at", "-pk"
    )
