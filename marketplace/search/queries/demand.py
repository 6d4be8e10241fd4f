"""What people asked for and could not find: topics for everyone, lines for connectors."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet

from community.common.refusals import or_not_found
from community.common.rough_counts import format_rough_count
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
    needs = _needs_of_area(area_id, now).values_list("words", "query_text")[:MAX_TEXTS]
    briefs = Brief.objects.filter(group__area=area, state=BriefState.ASKING)
    texts = [*needs, *briefs.values_list("what", "when_words")[:MAX_TEXTS]]
    counts = Counter(topic for text in texts for topic in topics_in(" ".join(text)))
    rows = ((str(topic), format_rough_count(count)) for topic, count in counts.most_common())
    return AreaDemand(area, [(topic, count_text) for topic, count_text in rows if count_text])


def unmet_needs_of_area(area_id: int, *, login_id: int | None, now: datetime) -> list[UnmetNeed]:
    """The lines themselves, newest first: for a connector of the area, and nobody else."""
    roles = roles_of(login_id) if login_id else set()
    check_role(roles, RoleKind.CONNECTOR, area_id)
    return list(_needs_of_area(area_id, now)[:MAX_TEXTS])


def _needs_of_area(area_id: int, now: datetime) -> QuerySet[UnmetNeed]:
    return UnmetNeed.objects.filter(area=area_id, asked_at__gt=now - DEMAND_KEPT_FOR).order_by(
        "-asked_at", "-pk"
    )
