"""What comes back to whoever told a place about somebody: a few lines, and no report (M82, P79).

Nothing is read from a register of who came: each line is what a place answered, or what the person
themselves said of their visit.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from community.common.clock import today
from community.common.dates import format_date
from marketplace.referrals.models.answers import ReferralAnswer, ReferralLineHeldBack
from marketplace.referrals.models.referrals import Referral
from marketplace.referrals.rules.answers import lines_that_may_come_back
from marketplace.referrals.states import ReferralLine, ReferralState
from providers.models.visit_requests import VisitRequest
from providers.states import DeclineReason, VisitAnswer, VisitOutcome, VisitRequestState

SHOWN_FOR = timedelta(days=90)  # after that how it went is the person's own again


@dataclass(frozen=True)
class LineBack:
    line: ReferralLine
    text: str
    on: date


def answer_of(referral: Referral) -> ReferralAnswer | None:
    answers = ReferralAnswer.objects.filter(referral=referral)
    return answers.select_related("visit__session").first()


def visit_of(referral_id: int) -> VisitRequest | None:
    """What it became, with the person's own yes."""
    visits = VisitRequest.objects.filter(referral_answer__referral_id=referral_id)
    return visits.select_related("session").first()


def held_back_lines(referral: Referral) -> list[str]:
    held_back = ReferralLineHeldBack.objects.filter(referral=referral)
    return list(held_back.values_list("line", flat=True))


def lines_back(referral: Referral, *, now: datetime) -> list[LineBack]:
    """In their order; those that the person has taken away are not there, nor that they are not."""
    answer = answer_of(referral)
    may = lines_that_may_come_back(referral.referrer_kind, held_back_lines(referral))
    lines = [_line(line, referral, answer, now) for line in may]
    return [line for line in lines if line is not None]


def _line(
    line: ReferralLine, referral: Referral, answer: ReferralAnswer | None, now: datetime
) -> LineBack | None:
    if line == ReferralLine.RECEIVED:
        if referral.state == ReferralState.DRAFT or referral.agreed_at is None:
            return None
        return LineBack(line, _("The place has it."), today(referral.agreed_at))
    if answer is None:
        return None
    if line == ReferralLine.ANSWERED:
        return LineBack(line, answered_text(answer), today(answer.answered_at))
    visit = answer.visit
    if visit is None or visit.state != VisitRequestState.CAME or now > visit.state_at + SHOWN_FOR:
        return None
    if line == ReferralLine.FIRST_VISIT:
        return LineBack(line, _("There was a first visit."), today(visit.state_at))
    return _going_on(line, visit)


def _going_on(line: ReferralLine, visit: VisitRequest) -> LineBack | None:
    """As the person said it, once; where they said nothing there is no line."""
    if not visit.outcome:
        return None
    text = _("What they said of it: %(outcome)s.")
    outcome = VisitOutcome(visit.outcome).label
    return LineBack(line, text % {"outcome": outcome}, today(visit.state_at))


def answered_text(answer: ReferralAnswer) -> str:
    """Never a reason that is the connector's alone."""
    label = str(VisitAnswer(answer.answer).label)
    if answer.reason == DeclineReason.CONFLICT_OR_SAFETY or not answer.reason:
        text = _("The place answered: %(answer)s.") % {"answer": label}
    else:
        reason = str(DeclineReason(answer.reason).label)
        text = _("The place answered: %(answer)s (%(reason)s).") % {
            "answer": label,
            "reason": reason,
        }
    if answer.other_day is not None:
        text += " " + _("From %(day)s.") % {"day": format_date(answer.other_day)}
    # What it asks of somebody who is named is theirs to read.
    if answer.words and answer.visit_id is None:
        text += f" “{answer.words}”"
    return text
