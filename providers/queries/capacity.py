"""A provider's month: what it has, what is taken of it, and what each kind of help weighs."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, Sum

from community.common.clock import today
from community.common.lifecycle import not_none
from community.messaging.queries.contact_plans import contact_plan_of
from community.messaging.states import TOLD_BY_SOMEBODY
from community.people.queries.representations import has_representative
from providers.models.capacity import CapacityPeriod, CapacityUse, SupportWeight
from providers.models.supply import Listing
from providers.queries.waiting import units_offered, waiting_in_turn
from providers.rules.capacity import (
    KINDS_OF_HELP,
    MonthUnits,
    Need,
    counts_units,
    first_opening,
    month_after,
    month_of,
    units_of,
)
from providers.rules.listings import attending_access_of_listing
from providers.rules.waiting import day_kept_no_more, left_for


def weights_of(provider_id: int) -> dict[str, int]:
    """{kind of help: units}, each kind; one where nothing was said."""
    said = SupportWeight.objects.filter(provider_id=provider_id)
    return dict.fromkeys(KINDS_OF_HELP, 1) | dict(said.values_list("help_asked", "units"))


def said_last(provider_id: int, on: date) -> CapacityPeriod | None:
    """What a provider said last, for the month of this day."""
    months = CapacityPeriod.objects.filter(provider_id=provider_id, month__lte=month_of(on))
    return months.order_by("-month").first()


def capacity_said(provider_id: int, on: date) -> CapacityPeriod | None:
    """The same; None where it counts nothing."""
    last = said_last(provider_id, on)
    return last if last is not None and last.units is not None else None


def listing_counts_units(listing: Listing, *, on: date) -> bool:
    """Where one asks first, and its provider has said how many units a month it has."""
    return (
        counts_units(attending_access_of_listing(listing))
        and capacity_said(listing.provider_id, on) is not None
    )


def units_of_month(month: CapacityPeriod) -> MonthUnits:
    """Taken, or offered to whoever waits. Read under the month's lock before any are taken."""
    own = Q(is_on_their_own=True)
    uses = CapacityUse.objects.filter(period=month, freed_at=None)
    taken = uses.aggregate(all=Sum("units", default=0), own=Sum("units", filter=own, default=0))
    offered, offered_own = units_offered(month)
    return MonthUnits(
        not_none(month.units),
        month.reserved_units,
        taken["all"] + offered,
        taken["own"] + offered_own,
    )


def left_of(month: CapacityPeriod, need: Need, *, but: UUID | None = None, now: datetime) -> int:
    """For somebody who asks now: nothing while it is kept for another. `but`: who asks."""
    waiting = waiting_in_turn(month.provider_id, month, but=but)
    return left_for(need, waiting, units_of_month(month), now=now)


def has_units(refs: Collection[str]) -> bool:
    """Has one of these taken some that are not freed?"""
    return CapacityUse.objects.filter(ref__in=refs, freed_at=None).exists()


def comes_on_their_own(person_id: UUID) -> bool:
    """No representative recorded, or told through a worker, an advocate or paper (P74). Asked of
    nobody."""
    plan = contact_plan_of(person_id)
    through_somebody = plan is not None and plan.true_channel in TOLD_BY_SOMEBODY
    return through_somebody or not has_representative(person_id)


def opens_for(
    month: CapacityPeriod, need: Need, *, but: UUID | None = None, now: datetime
) -> date | None:
    """From which day there is room for this: once nothing is kept for another, or in a later month,
    after those who wait. None where no month has it."""
    waiting = waiting_in_turn(month.provider_id, month, but=but)
    kept = day_kept_no_more(waiting, now)
    if kept and units_of_month(month).left(on_their_own=need.on_their_own) >= need.units:
        return kept
    return opens_after_waiting(month, need, but=but, on=today(now))


def opens_after_waiting(
    month: CapacityPeriod, need: Need, *, but: UUID | None = None, on: date
) -> date | None:
    """The first month after this day with room, when each who waits is served before (P72)."""
    ahead = [each.need for each in waiting_in_turn(month.provider_id, month, but=but)]
    units, reserved = not_none(month.units), month.reserved_units
    count = first_opening(need, ahead, units=units, reserved=reserved)
    return None if count is None else month_after(month_of(on), count)


def day_to_wait_for(
    listing_id: int, *, help_asked: Collection[str], person_id: UUID, now: datetime
) -> date | None:
    """The day to which somebody may wait for it, as things stand: None where nobody counts units,
    or no month has theirs."""
    listing = Listing.objects.get(pk=listing_id)
    month = capacity_said(listing.provider_id, today(now))
    if month is None or not listing_counts_units(listing, on=today(now)):
        return None
    units = units_of(help_asked, weights_of(listing.provider_id))
    need = Need(units, comes_on_their_own(person_id))
    return opens_after_waiting(month, need, but=person_id, on=today(now))


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
