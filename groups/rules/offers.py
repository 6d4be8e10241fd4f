"""What an offer must say, and when it may be sent. Plain facts in, a refusal or nothing out."""

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from datetime import date, datetime, timedelta
from typing import Any, Protocol

from django.utils.translation import gettext as _

from community.common.dates import check_clock_shows
from community.common.refusals import EmptyText, Refused
from groups.rules.homes import is_at_a_home
from groups.states import BriefState, CareBasis, OfferState
from providers.rules.prices import (
    SizesRefused,
    check_ladder,
    check_pay_floor,
    check_price_covers_pay,
)
from providers.states import ChangeOfMind, MissedRule, YesNoUnknown

MAX_OFFER_SESSIONS = 60
MAX_SIZES_BEYOND = 29  # beyond that a price for every size is more than a page
NOTICE_HOURS = (24, 48, 72, 168)  # how long before a session somebody can be asked to tell
MAX_OFFER_MESSAGES = 60
MAX_DAYS_AHEAD = 731  # two years


class TooLateToAnswer(Refused):
    code = "answers_are_in"


class AlreadyOffered(Refused):
    code = "already_offered"


class OfferReplaced(Refused):
    code = "offer_replaced"


class NotToChange(Refused):
    code = "offer_not_to_change"


class PayNotSaid(Refused):
    code, field = "pay_not_said", "hourly_pay_pence"


class NoSessions(Refused):
    code, field = "no_sessions", "starts"


class SessionsOutOfOrder(Refused):
    code, field = "sessions_out_of_order", "starts"


class MissedRuleNotSaid(Refused):
    code, field = "missed_rule_not_said", "missed_rule"


class ChangeOfMindKept(Refused):
    code, field = "change_of_mind_kept", "change_of_mind"


class CareNotSaid(Refused):
    code, field = "care_not_said", "care_basis"


class SharedHelper(Refused):
    code, field = "shared_helper", "care_basis"


class OfferEndsTooSoon(Refused):
    code, field = "offer_ends_too_soon", "good_until"


class TooManyOfferMessages(Refused):
    code = "said_enough"


@dataclass(frozen=True)
class OfferTerms:
    """All an offer says. `prices` is {people: pence a session}; `starts` are aware moments;
    `requirements_met` are those of the brief's requirements that it meets."""

    summary: str
    prices: dict[int, int]
    smallest: int
    largest: int
    starts: tuple[datetime, ...]
    minutes: int
    place_words: str
    who_comes: str
    missed_rule: str
    good_until: date
    change_of_mind: str = ChangeOfMind.FOURTEEN_DAYS
    address_words: str = ""
    care_basis: str = CareBasis.NOT_PERSONAL_CARE
    cqc_id: str = ""
    care_where_words: str = ""
    price_for_one_pence: int | None = None
    postcode: str = ""
    missed_notice_hours: int = 48
    time_off_minutes: int = 0
    carer_tasks: str = ""
    is_hands_on: bool = False
    hourly_pay_pence: int | None = None
    travel_paid: str = YesNoUnknown.NOT_KNOWN
    same_person: str = YesNoUnknown.NOT_KNOWN
    try_first: str = YesNoUnknown.NOT_KNOWN
    getting_there: str = ""
    languages_words: str = ""
    complain_words: str = ""
    requirements_met: tuple[str, ...] = ()


def as_columns(terms: OfferTerms, requirements: Collection[str]) -> dict[str, Any]:
    """Terms as an offer's row keeps them. `requirements` are the brief's: nothing else is met."""
    return asdict(terms) | {
        "is_at_a_home": is_at_a_home(terms.place_words),
        "prices": {str(people): pence for people, pence in sorted(terms.prices.items())},
        "starts": [start.isoformat() for start in terms.starts],
        "requirements_met": [value for value in requirements if value in terms.requirements_met],
    }


def check_answering(state: str, answers_by: date, on: date) -> None:
    if state != BriefState.ASKING or on > answers_by:
        raise too_late_to_answer()


