"""Who waits for a provider's units, in turn; and what a person waits for."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, Max, OuterRef, Prefetch, Q, QuerySet

from community.common.clock import today
from community.common.refusals import or_not_found
from community.people.acting import Acting
from providers.models.capacity import CapacityPeriod, CapacityUse
from providers.models.supply import Listing
from providers.models.waiting import WaitingListEntry, WaitingListInvitation
from providers.rules.capacity import Need
from providers.rules.waiting import Waits
from providers.states import ListingState

MAX_WAITING = 40  # of a person's own, or a provider's, on a page


def waiting_in_turn(
    provider_id: int, month: CapacityPeriod, *, but: UUID | None = None
) -> list[Waits]:
    """Those to whom nothing is offered just now; of what is shown. Read under the month's lock."""
    offered = WaitingListInvitation.objects.filter(entry=OuterRef("pk"), ended_at=None)
    entries: QuerySet[Any] = (
        _open()
        .filter(~Exists(offered), listing__provider_id=provider_id)
        .filter(listing__state=ListingState.SHOWN)
        .annotate(
            let_go_at=Max("invitations__ended_at", filter=Q(invitations__period=month)),
        )
        .order_by("agreed_at", "pk")
    )
    if but is not None:
        entries = entries.exclude(person_id=but)
    freed_at = CapacityUse.objects.filter(period=month).aggregate(last=Max("freed_at"))["last"]
    return [
        Waits(
            entry.pk,
            Need(entry.units, entry.is_on_their_own),
            entry.kept_until,
            is_barred=_is_barred(entry.let_go_at, freed_at),
        )
        for entry in entries
    ]


def _is_barred(let_go_at: datetime | None, freed_at: datetime | None) -> bool:
    return let_go_at is not None and (freed_at is None or freed_at <= let_go_at)


def providers_with_waiting(now: datetime) -> list[int]:
    """And those whose closed things may be open again by now."""
    waiting = _open().values_list("listing__provider_id", flat=True)
    closed = Listing.objects.filter(reopens_on__lte=today(now))
    return sorted({*waiting, *closed.values_list("provider_id", flat=True)})


def open_entry(listing_id: int, person_id: UUID) -> WaitingListEntry | None:
    return _open().filter(listing_id=listing_id, person_id=person_id).first()


def open_invitations(provider_id: int) -> list[WaitingListInvitation]:
    invitations = WaitingListInvitation.objects.filter(
        ended_at=None, entry__listing__provider_id=provider_id
    )
    related = ("entry__listing__provider__area", "period")
    return list(invitations.select_related(*related).order_by("pk"))


def waiting_of_person(by: Acting) -> list[WaitingListEntry]:
    """A person's own, with what is offered to them, first agreed first. Two statements."""
    waiting = _of_person(by).filter(ended_at=None)
    return list(waiting.order_by("agreed_at", "pk")[:MAX_WAITING])


def own_waiting(entry_id: int, *, by: Acting) -> WaitingListEntry:
    """One of their own, also where it is over."""
    return or_not_found(_of_person(by).filter(pk=entry_id).first())


def _of_person(by: Acting) -> QuerySet[WaitingListEntry]:
    offered = WaitingListInvitation.objects.filter(ended_at=None)
    return (
        WaitingListEntry.objects.filter(person_id=or_not_found(by.person_id))
        .select_related("listing__provider__area", "visit")
        .prefetch_related(Prefetch("invitations", queryset=offered))
    )


@dataclass(frozen=True)
class WaitingSummary:
    """All that whoever runs it is told of somebody who waits (P77)."""

    entry_id: int
    listing_title: str
    help_words: str
    units: int
    kept_until: datetime | None
    opens_on: date
    answer: str


def waiting_to_answer(login_id: int) -> list[WaitingSummary]:
    """For whom what is left is kept, until their provider says now or later."""
    offered = WaitingListInvitation.objects.filter(entry=OuterRef("pk"), ended_at=None)
    asked = _of_members(login_id).filter(~Exists(offered), kept_until__isnull=False, answer="")
    return [summary_of(each) for each in asked.order_by("agreed_at", "pk")[:MAX_WAITING]]


def entry_to_answer(entry_id: int, *, login_id: int | None) -> WaitingListEntry:
    """One of which they were asked. Any other is not there."""
    entries = _of_members(login_id) if login_id else WaitingListEntry.objects.none()
    was_asked = Q(kept_until__isnull=False) | ~Q(answer="")
    return or_not_found(entries.filter(was_asked, pk=entry_id).first())


def summary_of(entry: WaitingListEntry) -> WaitingSummary:
    return WaitingSummary(
        entry_id=entry.pk,
        listing_title=entry.listing.title,
        help_words=entry.help_words,
        units=entry.units,
        kept_until=entry.kept_until,
        opens_on=entry.opens_on,
        answer=entry.answer,
    )


def _of_members(login_id: int) -> QuerySet[WaitingListEntry]:
    of_login = _open().filter(listing__provider__members__login_id=login_id)
    return of_login.select_related("listing__provider__area")


def _open() -> QuerySet[WaitingListEntry]:
    return WaitingListEntry.objects.filter(ended_at=None)


def units_offered(month: CapacityPeriod) -> tuple[int, int]:
    """Of the month, to those who wait: in all, and to people who come on their own."""
    offered = WaitingListInvitation.objects.filter(period=month, ended_at=None)
    rows = offered.values_list(F("entry__units"), "entry__is_on_their_own")
    return sum(units for units, _own in rows), sum(units for units, own in rows if own)
