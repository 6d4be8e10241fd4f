"""What a place may answer to whoever asks to come: for things open to everybody there is nothing to
decline, and a no has a reason that the person reads (P78, P107)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.translation import gettext as _

from community.common.clock import today
from community.common.refusals import EmptyText, Refused
from providers.states import DeclineReason, HelpAsked, VisitAnswer, VisitRequestState

MAX_WORDS_CHARS = 300
ANSWERABLE = (VisitRequestState.REQUESTED, VisitRequestState.NEEDS_ANSWER)


class VisitAnswered(Refused):
    code = "already_answered"


class WhichReason(Refused):
    code, field = "which_reason", "reason"


class WhichHelp(Refused):
    code, field = "which_help", "help_declined"


class WhichOtherDay(Refused):
    code, field = "which_other_day", "other_day"


@dataclass(frozen=True)
class AnswerGiven:
    """`words`: a question, or what would make it possible. `other_session_id` or `other_day`: of a
    yes to another day."""

    answer: VisitAnswer
    reason: str = ""
    help_declined: Collection[str] = ()
    words: str = ""
    other_session_id: int | None = None
    other_day: date | None = None


def check_can_be_answered(state: str) -> None:
    """The first answer stands, until the person has said something to it."""
    if state == VisitRequestState.WITHDRAWN:
        raise VisitAnswered(_("They are not coming after all, so there is nothing to answer."))
    if state not in ANSWERABLE:
        raise VisitAnswered(_("This is answered already."), next_step=_("Look at it again."))


def check_answer(given: AnswerGiven, *, help_asked: Collection[str], now: datetime) -> None:
    """A no says which of the four reasons, and of help which; it gives none that was not asked."""
    if given.answer == VisitAnswer.YES_FROM:
        if given.other_session_id is None and given.other_day is None:
            raise WhichOtherDay(_("Say on which other day they can come."))
        if given.other_day is not None and given.other_day < today(now):
            raise WhichOtherDay(_("That day has gone. Give one still to come."))
    if given.answer == VisitAnswer.ASK_ME and not given.words.strip():
        raise EmptyText(_("Write what you would like to ask."), field="words")
    if given.answer != VisitAnswer.NOT_THIS_TIME:
        return
    if given.reason not in DeclineReason.values:
        raise WhichReason(_("Choose why. They read it."))
    if given.reason == DeclineReason.HELP:
        if not given.help_declined:
            raise WhichHelp(_("Say which help you cannot give safely."))
        if set(given.help_declined) - set(help_asked):
            raise WhichHelp(_("They did not ask for that help."))


def help_that_is_declined(given: AnswerGiven) -> list[str]:
    is_help = given.answer == VisitAnswer.NOT_THIS_TIME and given.reason == DeclineReason.HELP
    return [each.value for each in HelpAsked if is_help and each in given.help_declined]


def check_waits_for_the_person(state: str, needs: VisitRequestState) -> None:
    if state != needs:
        raise VisitAnswered(_("It has changed meanwhile."), next_step=_("Look at your page again."))


def check_was_declined(state: str) -> None:
    if state != VisitRequestState.DECLINED:
        raise VisitAnswered(_("This was not declined."), next_step=_("Look at your page again."))


def clean_words(text: str) -> str:
    words = text.strip()
    if not words:
        raise EmptyText(_("Write a few words."), field="words")
    return words


def check_not_asked_twice(is_open_elsewhere: bool) -> None:
    if is_open_elsewhere:
        raise VisitAnswered(
            _("You have asked for that time already."),
            next_step=_("Take this one back, and wait for the other."),
        )
