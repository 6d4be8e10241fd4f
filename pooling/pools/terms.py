"""What people say yes to, frozen. The only reader and writer of its JSON; knows no database."""

import hashlib
import json
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, fields, replace
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import Any, Protocol, Self

from community.common.dates import end_of_last_whole_day
from providers.rules.prices import share_rounded_up
from providers.states import ChangeOfMind, MissedRule, YesNoUnknown

GAP_DAYS = 7
MAX_SESSIONS_PER_INSTALMENT = 4


class OfferFacts(Protocol):
    """What is read of the group's chosen offer, as it was sent."""

    summary: Any
    prices: Any  # {people: pence a session}, with text keys as its JSON has them
    smallest: Any
    largest: Any
    starts: Any  # ISO with zone
    minutes: Any
    place_words: Any
    who_comes: Any
    same_person: Any
    missed_rule: Any
    missed_words: Any
    missed_notice_hours: Any
    time_off_minutes: Any
    carer_tasks: Any
    requirements_met: Any
    is_hands_on: Any
    hourly_pay_pence: Any
    travel_paid: Any
    care_basis: Any
    care_where_words: Any
    cqc_id: Any
    languages_words: Any
    try_first: Any
    try_once_words: Any
    hospital_words: Any
    complain_words: Any
    getting_there: Any
    change_of_mind: Any
    address_words: Any
    provider: Any  # with its name


@dataclass(frozen=True)
class Terms:
    """Everything that a person weighs before a yes: a change of any of it asks them again.

    `prices` is {people: pence a session in all} for every size, one alone too where it has a
    price; `starts` are the sessions' beginnings, the first first; `hourly_pay_pence` what those
    who help by hand are paid an hour.
    """

    summary: str
    prices: Mapping[int, int]
    smallest: int
    largest: int
    starts: tuple[datetime, ...]
    minutes: int
    place: str
    who_comes: str
    same_person: str
    missed: str
    missed_notice_hours: int
    time_off_minutes: int
    carer_tasks: str
    sharing: str
    sessions_at_once: int
    gap_days: int
    fee_payer: str
    requirements_met: tuple[str, ...] = ()
    is_hands_on: bool = False
    hourly_pay_pence: int | None = None
    travel_paid: str = "not_known"
    care_basis: str = "not_personal_care"
    care_where: str = ""
    cqc_id: str = ""
    languages: str = ""
    try_once: str = ""
    hospital: str = ""
    complain: str = ""
    getting_there: str = ""
    try_first: str = YesNoUnknown.NOT_KNOWN.value
    missed_rule: str = MissedRule.AS_WRITTEN.value  # of terms from before there was a rule
    provider_name: str = ""
    provider_address: str = ""
    change_of_mind: str = ChangeOfMind.FOURTEEN_DAYS.value

    def __post_init__(self) -> None:
        object.__setattr__(self, "prices", MappingProxyType(dict(sorted(self.prices.items()))))
        object.__setattr__(self, "starts", tuple(sorted(self.starts)))
        object.__setattr__(self, "requirements_met", tuple(sorted(self.requirements_met)))

    @classmethod
    def from_offer(cls, offer: OfferFacts) -> Self:
        """What is frozen at a person's yes, out of the offer that their group chose."""
        return cls(
            summary=offer.summary,
            prices=_with_number_keys(offer.prices),
            smallest=offer.smallest,
            largest=offer.largest,
            starts=_moments(offer.starts),
            minutes=offer.minutes,
            place=offer.place_words,
            who_comes=offer.who_comes,
            same_person=offer.same_person,
            missed=offer.missed_words,
            missed_notice_hours=offer.missed_notice_hours,
            time_off_minutes=offer.time_off_minutes,
            carer_tasks=offer.carer_tasks,
            sharing="same_share_for_everyone",
            sessions_at_once=MAX_SESSIONS_PER_INSTALMENT,
            gap_days=GAP_DAYS,
            fee_payer="operator",
            requirements_met=tuple(offer.requirements_met),
            is_hands_on=offer.is_hands_on,
            hourly_pay_pence=offer.hourly_pay_pence,
            travel_paid=offer.travel_paid,
            care_basis=offer.care_basis,
            care_where=offer.care_where_words,
            cqc_id=offer.cqc_id,
            languages=offer.languages_words,
            try_first=str(offer.try_first),
            try_once=offer.try_once_words,
            hospital=offer.hospital_words,
            complain=offer.complain_words,
            getting_there=offer.getting_there,
            missed_rule=str(offer.missed_rule),
            provider_name=offer.provider.name,
            provider_address=offer.address_words,
            change_of_mind=str(offer.change_of_mind),
        )

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """Text keys become numbers, text becomes moments. A key too many is an error, and so is one
        too few of those that were there from the first."""
        prices, starts = _with_number_keys(data["prices"]), _moments(data["starts"])
        return cls(**{**data, "prices": prices, "starts": starts})

    def to_json(self) -> dict[str, Any]:
        return {
            **{field.name: getattr(self, field.name) for field in fields(self)},
            "prices": {str(people): pence for people, pence in self.prices.items()},
            "starts": [start.isoformat() for start in self.starts],
            "requirements_met": list(self.requirements_met),
        }

    def __str__(self) -> str:
        """As the database has it: what staff are shown."""
        return json.dumps(self.to_json(), ensure_ascii=False)

    @property
    def digest(self) -> str:
        """A short name for exactly these terms: any change gives another."""
        text = json.dumps(self.to_json(), sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()

    @property
    def group_prices(self) -> Mapping[int, int]:
        """From the smallest group that works: a price for one alone is for one alone."""
        return {size: pence for size, pence in self.prices.items() if size >= self.smallest}

    def share_for(self, people: int) -> int | None:
        """The most one of that many pays a session, in pence. None while they are too few."""
        prices = self.group_prices
        return share_rounded_up(prices, people) if people in prices else None

    @property
    def last_wait(self) -> datetime:
        """How long the date waits for somebody who is told only at visits: while a payment can
        still be put right before the first session (P58)."""
        return end_of_last_whole_day(self.starts[0] - timedelta(days=self.gap_days))

    @property
    def care_where_words(self) -> str:
        """As an offer calls it."""
        return self.care_where

    def with_changes(self, changes: Mapping[str, Any]) -> Self:
        """`changes`: what is offered otherwise, by the name of a field."""
        return replace(self, **changes)

    def without(self, hidden: Set[datetime]) -> Self:
        """For whoever does not find these dates: all of it but them (P12)."""
        return replace(self, starts=tuple(each for each in self.starts if each not in hidden))

    def with_prices(self, prices: Mapping[int, int]) -> Self:
        return replace(self, prices=prices)


def _with_number_keys(prices: Mapping[str, int]) -> dict[int, int]:
    return {int(people): pence for people, pence in prices.items()}


def _moments(texts: Sequence[str]) -> tuple[datetime, ...]:
    return tuple(datetime.fromisoformat(text) for text in texts)
