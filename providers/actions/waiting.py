"""Waiting for a place: agreed to, answered, left (P72, P75, M92)."""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from community.common.clock import today
from community.common.lifecycle import not_none
from community.people.acting import Acting
from community.people.actions.audit_lines import record_deed
from community.people.bases import Matter
from community.people.rules.authority import check_authority
from community.people.states import RepresentationScope
from providers.actions.capacity import need_of
from providers.actions.capacity_months import lock_month, lock_period, show_openness
from providers.actions.provider_access import acting_for_provider
from providers.actions.visit_requests import check_takes_visits, request_visit
from providers.actions.visit_units import is_new_to
from providers.actions.waiting_notifications import notify_somebody_waits
from providers.actions.waiting_offers import end_invitation, offer_place, offer_waiting
from providers.deeds import ProviderDeed
from providers.models.capacity import CapacityPeriod
from providers.models.visit_requests import VisitRequest
from providers.models.waiting import WaitingListEntry
from providers.queries.capacity import left_of, opens_after_waiting
from providers.queries.supply import public_listing
from providers.queries.waiting import entry_to_answer, open_entry, own_waiting
from providers.rules.capacity import Need
from providers.rules.listings import attending_access_of_listing
from providers.rules.visit_requests import clean_help_asked
from providers.rules.waiting import (
    check_can_still_say,
    check_day_to_wait_for,
    check_is_offered,
    check_must_wait,
    kept_until,
)
from providers.states import WaitingAnswer


@transaction.atomic
def wait_for_place(
    *,
    listing_id: int,
    help_asked: Collection[str] = (),
    opens_on: date,
    by: Acting,
    now: datetime,
) -> WaitingListEntry:
    """With their agreement, to the day that was shown. Where something is left, and too little, it
    is kept for them for two working days, and their provider is asked at once (P72). Twice, also at
    once, it is one."""
    known = public_listing(listing_id)
    month = lock_month(known.provider_id, now=now)
    person_id = by.required_person.pk
    _check_decides(by, listing_id, now)
    if already := open_entry(listing_id, person_id):
        return already
    check_takes_visits(known, now=now)
    asked = clean_help_asked(help_asked, attending_access_of_listing(known))
    need = need_of(known.provider_id, person_id=person_id, help_asked=asked)
    left = _left_for_them(month, need, person_id, now)
    entry = WaitingListEntry.objects.create(
        listing=known,
        person_id=person_id,
        help_asked=asked,
        units=need.units,
        is_on_their_own=need.on_their_own,
        opens_on=check_day_to_wait_for(_day(month, need, now), opens_on),
        agreed_at=now,
        agreed_by=by.login,
        kept_until=kept_until(left, now, nation=known.provider.area.nation),
    )
    _record(ProviderDeed.WAIT_FOR_PLACE, entry, by, now)
    if entry.kept_until is not None:
        notify_somebody_waits(entry, now=now)
    show_openness(known.provider_id, now=now)
    return entry


def _left_for_them(month: CapacityPeriod | None, need: Need, person_id: UUID, now: datetime) -> int:
    """Refused where nobody needs to wait."""
    if month is None or not is_new_to(month.provider_id, person_id):
        check_must_wait(need.units, need.units)
        return need.units
    left = left_of(month, need, now=now)
    check_must_wait(left, need.units)
    return left


def _day(month: CapacityPeriod | None, need: Need, now: datetime) -> date | None:
    return opens_after_waiting(month, need, on=today(now)) if month is not None else None


@transaction.atomic
def leave_waiting_list(*, entry_id: int, by: Acting, now: datetime) -> WaitingListEntry:
    """In one press, and nobody asks why; what was kept or offered is the next one's."""
    entry = own_waiting(entry_id, by=by)
    _check_decides(by, entry.listing_id, now, stops=True)
    lock_period(entry.listing.provider_id, now=now)
    entry = own_waiting(entry_id, by=by)
    if entry.ended_at is not None:
        return entry
    if entry.open_invitation is not None:
        end_invitation(entry.open_invitation, now=now)
    entry.ended_at, entry.kept_until = now, None
    entry.save(update_fields=["ended_at", "kept_until"])
    _record(ProviderDeed.LEAVE_WAITING_LIST, entry, by, now)
    offer_waiting(entry.listing.provider_id, now=now)
    return entry


