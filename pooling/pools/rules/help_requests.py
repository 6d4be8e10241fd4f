"""When may help with a cost be asked for, and answered?"""

from datetime import datetime

from django.utils.translation import gettext as _

from community.common.refusals import Refused
from pooling.pools.states import PrivateQuestionKind, PrivateQuestionState


class NothingToAsk(Refused):
    code = "nothing_asked"


class HelpAnswered(Refused):
    code = "help_answered"


class DateHasPassed(Refused):
    code = "date_has_passed"


def check_is_asked(is_asked: bool) -> None:
    if not is_asked:
        raise NothingToAsk(
            _("They are not asked about the share just now."),
            next_step=_("Enter their yes, or not this time."),
        )


def check_can_ask_another_way(kind: str, state: str, answer_by: datetime, now: datetime) -> None:
    """While the question about the share is open; no other kind of question has another way."""
    if kind != PrivateQuestionKind.LOW_MAXIMUM:
        raise NothingToAsk(
            _("This question is not about the share."),
            next_step=_("You can talk to someone about it, or say not this time."),
        )
    if state != PrivateQuestionState.ASKED or now >= answer_by:
        raise DateHasPassed(
            _("This was already answered, or its date has passed."),
            next_step=_("Look at the page to see where things are now."),
        )


def check_help_is_wanted(*, is_answered: bool, answer_by: datetime, now: datetime) -> None:
    """Once, and before the person's own date."""
    if is_answered:
        raise HelpAnswered(
            _("This was answered already."),
            next_step=_("Look at your list again: somebody was quicker."),
        )
    if now >= answer_by:
        raise DateHasPassed(
            _("The day by which they needed it has passed."),
            next_step=_("Talk to them about the next time."),
        )
