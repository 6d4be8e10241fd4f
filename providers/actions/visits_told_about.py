"""A visit of whom a place was told by somebody else, made in the moment of its answer."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db import transaction

from community.people.acting import Acting
from community.people.actions.audit_lines import record_deed
from community.people.models.logins import Login
from providers.actions.visit_units import ref_of
from providers.deeds import ProviderDeed
from providers.models.capacity import CapacityUse
from providers.models.visit_requests import VisitRequest
from providers.queries.supply import public_listing
from providers.queries.visit_requests import open_visit, time_of_listing
from providers.rules.listings import attending_access_of_listing
from providers.rules.visit_requests import clean_help_asked, clean_known_as
from providers.states import VisitRequestState


@transaction.atomic
def make_visit_told_about(
    *,
    listing_id: int,
    session_id: int | None,
    person_id: UUID,
    known_as: str,
    help_asked: Collection[str],
    units_ref: str,
    asked_by: Login | None,
    now: datetime,
) -> VisitRequest:
    """Waits for the answer that its caller gives it; nobody is told of it. What they asked for
    themselves meanwhile is the same one. Its units are those taken by `units_ref`. The caller
    locked the provider's month, and the time."""
    listing = public_listing(listing_id)
    if session_id is not None:
        time_of_listing(session_id, listing_id=listing_id)
    access = attending_access_of_listing(listing)
    visit = open_visit(listing_id=listing_id, session_id=session_id, person_id=person_id)
    if visit is None:
        visit = VisitRequest.objects.create(
            listing=listing,
            session_id=session_id,
            person_id=person_id,
            known_as=clean_known_as(known_as),
            attending_access=access,
            help_asked=clean_help_asked(help_asked, access),
            state=VisitRequestState.REQUESTED,
            state_at=now,
            asked_by=asked_by,
            asked_at=now,
        )
        record_deed(
            by=Acting(login=asked_by),
            deed=ProviderDeed.ASK_TO_COME,
            about=f"visit_request:{visit.pk}",
            now=now,
        )
    _pass_units(units_ref, visit)
    return visit


def _pass_units(units_ref: str, visit: VisitRequest) -> None:
    """They stay taken, and are freed with the visit (C12)."""
    live = CapacityUse.objects.filter(freed_at=None)
    if live.filter(ref=ref_of(visit)).exists():
        return
    live.filter(ref=units_ref).update(ref=ref_of(visit))
