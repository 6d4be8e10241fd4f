"""A provider's month: its lock, and how what it offers is shown (M18).

The order of locks is month, listing, session, booking.
"""

from datetime import date, datetime

from django.db.models import Q

from community.common.clock import today
from providers.actions.search_index import index_listing
from providers.models.capacity import CapacityPeriod
from providers.models.supply import Listing
from providers.queries.capacity import left_of, opens_for, said_last, weights_of
from providers.rules.capacity import Need, lightest, month_of
from providers.states import AttendingAccess, ListingState


def lock_month(provider_id: int, *, now: datetime) -> CapacityPeriod | None:
    """This month of a provider that counts units, locked until the deed is done; None of any other.
    Made from what was said last."""
    if said_last(provider_id, today(now)) is None:
        return None
    month = lock_period(provider_id, now=now)
    return month if month.units is not None else None


def lock_period(provider_id: int, *, now: datetime) -> CapacityPeriod:
    """The same, whether or not it counts. Of many at once who make the row one does."""
    month, said = month_of(today(now)), said_last(provider_id, today(now))
    CapacityPeriod.objects.bulk_create(
        [
            CapacityPeriod(
                provider_id=provider_id,
                month=month,
                units=said.units if said else None,
                reserved_units=said.reserved_units if said else 0,
            )
        ],
        ignore_conflicts=True,
    )
    months = CapacityPeriod.objects.select_for_update(no_key=True)
    return months.get(provider_id=provider_id, month=month)


def show_openness(provider_id: int, *, now: datetime) -> None:
    """At the limit all of it that one asks first closes by itself, in every search, with the day it
    opens again; and opens by itself (M18)."""
    month = lock_month(provider_id, now=now)
    reopens_on = None if month is None else _closed_until(month, now)
    is_said = Q(reopens_on=reopens_on) if reopens_on else Q(reopens_on__isnull=True)
    listings = Listing.objects.select_for_update(of=("self",), no_key=True).filter(
        provider_id=provider_id, attending_access=AttendingAccess.ASK_FIRST
    )
    for listing in listings.exclude(is_said).select_related("provider__area").order_by("pk"):
        listing.reopens_on = reopens_on
        listing.save(update_fields=["reopens_on"])
        if listing.state == ListingState.SHOWN:
            index_listing(listing, on=today(now))


def _closed_until(month: CapacityPeriod, now: datetime) -> date | None:
    need = Need(lightest(weights_of(month.provider_id)), on_their_own=False)
    is_full = left_of(month, need, now=now) < need.units
    return opens_for(month, need, now=now) if is_full else None
