"""What people asked for and could not find: topics for everyone, lines for connectors."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from community.common.refusals import NotFound
from community.common.rough_counts import format_rough_count
from community.people.queries import roles_of
from community.people.rules import check_role
from community.people.states import RoleKind
from community.places.models.areas import Area
from groups.models import Brief, UnmetNeed
from groups.states import BriefState
from marketplace.search.rules.topics import topics_in

REMEMBERED = timedelta(days=365)
MOST_READ = 2000


@dataclass(frozen=True)
class AreaDemand:
    """`topics` are (what, how many in rough words), most first; each was asked by several."""

    area: Area
    topics: list[tuple[str, str]]


def demand_near(area_id: int, *, now: datetime) -> AreaDemand:
    """Topics that several people of an open area asked for in the last year, and in open briefs."""
    area = Area.objects.filter(pk=area_id, is_open=True).first()
    if area is None:
        raise NotFound(_("We cannot find that page."))
    lines = _lines(area_id, now).values_list("words", "searched")[:MOST_READ]
    briefs = Brief.objects.filter(group__area=area, state=BriefState.ASKING)
    texts = [*lines, *briefs.values_list("what", "when_words")[:MOST_READ]]
    counts = Counter(topic for text in texts for topic in topics_in(" ".join(text)))
    said = ((topic, format_rough_count(count)) for topic, count in counts.most_common())
    return AreaDemand(area, [(str(topic), words) for topic, words in said if words])


def unmet_needs_of_area(
    area_id: int, *, login_id: int | None, now: datetime
) -> QuerySet[UnmetNeed]:
    """The lines themselves, newest first: for a connector of the area, and nobody else."""
    roles = roles_of(login_id) if login_id else set()
    check_role(roles, RoleKind.CONNECTOR, area_id)
    return _lines(area_id, now)[:MOST_READ]


def _lines(area_id: int, now: datetime) -> QuerySet[UnmetNeed]:
    return UnmetNeed.objects.filter(area=area_id, asked_at__gt=now - REMEMBERED).order_by(
        "-asked_at", "-pk"
    )
