"""Of which providers little is left this month (M92)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Q, Sum
from django.db.models.functions import Coalesce

from community.common.lifecycle import not_none
from providers.models.capacity import CapacityPeriod
from providers.rules.capacity import month_of

TAKEN_OF_TEN, MAX_ROWS = 8, 50


@dataclass(frozen=True)
class NearlyFull:
    """`taken` of this month's `units`."""

    provider: str
    taken: int
    units: int


def nearly_full_in(area_ids: Collection[int], *, on: date) -> list[NearlyFull]:
    """Of providers there that count units, those of which a fifth or less is left. A month of which
    nothing was taken yet has no row that says so."""
    taken = Coalesce(Sum("uses__units", filter=Q(uses__freed_at=None)), 0)
    months = CapacityPeriod.objects.filter(
        month=month_of(on), units__gt=0, provider__area_id__in=area_ids
    ).annotate(taken=taken, tens=F("taken") * 10)
    rows = months.filter(tens__gte=F("units") * TAKEN_OF_TEN).order_by("provider__name", "pk")
    months_of = rows.select_related("provider")[:MAX_ROWS]
    return [NearlyFull(each.provider.name, each.taken, not_none(each.units)) for each in months_of]
