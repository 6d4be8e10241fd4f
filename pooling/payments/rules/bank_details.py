"""May bank details be used? And what those whose account it is are told. Plain facts in."""

import re
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from community.common.dates import format_day
from community.common.refusals import Refused
from pooling.payments.states.bank_details import BankDetailsState, CheckWay

DAYS_BEFORE_USE = 5  # working days, from the second person's yes (P30)


class NotAnAccount(Refused):
    code, field = "not_an_account", "account_number"


@dataclass(frozen=True)
class BankDetails:
    sort_code: str
    account_number: str


def parse_bank_details(sort_code: str, account_number: str) -> BankDetails:
    """As people write them ("12-34-56", "1234 5678"), in figures alone. A UK account has six
    figures of sort code and eight of number; one that is shorter begins with noughts."""
    code, number = (re.sub(r"[\s.-]", "", text) for text in (sort_code, account_number))
    if not re.fullmatch(r"[0-9]{6}", code):
        raise NotAnAccount(_("A sort code has six figures, like 12-34-56."), field="sort_code")
    if not re.fullmatch(r"[0-9]{6,8}", number):
        raise NotAnAccount(_("An account number has eight figures, like 01234567."))
    return BankDetails(code, number.zfill(8))


def format_sort_code(code: str) -> str:
    return "-".join((code[:2], code[2:4], code[4:])) if code else ""


class NotAskedAnotherWay(Refused):
    code, field = "not_asked_another_way", "way"


class OwnBankDetails(Refused):
    code = "own_bank_details"


class AlreadyInUse(Refused):
    code = "already_in_use"


def check_asked_another_way(way: str, *, agrees: bool) -> None:
    if agrees and way not in CheckWay.values:
        raise NotAskedAnotherWay(
            _("Say how you asked them: never by the message that it came with."),
            next_step=_("Ring a number you had before, or see them, and then say yes or no."),
        )


def check_not_theirs(*, is_member: bool) -> None:
    if is_member:
        raise OwnBankDetails(
            _("You speak for this provider. Somebody else has to look at it."),
            next_step=_("Ask somebody else who works here."),
        )


def check_not_in_use(state: str) -> None:
    if state not in (BankDetailsState.WAITING, BankDetailsState.CHECKED):
        raise AlreadyInUse(
            _("This account is in use already, or is over."),
            next_step=_("Write down the right one, and ring the council at once."),
        )


def bank_details_news(state: BankDetailsState, *, ends_in: str, counts_at: datetime | None) -> str:
    """What everybody who speaks for a provider hears of an account that was written down."""
    facts = {"ending": ends_in, "day": format_day(counts_at) if counts_at else ""}
    match state:
        case BankDetailsState.WAITING:
            return (
                _(
                    "A bank account for transfers to you was written down today, ending in"
                    " %(ending)s. Somebody who works for the council asks you about it, by"
                    " telephone or face to face. If none of you wrote it down, stop it at once on"
                    " this page."
                )
                % facts
            )
        case BankDetailsState.CHECKED:
            return (
                _(
                    "You were asked about the bank account ending in %(ending)s. It is used from"
                    " %(day)s on, and until then nothing is paid into it. If that was none of you,"
                    " stop it on this page."
                )
                % facts
            )
        case BankDetailsState.IN_FORCE:
            return _("Transfers to you go to the account ending in %(ending)s now.") % facts
    return _("The bank account ending in %(ending)s is not used.") % facts