def too_late_to_answer() -> TooLateToAnswer:
    return TooLateToAnswer(
        _("This group is no longer taking offers."),
        next_step=_("You can look at what other groups near you want."),
    )


def check_not_offered_yet(*, has_offered: bool) -> None:
    """One offer at a time from a provider to a group; what was taken back does not count."""
    if has_offered:
        raise AlreadyOffered(
            _("You have already made an offer to this group."),
            next_step=_("Take that one back first, if you want to send another."),
        )


def check_terms(
    terms: OfferTerms, *, answers_by: date, now: datetime, pay_floor_pence: int, area: str
) -> None:
    """Refuse an offer that leaves out what a group needs, or that is paid for by low wages."""
    check_sizes(terms.smallest, terms.largest)
    check_ladder(terms.prices, terms.smallest, terms.largest)
    check_sessions_pay_and_care(terms, now=now, pay_floor_pence=pay_floor_pence, area=area)
    _check_missed(terms.missed_rule, terms.missed_notice_hours)
    _check_change_of_mind(terms)
    if terms.good_until < answers_by + timedelta(days=7):
        raise OfferEndsTooSoon(
            _("Keep the offer open for at least a week after the group has all its answers."),
        )


class OfferedFacts(Protocol):
    """What these rules read of an offer, and of the terms that were frozen from one."""

    @property
    def starts(self) -> tuple[datetime, ...]: ...
    @property
    def minutes(self) -> int: ...
    @property
    def prices(self) -> Mapping[int, int]: ...
    @property
    def smallest(self) -> int: ...
    @property
    def is_hands_on(self) -> bool: ...
    @property
    def hourly_pay_pence(self) -> int | None: ...
    @property
    def care_basis(self) -> str: ...
    @property
    def care_where_words(self) -> str: ...
    @property
    def cqc_id(self) -> str: ...


def check_sessions_pay_and_care(
    terms: OfferedFacts, *, now: datetime, pay_floor_pence: int, area: str
) -> None:
    """What holds for an offer, and for each change of what was offered (M53)."""
    _check_sessions(terms, now)
    _check_pay(terms, pay_floor_pence, area)
    _check_care(terms)


def _check_sessions(terms: OfferedFacts, now: datetime) -> None:
    if not terms.starts:
        raise NoSessions(_("Say when the sessions are. One is enough."))
    if len(terms.starts) > MAX_OFFER_SESSIONS:
        raise NoSessions(
            _("That is more than %(most)d sessions. Offer the first ones.")
            % {"most": MAX_OFFER_SESSIONS}
        )
    if list(terms.starts) != sorted(set(terms.starts)):
        raise SessionsOutOfOrder(_("Put the sessions in order of time, each one once."))
    if terms.starts[0] <= now:
        raise SessionsOutOfOrder(_("The first session must be on a day still to come."))
    if terms.starts[-1] > now + timedelta(days=MAX_DAYS_AHEAD):
        raise SessionsOutOfOrder(
            _("Nothing begins more than two years ahead. Look at the year once more.")
        )
    for start in terms.starts:
        check_clock_shows(start)


def _check_pay(terms: OfferedFacts, pay_floor_pence: int, area: str) -> None:
    if terms.is_hands_on and terms.hourly_pay_pence is None:
        raise PayNotSaid(_("Say what the people who help are paid an hour."))
    if terms.hourly_pay_pence is not None:
        check_pay_floor(terms.hourly_pay_pence, pay_floor_pence, area)
        check_price_covers_pay(terms.prices, terms.smallest, terms.minutes, terms.hourly_pay_pence)