@transaction.atomic
def take_waiting_place(
    *,
    entry_id: int,
    session_id: int | None = None,
    known_as: str,
    by: Acting,
    now: datetime,
) -> VisitRequest:
    """Yes to the place that is offered: it is asked for like any other, with the units that were
    kept for it. Pressed twice, it is one."""
    entry = own_waiting(entry_id, by=by)
    _check_decides(by, entry.listing_id, now)
    lock_period(entry.listing.provider_id, now=now)
    entry = own_waiting(entry_id, by=by)
    if entry.visit is not None:
        return entry.visit
    invitation = entry.open_invitation
    check_is_offered(is_open=invitation is not None)
    end_invitation(not_none(invitation), now=now)
    visit = request_visit(
        listing_id=entry.listing_id,
        session_id=session_id,
        known_as=known_as,
        help_asked=entry.help_asked,
        invitation=invitation,
        by=by,
        now=now,
    )
    entry.visit, entry.ended_at = visit, now
    entry.save(update_fields=["visit", "ended_at"])
    _record(ProviderDeed.TAKE_WAITING_PLACE, entry, by, now)
    return visit


@transaction.atomic
def let_waiting_place_go(*, entry_id: int, by: Acting, now: datetime) -> WaitingListEntry:
    """Not this time: it is the next one's, and they keep their turn (P75)."""
    entry = own_waiting(entry_id, by=by)
    _check_decides(by, entry.listing_id, now)
    lock_period(entry.listing.provider_id, now=now)
    entry = own_waiting(entry_id, by=by)
    if entry.open_invitation is None:
        return entry
    end_invitation(entry.open_invitation, now=now)
    _record(ProviderDeed.LET_WAITING_PLACE_GO, entry, by, now)
    offer_waiting(entry.listing.provider_id, now=now)
    return entry


@transaction.atomic
def answer_waiting(
    *, entry_id: int, answer: WaitingAnswer, by: Acting, now: datetime
) -> WaitingListEntry:
    """By whoever speaks for the provider: now, over the limit, or when it opens. Said once."""
    known = entry_to_answer(entry_id, login_id=by.login_id)
    acting = acting_for_provider(by, known.listing.provider_id)
    month = lock_period(known.listing.provider_id, now=now)
    entry = WaitingListEntry.objects.select_related("listing__provider").get(pk=known.pk)
    is_offered = entry.invitations.filter(ended_at=None).exists()
    is_waiting = entry.ended_at is None and not is_offered
    check_can_still_say(is_waiting=is_waiting, is_answered=bool(entry.answer))
    entry.answer, entry.answered_at = answer, now
    entry.save(update_fields=["answer", "answered_at"])
    _record(ProviderDeed.ANSWER_WAITING, entry, acting, now)
    if answer == WaitingAnswer.NOW:
        offer_place(entry, month, now=now)
        show_openness(entry.listing.provider_id, now=now)
    return entry


def _record(deed: ProviderDeed, entry: WaitingListEntry, by: Acting, now: datetime) -> None:
    for_person = entry.person_id if by.person_id == entry.person_id else None
    about = f"waiting_entry:{entry.pk}"
    record_deed(by=by, deed=deed, about=about, for_person=for_person, now=now)


def _check_decides(by: Acting, listing_id: int, now: datetime, *, stops: bool = False) -> None:
    check_authority(
        by,
        RepresentationScope.DECIDE,
        matter=None if stops else Matter.LIFE,
        now=now,
        about=f"listing:{listing_id}",
        stops=stops,
    )
