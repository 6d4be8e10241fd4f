"""Whoever runs a listing says its times, and for how many people."""

from datetime import datetime

from django.db import transaction

from community.common.refusals import or_not_found
from community.people.acting import Acting
from community.people.actions.audit_lines import record_deed
from providers.actions.provider_access import lock_own_listing, lock_own_session
from providers.actions.sessions import plan_sessions
from providers.deeds import ProviderDeed
from providers.models.sessions import Session
from providers.queries.visit_requests import places_taken
from providers.rules.listing_times import check_none_is_off, check_places, check_times_to_come
from providers.rules.sessions import check_is_to_come, check_still_planned
from providers.rules.visit_requests import check_places_for_taken


@transaction.atomic
def plan_listing_times(
    *,
    listing_id: int,
    starts: list[datetime],
    minutes: int,
    places: int | None = None,
    by: Acting,
    now: datetime,
) -> list[Session]:
    """One time for each beginning, at the listing's place. `places`: for how many people, each
    time; None for no limit. A time that is there already stays as it is."""
    listing, acting = lock_own_listing(listing_id, by)
    check_times_to_come(starts, now=now)
    check_places(places)
    sessions = plan_sessions(
        provider_id=listing.provider_id,
        title=listing.title,
        starts=starts,
        minutes=minutes,
        place_words=listing.place_words or listing.postcode,
        series=f"listing:{listing.pk}",
        listing_id=listing.pk,
        places=places,
        by=acting,
        now=now,
    )
    check_none_is_off(sessions)
    return sessions


@transaction.atomic
def change_places(*, session_id: int, places: int | None, by: Acting, now: datetime) -> Session:
    """For how many people one time of a listing is; never for fewer than are expected."""
    session, acting = lock_own_session(session_id, by)
    or_not_found(session.listing_id)
    check_still_planned(session.state)
    check_is_to_come(session.starts_at, now=now)
    check_places(places)
    check_places_for_taken(places, places_taken(session.pk))
    session.places = places
    session.save(update_fields=["places"])
    record_deed(by=acting, deed=ProviderDeed.CHANGE_PLACES, about=f"session:{session.pk}", now=now)
    return session
