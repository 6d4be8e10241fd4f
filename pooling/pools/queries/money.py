"""A person's own money: where it comes from, which card it has, what is still to be sent."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import F

from community.common.lifecycle import not_none
from community.common.refusals import or_not_found
from community.people.acting import Acting
from community.people.rules.sight import may_see
from community.people.scope_table import Seen
from community.people.states import RepresentationScope
from pooling.payments.queries.bank_transfers import BankTransferSummary, bank_transfers_of_charges
from pooling.payments.queries.cards import saved_cards_of
from pooling.payments.states.charges import Rail
from pooling.pools.models.instalments import Charge
from pooling.pools.models.pledges import MoneySource, Part
from pooling.pools.queries.draws import draws_to_come
from pooling.pools.rules.pledging import scope_needed
from pooling.pools.rules.weekly_draws import fullest_week
from pooling.pools.states import (
    InstalmentState,
    PartState,
    PledgeState,
)
from providers.queries.hidden_dates import starts_hidden_from


@dataclass(frozen=True)
class SourceSummary:
    """One's own source, and the last figures of its card; empty where it has none."""

    source: MoneySource
    card_last4: str = ""
    shows_sums: bool = True  # to whoever looks: whoever may not pay reads whether it fits
    promised_pence: int | None = None  # in the fullest week from now on, at most

    @property
    def takes_a_card(self) -> bool:
        return self.source.rail == Rail.CARD and self.source.ended_at is None

    @property
    def amount_pence(self) -> int | None:
        return self.source.amount_pence if self.shows_sums else None

    @property
    def keep_aside_pence(self) -> int | None:
        return self.source.keep_aside_pence if self.shows_sums else None

    @property
    def left_pence(self) -> int:
        """What nothing is promised of yet, in that week: never below nothing."""
        return max(0, (self.free_pence or 0) - (self.promised_pence or 0))

    @property
    def fits(self) -> bool:
        """Is there anything left of it that may be used here?"""
        return self.free_pence is None or self.free_pence > 0

    @property
    def free_pence(self) -> int | None:
        """What may be used here, in pence a week; None where no amount was said."""
        if self.source.amount_pence is None:
            return None
        return self.source.amount_pence - self.source.keep_aside_pence


def source_summaries(by: Acting, *, now: datetime) -> list[SourceSummary]:
    """A person's sources that have not ended, each with its saved card, as far as whoever acts may
    see. Three statements."""
    person_id = by.required_person.pk
    shows_sums, shows_card = may_see(by, Seen.SUMS, now=now), may_see(by, Seen.CARD, now=now)
    cards = saved_cards_of(person_id) if shows_card else []
    last4 = {card.source_ref: card.last4 for card in cards}
    sources = open_sources_of_person(person_id)
    promised = _promised(sources, by, now) if shows_sums else {}
    return [
        SourceSummary(source, last4.get(source.pk, ""), shows_sums, promised.get(source.pk))
        for source in sources
    ]


def _promised(sources: list[MoneySource], by: Acting, now: datetime) -> dict[int, int]:
    """{source id: pence in the fullest week}, of the dates that `by` may find (P12)."""
    draws = draws_to_come(sources, but=starts_hidden_from(by), now=now)
    return {source.pk: fullest_week(draws.get(source.pk, [])) for source in sources}


def card_sources_of_pledge(pledge_id: int) -> list[MoneySource]:
    """The sources of its live parts that pay by card."""
    parts = Part.objects.filter(pledge_id=pledge_id, source__rail=Rail.CARD)
    live_parts = parts.exclude(state=PartState.ENDED).select_related("source").order_by("pk")
    return [part.source for part in live_parts]


def source_of_person(*, source_id: int, person_id: UUID | None) -> MoneySource:
    """One's own source, ended or not. Anybody else's is not there."""
    sources = MoneySource.objects.filter(person_id=or_not_found(person_id))
    return or_not_found(sources.filter(pk=source_id).first())


@dataclass(frozen=True)
class TransferToSend:
    """A bank transfer that a person is asked to make."""

    pool_id: int
    source_called: str
    by_day: datetime
    line: BankTransferSummary


def transfers_to_send(person_id: UUID, pool_id: int | None = None) -> list[TransferToSend]:
    """The transfers a person is still asked for, soonest pool first. Two statements."""
    charges = Charge.objects.filter(
        part__source__person_id=person_id,
        part__source__rail=Rail.TRANSFER,
        part__pledge__state=PledgeState.IN,
        instalment__state=InstalmentState.COLLECTING,
        attempt=F("instalment__attempt"),
    ).select_related("part__source", "instalment")
    if pool_id is not None:
        charges = charges.filter(instalment__pool_id=pool_id)
    soonest_first = list(charges.order_by("instalment__gap_until", "pk"))
    lines = bank_transfers_of_charges([charge.pk for charge in soonest_first])
    return [
        TransferToSend(
            charge.instalment.pool_id,
            charge.part.source.called,
            not_none(charge.instalment.gap_until),
            lines[charge.pk],
        )
        for charge in soonest_first
        if charge.pk in lines and lines[charge.pk].still_to_come
    ]


def open_sources_of_person(person_id: UUID) -> list[MoneySource]:
    """A person's own sources that have not ended, in the order they were added."""
    sources = MoneySource.objects.filter(person_id=person_id, ended_at__isnull=True)
    return list(sources.order_by("pk"))


def sources_ever_of_person(person_id: UUID) -> list[MoneySource]:
    """All that somebody's money came from, what has ended too, oldest first."""
    return list(MoneySource.objects.filter(person_id=person_id).order_by("pk"))


def sources_an_office_keeps(person_id: UUID) -> list[MoneySource]:
    """Those of them out of which nothing is paid before an office has agreed."""
    sources = open_sources_of_person(person_id)
    return [each for each in sources if scope_needed([each.rail]) < RepresentationScope.PAY]


def kinds_of_sources(source_ids: Collection[int]) -> list[str]:
    return list(MoneySource.objects.filter(pk__in=source_ids).values_list("kind", flat=True))
