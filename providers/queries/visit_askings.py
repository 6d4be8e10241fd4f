"""What was asked without an account: how many places are held for it, and who is to be rung."""

from collections.abc import Collection
from datetime import datetime

from django.db.models import Count, OuterRef, QuerySet, Subquery

from community.common.database_now import APP_NOW
from community.common.refusals import or_not_found
from providers.models.visit_askings import VisitAsking


def held_places() -> QuerySet[VisitAsking]:
    """One place of a time each, taken by nobody yet."""
    return VisitAsking.objects.filter(held_until__gt=APP_NOW)


def held_in(session_id: int) -> int:
    return held_places().filter(session_id=session_id).count()


def held_in_each() -> Subquery:
    """The same, of each session of a query."""
    held = held_places().filter(session_id=OuterRef("pk")).order_by()
    return Subquery(held.values("session_id").annotate(count=Count("pk")).values("count"))


def waiting_of(contact: str) -> QuerySet[VisitAsking]:
    waiting = VisitAsking.objects.filter(confirmed_at=None, forgotten_at=None)
    return waiting.filter(contact=contact)


def asking_of_ref(ref: str) -> VisitAsking:
    """As a link names it."""
    askings = VisitAsking.objects.select_related(
        "listing", "listing__provider", "listing__provider__area", "session"
    )
    return or_not_found(askings.filter(pk=int(ref.partition(":")[2])).first())


def askings_to_ring(area_ids: Collection[int]) -> list[VisitAsking]:
    """Those whose telephone number somebody who works in these areas rings, the oldest first."""
    return list(_to_ring(area_ids).order_by("asked_at", "pk"))


def asking_to_ring(asking_id: int, *, area_ids: Collection[int]) -> VisitAsking:
    """One of them; in another area it is not there."""
    return or_not_found(_to_ring(area_ids).filter(pk=asking_id).first())


def _to_ring(area_ids: Collection[int]) -> QuerySet[VisitAsking]:
    waiting = VisitAsking.objects.filter(
        confirmed_at=None, forgotten_at=None, answer_until__gt=APP_NOW
    )
    of_area = waiting.filter(listing__provider__area_id__in=area_ids).exclude(contact__contains="@")
    return of_area.select_related("listing", "listing__provider", "session")


def askings_to_forget(now: datetime) -> list[int]:
    """The ids of those that nobody answered in time."""
    waiting = VisitAsking.objects.filter(confirmed_at=None, forgotten_at=None)
    return list(waiting.filter(answer_until__lte=now).order_by("pk").values_list("pk", flat=True))
