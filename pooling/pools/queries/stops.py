"""What other hands stopped for somebody, and what of it can be put back (P19)."""

from datetime import datetime
from uuid import UUID

from community.common.refusals import or_not_found
from pooling.pools.models.pledges import Part
from pooling.pools.models.stops import MoneyStop


def stops_to_put_back(person_id: UUID, *, now: datetime) -> list[MoneyStop]:
    """The newest first."""
    stops = MoneyStop.objects.filter(person_id=person_id, kept_until__gte=now, put_back_at=None)
    return list(stops.select_related("source", "stopped_by").order_by("-pk"))


def stop_of_person(stop_id: int, person_id: UUID | None) -> MoneyStop:
    """One's own; anybody else's is not there."""
    stops = MoneyStop.objects.filter(pk=stop_id, person_id=or_not_found(person_id))
    return or_not_found(stops.select_related("source", "stopped_by").first())


def what_was_stopped(stop: MoneyStop) -> list[str]:
    """The shared costs of its parts, and the money that ended, as the person calls them."""
    parts = Part.objects.filter(money_stop=stop).select_related("pledge__pool").order_by("pk")
    pools = {part.pledge.pool_id: part.pledge.pool.terms.summary for part in parts}
    return [*([stop.source.called] if stop.source else []), *pools.values()]
