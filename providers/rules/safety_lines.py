"""Two lines before a first visit at a home: when, and by what right (P69)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from community.common.clock import today
from community.common.refusals import EmptyText, Refused
from providers.states import SafetyBasis, SessionState, VisitRequestState

MAX_SAFETY_CHARS = 200
MAX_WHY_CHARS = 300
# Of what is of no day nobody knows when it was: by then they have been, or say it again.
KEPT_WITHOUT_DAY = timedelta(days=28)


class NotBeforeFirstVisit(Refused):
    code = "not_before_a_first_visit_at_home"


class SafetySaid(Refused):
    code = "already_said"


class WhetherTheyAgree(Refused):
    code, field = "whether_they_agree", "basis"


class TooLongForALine(Refused):
    code, field = "too_long", "first"


@dataclass(frozen=True)
class SafetyWords:
    first: str
    second: str = ""
    basis: str = SafetyBasis.AGREED
    why_words: str = ""


@dataclass(frozen=True)
class WhenVisited:
    """What is known of when: a time, a day, or neither. `since`: since when it is said."""

    state: str
    session_state: str
    ends_at: datetime | None
    day: date | None
    since: datetime


def is_over(visited: WhenVisited, *, now: datetime) -> bool:
    """Nothing is kept beyond the visit; of what does not happen neither."""
    if visited.state != VisitRequestState.ACCEPTED:
        return True
    if visited.ends_at is not None:
        return visited.session_state != SessionState.PLANNED or visited.ends_at <= now
    if visited.day is not None:
        return visited.day < today(now)
    return visited.since + KEPT_WITHOUT_DAY <= now


def is_before_first_visit(
    visited: WhenVisited, *, at_home: bool, has_been: bool, now: datetime
) -> bool:
    return at_home and not has_been and not is_over(visited, now=now)


def check_before_first_visit(
    visited: WhenVisited, *, at_home: bool, has_been: bool, now: datetime
) -> None:
    if not is_before_first_visit(visited, at_home=at_home, has_been=has_been, now=now):
        raise NotBeforeFirstVisit(
            _("These lines are for a first visit at a home, after the yes and before the day."),
            next_step=_("What would make any other visit good you can say on its page."),
        )


def clean_safety_words(words: SafetyWords, *, is_own: bool) -> SafetyWords:
    """`is_own`: the person says it, and so agrees. By other hands it is said whether they do."""
    first, second, why = (
        " ".join(text.split()) for text in (words.first, words.second, words.why_words)
    )
    if not first:
        raise EmptyText(_("Write the first line."), field="first")
    for text, field in ((first, "first"), (second, "second")):
        if len(text) > MAX_SAFETY_CHARS:
            most = {"most": MAX_SAFETY_CHARS}
            raise TooLongForALine(_("A line is at most %(most)d letters.") % most, field=field)
    if words.basis not in SafetyBasis.values:
        raise WhetherTheyAgree(_("Say whether they agree that this is told."))
    if is_own and words.basis != SafetyBasis.AGREED:
        raise WhetherTheyAgree(_("What you say of yourself, you agree to."))
    if words.basis == SafetyBasis.AGREED:
        return SafetyWords(first, second)
    if not why:
        raise EmptyText(_("Say why it is told without their agreement."), field="why_words")
    if len(why) > MAX_WHY_CHARS:
        most = {"most": MAX_WHY_CHARS}
        raise TooLongForALine(_("At most %(most)d letters fit here.") % most, field="why_words")
    return SafetyWords(first, second, words.basis, why)


def check_not_said(stands: SafetyWords, words: SafetyWords) -> None:
    """What stands is read before it is changed: nobody wipes out what another has written."""
    if stands != words:
        raise SafetySaid(
            _("Something is said already."), next_step=_("Read it. Take it back to say it anew.")
        )
