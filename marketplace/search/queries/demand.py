"""What people asked for and could not find: topics for everyone, lines for connectors."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet

from community.common.refusals import NotFound, or_not_found
from community.common.rough_counts import format_rough_count
from community.people.models.logins import Role
from community.people.queries.acting import roles_of
from community.people.rules.authority import check_role
from community.people.states import RoleKind
from community.places.models.areas import Area
from groups.models.briefs import Brief, UnmetNeed
from groups.states import BriefState
from marketplace.search.rules.topics import topics_in

DEMAND_KEPT_FOR = timedelta(days=365)
MAX_TEXTS = 2000


@dataclass(frozen=True)
class AreaDemand:
    """`topics` are (what, how many in rough words), most first; each was asked by several."""

    area: Area
    topics: list[tuple[str, str]]


def demand_near(area_id: int, *, now: datetime) -> AreaDemand:
    """Topics that several people of an open area asked for in the last year, and in open briefs."""
    area = or_not_found(Area.objects.filter(pk=area_id, is_open=True).first())
    needs = _needs_of_area(area_id, now)[:MAX_TEXTS]
    briefs = Brief.objects.filter(group__area=area, state=BriefState.ASKING)[:MAX_TEXTS]
    asked = {
        *(
            (topic, _asker(need))
            for need in needs
            for topic in topics_in(f"{need.words} {need.query_text}")
        ),
        *(
            (topic, ("group", brief.group_id))
            for brief in briefs
            for topic in topics_in(f"{brief.what} {brief.when_words}")
        ),
    }
    counts = Counter(topic for topic, _by in asked)
    rows = ((str(topic), format_rough_count(count)) for topic, count in counts.most_common())
    return AreaDemand(area, [(topic, count_text) for topic, count_text in rows if count_text])


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
