"""Units that a visit to what one asks first takes of its provider's month, and frees (M18)."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from providers.actions.capacity import check_need, free_units, need_of, take_units
from providers.actions.capacity_months import lock_month, show_openness
from providers.models.capacity import CapacityUse
from providers.models.sessions import Session
from providers.models.supply import Listing
from providers.models.visit_requests import VisitRequest
from providers.models.waiting import WaitingListInvitation
from providers.queries.capacity import has_units
from providers.queries.visit_requests import refs_of_visits
from providers.rules.capacity import counts_units
from providers.rules.listings import attending_access_of_listing
from providers.states import AttendingAccess


def take_units_for(
    visit: VisitRequest, invitation: WaitingListInvitation | None = None, *, now: datetime
) -> None:
    """For whoever is new to its provider; whoever has units of it already takes none. Whoever
    waited has those that were kept for them. The caller locked the month before anything of the
    listing."""
    if not counts_units(AttendingAccess(visit.attending_access)) or visit.person_id is None:
        return
    provider_id = visit.listing.provider_id
    if not is_new_to(provider_id, visit.person_id):
        return
    if invitation is not None:
        CapacityUse.objects.create(
            period=invitation.period,
            ref=ref_of(visit),
            units=invitation.entry.units,
            is_on_their_own=invitation.entry.is_on_their_own,
            taken_at=now,
        )
        show_openness(provider_id, now=now)
        return
    take_units(
        provider_id=provider_id,
        ref=ref_of(visit),
        person_id=visit.person_id,
        help_asked=visit.help_asked,
        now=now,
    )


def free_units_of(visit: VisitRequest, *, now: datetime) -> None:
    """It is withdrawn or declined. Another asking of the same person to the same provider goes on
    with its units."""
    if visit.person_id is None:
        return
    provider_id = visit.listing.provider_id
    others = [
        ref
        for ref in refs_of_visits(provider_id, visit.person_id, are_open=True)
        if ref != ref_of(visit) and not has_units([ref])
    ]
    if others:
        CapacityUse.objects.filter(ref=ref_of(visit), freed_at=None).update(ref=others[0])
        return
    free_units(provider_id=provider_id, ref=ref_of(visit), now=now)


def is_new_to(provider_id: int, person_id: UUID) -> bool:
    """Nothing that they asked of it has units."""
    return not has_units(refs_of_visits(provider_id, person_id))


def check_units_for(
    listing: Listing, *, person_id: UUID | None, help_asked: Collection[str], now: datetime
) -> None:
    """Refused where asking it would be. `person_id` null: of somebody who is not known yet."""
    if not counts_units(attending_access_of_listing(listing)):
        return
    if person_id is not None and not is_new_to(listing.provider_id, person_id):
        return
    month = lock_month(listing.provider_id, now=now)
    if month is not None:
        need = need_of(listing.provider_id, person_id=person_id, help_asked=help_asked)
        check_need(month, need, person_id=person_id, now=now)


def lock_month_of_listing(listing_id: int, *, now: datetime) -> None:
    """Before the listing, its sessions and their bookings, wherever a visit to it takes or frees
    units."""
    provider_id = Listing.objects.filter(pk=listing_id).values_list("provider_id", flat=True)
    for each in provider_id:
        lock_month(each, now=now)


def lock_month_of_session(session_id: int, *, now: datetime) -> None:
    """The same, where it is a time of a listing."""
    of_listing = Session.objects.filter(pk=session_id, listing__isnull=False)
    for listing_id in of_listing.values_list("listing_id", flat=True):
        lock_month_of_listing(listing_id, now=now)


def ref_of(visit: VisitRequest) -> str:
    return f"visit_request:{visit.pk}"
