"""A provider's month: what it has, what is taken of it, and what each kind of help weighs."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, Sum

from community.common.clock import today
from community.common.lifecycle import not_none
from community.messaging.queries.contact_plans import contact_plan_of
from community.messaging.states import Channel
from community.people.queries.representations import has_representative
from providers.models.capacity import CapacityPeriod, CapacityUse, SupportWeight
from providers.models.supply import Listing
from providers.rules.capacity import (
    KINDS_OF_HELP,
    MonthUnits,
    Need,
    counts_units,
    first_opening,
    month_after,
    month_of,
)
from providers.rules.listings import attending_access_of_listing

TOLD_BY_SOMEBODY = (Channel.IN_PERSON, Channel.POST)


def weights_of(provider_id: int) -> dict[str, int]:
    """{kind of help: units}, each kind; one where nothing was said."""
    said = SupportWeight.objects.filter(provider_id=provider_id)
    return dict.fromkeys(KINDS_OF_HELP, 1) | dict(said.values_list("help_asked", "units"))


def capacity_said(provider_id: int, on: date) -> CapacityPeriod | None:
    """What a provider said last, for the month of this day: None where it counts nothing."""
    months = CapacityPeriod.objects.filter(provider_id=provider_id, month__lte=month_of(on))
    last = months.order_by("-month").first()
    return last if last is not None and last.units is not None else None


def listing_counts_units(listing: Listing, *, on: date) -> bool:
    """Where one asks first, and its provider has said how many units a month it has."""
    return (
        counts_units(attending_access_of_listing(listing))
        and capacity_said(listing.provider_id, on) is not None
    )


def units_of_month(month: CapacityPeriod) -> MonthUnits:
    """Read under the month's lock before any are taken."""
    own = Q(is_on_their_own=True)
    uses = CapacityUse.objects.filter(period=month, freed_at=None)
    taken = uses.aggregate(all=Sum("units", default=0), own=Sum("units", filter=own, default=0))
    return MonthUnits(not_none(month.units), month.reserved_units, taken["all"], taken["own"])


def has_units(refs: Collection[str]) -> bool:
    """Has one of these taken some that are not freed?"""
    return CapacityUse.objects.filter(ref__in=refs, freed_at=None).exists()


def comes_on_their_own(person_id: UUID) -> bool:
    """No representative recorded, or told through a worker, an advocate or paper (P74). Asked of
    nobody."""
    plan = contact_plan_of(person_id)
    through_somebody = plan is not None and plan.true_channel in TOLD_BY_SOMEBODY
    return through_somebody or not has_representative(person_id)


def opens_on(month: CapacityPeriod, need: Need) -> date | None:
    """The first day on which there is room for this, after those who wait; None where no month has
    it."""
    count = first_opening(need, [], units=not_none(month.units), reserved=month.reserved_units)
    return None if count is None else month_after(month.month, count)


@dataclass(frozen=True)
class OwnCapacity:
    """What a provider reads of its month. `units` null: it counts nothing."""

    units: int | None
    reserved_units: int
    weights: dict[str, int]
    taken: int


def own_capacity(provider_id: int, *, now: datetime) -> OwnCapacity:
    """For whoever speaks for it: never who took what, nor how anybody is here."""
    said, weights = capacity_said(provider_id, today(now)), weights_of(provider_id)
    if said is None:
        return OwnCapacity(None, 0, weights, 0)
    is_this_month = said.month == month_of(today(now))
    taken = units_of_month(said).taken if is_this_month else 0
    return OwnCapacity(said.units, said.reserved_units, weights, taken)
