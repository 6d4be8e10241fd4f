"""May this be told, by whom, of whom, to this place? (P62-P71, P87, M91)"""

import re
from collections.abc import Collection
from datetime import timedelta

from django.utils.translation import gettext as _

from community.common.intake import compared
from community.common.refusals import Refused
from marketplace.referrals.referral_request import AgreementSaid
from marketplace.referrals.states import ReachedBy, ReferrerKind
from providers.states import CheckKind, HelpAsked

ANSWERED_WITHIN = timedelta(days=14)  # by the person, to us
LOOKED_AT_IN, LOOKED_AT_FROM = timedelta(days=30), 4  # P64: the fourth in a month
MAX_DRAFTS_FOR_CONTACT = 3
# Regulated Activities Regulations 2014, regulation 2 and schedule 1: personal care where somebody
# lives. Prompting to it is of the same kind (P70).
PERSONAL_CARE = frozenset({HelpAsked.TOILET, HelpAsked.EATING})


class UnderEighteen(Refused):
    code, field = "under_eighteen", "is_under_18"


class NothingToCall(Refused):
    code, field = "nothing_to_call", "called"


class NothingSaid(Refused):
    code, field = "nothing_said", "line"


class SendersOwnWay(Refused):
    code, field = "senders_own_way", "contact"


class NoWayOfTheirs(Refused):
    code, field = "no_way_of_theirs", "reached_by"


class OpenAlready(Refused):
    code, field = "open_already", "called"


class CareNotRegistered(Refused):
    code, field = "care_not_registered", "help_asked"


class AgreementNotSaid(Refused):
    code, field = "agreement_not_said", "agreement"


class OutlineOnly(Refused):
    code, field = "outline_only", "agreement"


class NobodyToAskThere(Refused):
    code, field = "nobody_to_ask_there", "to_connector"


class NotAWeekday(Refused):
    code, field = "not_a_weekday", "days"


class NotYourBody(Refused):
    code, field = "not_your_body", "referrer_kind"


def check_grown_up(*, is_under_18: bool) -> None:
    if is_under_18:
        raise under_eighteen()


def under_eighteen() -> UnderEighteen:
    return UnderEighteen(
        _("This is for grown-ups, so nothing of it was kept."),
        next_step=_(
            "For somebody under 18, ask their school, their doctor, or the council’s help for"
            " children and families. In danger, call 999."
        ),
    )


def clean_called(text: str) -> str:
    called = " ".join(text.split())
    if not called:
        raise NothingToCall(_("Write what they like to be called. It need not be their name."))
    return called


def check_line(text: str) -> None:
    if not text.strip():
        raise NothingSaid(_("Write one line: what they might like."))


def check_to_connector(*, to_connector: bool, has_connector: bool) -> None:
    """What is left to a connector goes to nobody where none works (fault F11)."""
    if to_connector and not has_connector:
        raise NobodyToAskThere(
            _("Nobody works there who could ask the place for you."),
            next_step=_("Send it to the place itself, or print a sheet for them."),
        )


def check_days(days: Collection[int]) -> None:
    if any(day not in range(7) for day in days):
        raise NotAWeekday(_("Choose from the days of the week."))


def called_key(called: str) -> str:
    """As the eye compares it; never shown."""
    return compared(called)[:200]


def check_way(
    reached_by: str, contact: str, *, sender: ReferrerKind, senders_own: Collection[str]
) -> None:
    """The person is asked by a way of their own, which whoever tells us does not use (P62). Only a
    worker may be the way. `senders_own`: every address and number of whoever sends it."""
    if sender != ReferrerKind.WORKER and reached_by in (
        ReachedBy.THROUGH_SENDER,
        ReachedBy.NOBODY_NAMED,
    ):
        raise NoWayOfTheirs(
            _("Say a way by which we can ask them ourselves."),
            next_step=_("An e-mail address or a telephone number that is theirs alone."),
        )
    if contact and plain_way(contact) in {plain_way(each) for each in senders_own if each}:
        raise SendersOwnWay(
            _("This is a way of reaching you. We ask them by one that is theirs alone."),
            next_step=_("Write theirs. If they have none, ask the connector to see them."),
        )


def plain_way(contact: str) -> str:
    """As two of them are compared, however each is written."""
    text = contact.strip().lower()
    if "@" in text:
        name, _at, host = text.rpartition("@")
        return f"{name.split('+')[0]}@{host}"
    return re.sub(r"^(?:\+44|0044)", "0", re.sub(r"[^\d+]", "", text.replace("(0)", "")))


def check_none_open(*, is_open: bool) -> None:
    if is_open:
        raise open_already()


def open_already() -> OpenAlready:
    return OpenAlready(
        _("You told us of somebody called that already, and it is still open."),
        next_step=_("Look at that one, or end it first."),
    )


def not_your_body() -> NotYourBody:
    return NotYourBody(
        _("You are entered as a worker of no team here."),
        next_step=_("Ask the council’s officer to add you, or say who else you are."),
    )


def is_looked_at(sent_before: int) -> bool:
    """`sent_before`: by the same sender in the last month."""
    return sent_before + 1 >= LOOKED_AT_FROM


def check_care(help_asked: Collection[str], *, at_home: bool, live_kinds: Collection[str]) -> None:
    """`at_home`: it is where somebody lives (P70)."""
    asked = PERSONAL_CARE & set(help_asked)
    if asked and at_home and CheckKind.CQC not in live_kinds:
        raise CareNotRegistered(
            _(
                "Help with washing, dressing, toilet or eating where somebody lives may be given"
                " only by who is registered for it, and this place is not."
            ),
            next_step=_(
                "Choose a place that is registered, or ask for this help another way: the council"
                " can say how."
            ),
        )


def check_may_name(agreement: AgreementSaid | None, *, is_shared: bool) -> AgreementSaid:
    """A worker's referral bears a name where both the council and the person agreed: `agreement`,
    as the worker recorded it, which is returned."""
    if not is_shared:
        raise OutlineOnly(
            _("The council has not recorded an agreement with your team yet."),
            next_step=_("Send an outline without a name, or print a sheet for them."),
        )
    if agreement is None:
        raise AgreementNotSaid(
            _("Say how they agreed, and when."),
            next_step=_("Or send an outline without a name, and ask them first."),
        )
    return agreement
