"""Units of a provider's month: said, taken and freed, under the month's lock (M18, P72-P74).

The order of locks is month, listing, session, booking. Whatever else asks something of a provider
takes and frees units by `take_units` and `free_units`, with a `ref` of its own.
"""

from collections.abc import Collection, Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from community.common.clock import today
from community.people.acting import Acting
from community.people.actions.audit_lines import record_deed
from providers.actions.provider_access import acting_for_provider
from providers.actions.search_index import index_listing
from providers.deeds import ProviderDeed
from providers.models.capacity import CapacityPeriod, CapacityUse, SupportWeight
from providers.models.supply import Listing
from providers.queries.capacity import (
    capacity_said,
    comes_on_their_own,
    opens_on,
    units_of_month,
    weights_of,
)
from providers.rules.capacity import (
    Need,
    check_capacity,
    check_units_left,
    check_weights,
    lightest,
    month_of,
    units_of,
)
from providers.states import AttendingAccess, ListingState


@transaction.atomic
def say_capacity(
    *,
    provider_id: int,
    units: int | None,
    reserved_units: int = 0,
    weights: Mapping[str, int],
    by: Acting,
    now: datetime,
) -> None:
    """From this month on: so many units for new people, and what each kind of help takes. Nobody
    loses a place by it: what was taken stays taken, by the weight it had. `units` null: nothing is
    counted any more."""
    acting = acting_for_provider(by, provider_id)
    check_weights(weights)
    month = _lock_said(provider_id, now)
    weights = weights_of(provider_id) | dict(weights)
    check_capacity(units, reserved_units, weights)
    SupportWeight.objects.bulk_create(
        [
            SupportWeight(provider_id=provider_id, help_asked=kind, units=each)
            for kind, each in weights.items()
        ],
        update_conflicts=True,
        unique_fields=["provider", "help_asked"],
        update_fields=["units"],
    )
    month.units, month.reserved_units = units, reserved_units
    month.save(update_fields=["units", "reserved_units"])
    show_openness(provider_id, now=now)
    record_deed(by=acting, deed=ProviderDeed.SAY_CAPACITY, about=f"provider:{provider_id}", now=now)


def lock_month(provider_id: int, *, now: datetime) -> CapacityPeriod | None:
    """This month of a provider that counts units, locked until the deed is done; None of any other.
    Made from what was said last."""
    said = capacity_said(provider_id, today(now))
    if said is None:
        return None
    locked = _lock_period(provider_id, now, units=said.units, reserved=said.reserved_units)
    return locked if locked.units is not None else None


def take_units(
    *,
    provider_id: int,
    ref: str,
    person_id: UUID,
    help_asked: Collection[str],
    now: datetime,
) -> CapacityUse | None:
    """Of this month, for what was asked; refused where too few are left, with the day it opens
    again. The same `ref` takes once. None where the provider counts nothing."""
    month = lock_month(provider_id, now=now)
    taken = CapacityUse.objects.filter(ref=ref, freed_at=None).first()
    if month is None or taken is not None:
        return taken
    need = need_of(provider_id, person_id=person_id, help_asked=help_asked)
    check_need(month, need)
    use = CapacityUse.objects.create(
        period=month,
        ref=ref,
        units=need.units,
        is_on_their_own=need.on_their_own,
        taken_at=now,
    )
    show_openness(provider_id, now=now)
    return use


def free_units(*, provider_id: int, ref: str, now: datetime) -> None:
    """They are somebody else's from this moment on (C12). Freed twice, it is once."""
    lock_month(provider_id, now=now)
    if CapacityUse.objects.filter(ref=ref, freed_at=None).update(freed_at=now):
        show_openness(provider_id, now=now)


def need_of(provider_id: int, *, person_id: UUID | None, help_asked: Collection[str]) -> Need:
    """Of nobody yet, as of somebody who does not come on their own."""
    own = person_id is not None and comes_on_their_own(person_id)
    return Need(units_of(help_asked, weights_of(provider_id)), own)


def check_need(month: CapacityPeriod, need: Need) -> None:
    left = units_of_month(month).left(on_their_own=need.on_their_own)
    check_units_left(left, need.units, opens_on=opens_on(month, need))


def show_openness(provider_id: int, *, now: datetime) -> None:
    """At the limit all of it that one asks first closes by itself, in every search, with the day it
    opens again; and opens by itself (M18)."""
    month = lock_month(provider_id, now=now)
    reopens_on = None
    if month is not None:
        need = Need(lightest(weights_of(provider_id)), on_their_own=False)
        is_full = units_of_month(month).left(on_their_own=False) < need.units
        reopens_on = opens_on(month, need) if is_full else None
    listings = Listing.objects.select_for_update(of=("self",), no_key=True).filter(
        provider_id=provider_id, attending_access=AttendingAccess.ASK_FIRST
    )
    for listing in listings.select_related("provider__area").order_by("pk"):
        if listing.reopens_on != reopens_on:
            listing.reopens_on = reopens_on
            listing.save(update_fields=["reopens_on"])
            if listing.state == ListingState.SHOWN:
                index_listing(listing, on=today(now))


def _lock_said(provider_id: int, now: datetime) -> CapacityPeriod:
    return _lock_period(provider_id, now, units=None, reserved=0)


def _lock_period(
    provider_id: int, now: datetime, *, units: int | None, reserved: int
) -> CapacityPeriod:
    """This month's row, made where there is none yet; of many at once one makes it."""
    month = month_of(today(now))
    CapacityPeriod.objects.bulk_create(
        [
            CapacityPeriod(
                provider_id=provider_id, month=month, units=units, reserved_units=reserved
            )
        ],
        ignore_conflicts=True,
    )
    months = CapacityPeriod.objects.select_for_update(no_key=True)
    return months.get(provider_id=provider_id, month=month)
