"""Places offered to whoever waits, in turn; the next has it where nobody answers (P72, P75)."""

from datetime import datetime

from django.db import transaction

from community.common.lifecycle import not_none
from community.messaging.queries.messages import Told, told_by_key
from community.people.acting import SYSTEM
from community.people.actions.audit_lines import record_deed
from providers.actions.capacity_months import lock_period, show_openness
from providers.actions.waiting_notifications import notify_place_offered
from providers.deeds import ProviderDeed
from providers.models.capacity import CapacityPeriod
from providers.models.waiting import WaitingListEntry, WaitingListInvitation
from providers.queries.capacity import units_of_month
from providers.queries.waiting import open_invitations, waiting_in_turn
from providers.rules.waiting import expires_at, is_over, who_is_offered

NOT_TOLD = Told(at=None, is_lost=False, is_at_visits=False)


@transaction.atomic
def offer_waiting(provider_id: int, *, now: datetime) -> None:
    """Whatever is free goes to whoever waits, in turn; and what is offered and not answered in time
    to the next. Where its provider counts nothing any more, each of them may come."""
    month = lock_period(provider_id, now=now)
    _end_what_is_over(provider_id, now)
    waiting = waiting_in_turn(provider_id, month)
    if month.units is None:
        offered = [each.ref for each in waiting if not each.is_barred]
    else:
        offered = who_is_offered(waiting, units_of_month(month), now=now)
    entries = WaitingListEntry.objects.select_related("listing__provider").in_bulk(offered)
    for ref in offered:
        offer_place(entries[ref], month, now=now)
    show_openness(provider_id, now=now)


def offer_place(entry: WaitingListEntry, month: CapacityPeriod, *, now: datetime) -> None:
    """Its units of this month are theirs until it ends. The caller holds the month's lock."""
    invitation = WaitingListInvitation.objects.create(entry=entry, period=month, offered_at=now)
    record_deed(
        by=SYSTEM,
        deed=ProviderDeed.OFFER_WAITING_PLACE,
        about=f"waiting_entry:{entry.pk}",
        now=now,
    )
    notify_place_offered(invitation, now=now)


def _end_what_is_over(provider_id: int, now: datetime) -> None:
    """Nobody is dropped for not answering: they keep their turn (P75)."""
    invitations = open_invitations(provider_id)
    told = told_by_key([each.key for each in invitations])
    for each in invitations:
        nation = each.entry.listing.provider.area.nation
        known = told.get(each.key, NOT_TOLD)
        if known.at is not None and each.expires_at is None:
            each.expires_at = expires_at(known.at)
            each.save(update_fields=["expires_at"])
        lost = known.is_lost
        if is_over(each.offered_at, known.at, is_lost=lost, nation=nation, now=now):
            end_invitation(each, now=now)
            record_deed(
                by=SYSTEM,
                deed=ProviderDeed.LAPSE_WAITING_PLACE,
                about=f"waiting_entry:{each.entry_id}",
                now=now,
            )


def end_invitation(invitation: WaitingListInvitation, *, now: datetime) -> None:
    """Whoever had a place to take keeps their turn, and nothing is kept for them besides."""
    invitation.ended_at = now
    invitation.save(update_fields=["ended_at"])
    invitation.entry.kept_until = None
    invitation.entry.save(update_fields=["kept_until"])


def lock_waiting(entry: WaitingListEntry, *, now: datetime) -> CapacityPeriod:
    """The month of its provider, under which everything of who waits changes."""
    return lock_period(not_none(entry.listing.provider_id), now=now)
