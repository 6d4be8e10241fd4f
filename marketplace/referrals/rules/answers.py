"""May a place answer this referral, and with what? (P76-P78, M31)"""

from collections.abc import Collection
from datetime import datetime

from django.utils.translation import gettext as _

from community.common.refusals import Refused
from marketplace.referrals.states import ReferralLine, ReferralState, ReferrerKind
from providers.rules.visit_answers import AnswerGiven, check_answer
from providers.states import AttendingAccess, VisitAnswer

# P79: whoever is no worker reads these two and no more.
LINES_FOR_ANYBODY = (ReferralLine.RECEIVED, ReferralLine.ANSWERED)


class ReferralAnswered(Refused):
    code = "already_answered"


class NothingToDecline(Refused):
    code, field = "nothing_to_decline", "answer"


class WhichTime(Refused):
    code, field = "which_time", "session_id"


def can_be_answered(state: str, answer: str | None, *, has_visit: bool) -> bool:
    """Asked, and not answered; or only a question came back, where nobody is named."""
    if state != ReferralState.REQUESTED or has_visit:
        return False
    return answer is None or answer == VisitAnswer.ASK_ME


def check_can_be_answered(state: str, answer: str | None, *, has_visit: bool) -> None:
    if state == ReferralState.CANCELLED:
        raise ReferralAnswered(_("They are not coming after all, so there is nothing to answer."))
    if not can_be_answered(state, answer, has_visit=has_visit):
        raise ReferralAnswered(_("This is answered already."), next_step=_("Look at it again."))


def check_referral_answer(
    given: AnswerGiven, access: AttendingAccess, *, help_asked: Collection[str], now: datetime
) -> None:
    """For what is open to everybody there is nothing to decline (P107)."""
    if given.answer == VisitAnswer.NOT_THIS_TIME and access != AttendingAccess.ASK_FIRST:
        raise NothingToDecline(
            _("This is open to everybody, so there is nothing to decline."),
            next_step=_("Say yes, or what you would like to ask."),
        )
    check_answer(given, help_asked=help_asked, now=now)


def check_time_chosen(*, has_times: bool, is_chosen: bool) -> None:
    if has_times and not is_chosen:
        raise WhichTime(_("Say at which of your times they can come."))


def lines_that_may_come_back(referrer_kind: str, held_back: Collection[str]) -> list[ReferralLine]:
    """In their order. “Answered” always does (P79)."""
    offered = list(ReferralLine) if referrer_kind == ReferrerKind.WORKER else LINES_FOR_ANYBODY
    return [line for line in offered if line not in held_back]
