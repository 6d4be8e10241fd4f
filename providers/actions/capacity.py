"""Units of a provider's month: said, taken and freed, under the month's lock (M18, P72-P74).

Whatever else asks something of a provider takes and frees units by `take_units` and `free_units`,
with a `ref` of its own.
"""

from collections.abc import Collection, Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction

from community.people.acting import Acting
from community.people.actions.audit_lines import record_deed
from providers.actions.capacity_months import lock_month, lock_period, show_openness
from providers.actions.provider_access import acting_for_provider
from providers.actions.waiting_offers import offer_waiting
from providers.deeds import ProviderDeed
from providers.models.capacity import CapacityPeriod, CapacityUse, SupportWeight
from providers.queries.capacity import comes_on_their_own, left_of, opens_for, weights_of
from providers.rules.capacity import (
    Need,
    check_capacity,
    check_units_left,
    check_weights,
    units_of,
)


@transaction.atomic
def say_month_units(
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
    month = lock_period(provider_id, now=now)
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
    record_deed(
        by=acting, deed=ProviderDeed.SAY_MONTH_UNITS, about=f"provider:{provider_id}", now=now
    )
    offer_waiting(provider_id, now=now)


def take_units(
    *,
    provider_id: int,
    ref: str,
    person_id: UUID | None,
    help_asked: Collection[str],
    now: datetime,
) -> CapacityUse | None:
    """Of this month, for what was asked; refused where too few are left, with the day it opens
    again. Whoever waits is offered theirs first. The same `ref` takes once. None where the provider
    counts nothing."""
    month = lock_month(provider_id, now=now)
    taken = CapacityUse.objects.filter(ref=ref, freed_at=None).first()
    if month is None or taken is not None:
        return taken
    offer_waiting(provider_id, now=now)
    need = need_of(provider_id, person_id=person_id, help_asked=help_asked)
    check_need(month, need, person_id=person_id, now=now)
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
    """They are the next one's from this moment on (C12). Freed twice, it is once."""
    lock_month(provider_id, now=now)
    if CapacityUse.objects.filter(ref=ref, freed_at=None).update(freed_at=now):
        offer_waiting(provider_id, now=now)


def need_of(provider_id: int, *, person_id: UUID | None, help_asked: Collection[str]) -> Need:
    """Of nobody yet, as of somebody who does not come on their own."""
    own = person_id is not None and comes_on_their_own(person_id)
    return Need(units_of(help_asked, weights_of(provider_id)), own)


def check_need(month: CapacityPeriod, need: Need, *, person_id: UUID | None, now: datetime) -> None:
    left = left_of(month, need, but=person_id, now=now)
    opens_on = None if left >= need.units else opens_for(month, need, but=person_id, now=now)
    check_units_left(left, need.units, opens_on=opens_on)