def _check_care(terms: OfferedFacts) -> None:
    """A group may not hire one helper for everybody's personal care (facts.md)."""
    if terms.care_basis == CareBasis.NOT_PERSONAL_CARE:
        return
    if not terms.care_where_words:
        raise CareNotSaid(_("Say where personal care is given."), field="care_where_words")
    if terms.care_basis == CareBasis.CQC_REGISTERED and not terms.cqc_id:
        raise CareNotSaid(_("Give your CQC registration number."), field="cqc_id")
    if terms.care_basis == CareBasis.EMPLOYED_BY_INDIVIDUAL and terms.is_hands_on:
        raise SharedHelper(
            _("A group cannot hire one helper together for personal care."),
            next_step=_(
                "Each person may bring a helper they employ themselves, outside this price. "
                "Or whoever gives the care is registered with the CQC."
            ),
        )


def check_sizes(smallest: int, largest: int) -> None:
    """Each size is asked its own price, all of them on one page."""
    if not smallest <= largest <= smallest + MAX_SIZES_BEYOND:
        text = _("The largest number comes after the smallest, and at most %(most)d after it.")
        raise SizesRefused(text % {"most": MAX_SIZES_BEYOND})


def _check_missed(rule: str, notice_hours: int) -> None:
    """Words that no rule keeps are a promise that is not kept (fault C1)."""
    if rule == MissedRule.AS_WRITTEN:
        raise MissedRuleNotSaid(_("Say what somebody pays who tells you in time."))
    if notice_hours not in NOTICE_HOURS:
        raise MissedRuleNotSaid(
            _("Say how long before is in time: one, two or three days, or a week."),
            field="missed_notice_hours",
        )


def _check_change_of_mind(terms: OfferTerms) -> None:
    """Only leisure, meals, transport and the like on fixed days are outside the 14 days: help by
    hand and care are none of them. Source: Consumer Contracts Regulations 2013 reg 28(1)(h). Not
    checked: whether each thing that is offered here as leisure is so for the law."""
    is_help = terms.is_hands_on or terms.care_basis != CareBasis.NOT_PERSONAL_CARE
    if is_help and terms.change_of_mind != ChangeOfMind.FOURTEEN_DAYS:
        raise ChangeOfMindKept(
            _("Where your people help by hand or give care, the 14 days stay."),
            next_step=_("Choose 14 days, or leave the help out of this offer."),
        )


def check_may_change(state: str, *, is_choosing: bool, is_replaced: bool) -> None:
    """Until the choice opens: what people choose among stays as it is. `is_replaced`: another who
    speaks for the provider changed it meanwhile, and theirs is not overwritten unseen."""
    if is_replaced:
        raise OfferReplaced(
            _("Somebody who speaks for the same provider has changed this offer meanwhile."),
            next_step=_("Yours is not sent yet. Look at what stands there now, and decide."),
        )
    if state != OfferState.SENT:
        raise NotToChange(
            _("This offer has been answered, so it cannot change."),
            next_step=_("If it was chosen, you can still write to the group about it."),
        )
    if is_choosing:
        raise NotToChange(
            _("The group is choosing now, so this offer stays as it is."),
            next_step=_("You can still answer what the group asks, or take the offer back."),
        )


def clean_offer_message(text: str, state: str, message_count: int) -> str:
    """The text, tidied; `message_count` is how many there are about this offer already."""
    check_takes_messages(state)
    tidy = " ".join(text.split())
    if not tidy:
        raise EmptyText(_("Write what you would like to say."))
    if message_count >= MAX_OFFER_MESSAGES:
        raise TooManyOfferMessages(
            _("A great deal has been said here already."),
            next_step=_("All of it stays here to be read. Nothing more can be written."),
        )
    return tidy


# Also the one that was chosen: what stands open beside a yes can still be asked.
ASKABLE_STATES = (OfferState.SENT, OfferState.CHOSEN)


def takes_messages(state: str) -> bool:
    return state in ASKABLE_STATES


def check_takes_messages(state: str) -> None:
    if not takes_messages(state):
        raise NotToChange(_("This offer has been answered, so there is nothing more to ask here."))


def check_may_withdraw(state: str) -> None:
    if state != OfferState.SENT:
        raise NotToChange(
            _("This offer has been answered, so it cannot be taken back here."),
            next_step=_("If it was chosen, you can still write to the group about it."),
        )
