"""What a group may ask for, and when its answers are in."""

from datetime import date, timedelta

from django.utils.translation import gettext as _

from community.common.refusals import Refused
from groups.states import BriefState

ANSWER_DAYS = 14
MAX_ANSWER_DAYS = 180
BRIEF_FIELDS = frozenset(
    {
        "what",
        "when_words",
        "where_words",
        "who_must_be_able",
        "requirements",
        "good_looks_like",
        "people_about",
        "money_in_hand",
        "answers_by",
    }
)


class AnswersByOutOfRange(Refused):
    code, field = "answers_by_out_of_range", "answers_by"


class BriefAlreadyPublished(Refused):
    code = "brief_already_asked"


class NothingToSend(Refused):
    code = "nothing_to_send"


class NothingToCompare(Refused):
    code = "nothing_to_compare"


class DecisionIsOpen(Refused):
    code = "choice_is_open"


def check_can_edit(state: str, *, is_held_back: bool = False) -> None:
    """While it is written, and while answers are taken: then what is written anew is sent anew."""
    if state == BriefState.ASKING and is_held_back:
        raise BriefAlreadyPublished(
            _("Its words are held back, so nothing else of it can change now."),
            next_step=_("Change the words first. When they are out again, you can go on."),
        )
    if state not in (BriefState.DRAFT, BriefState.ASKING):
        raise BriefAlreadyPublished(
            _("Its answers are in, so it cannot change now."),
            next_step=_("You can close it and start again from the same words."),
        )


def check_written_anew(*, is_written_anew: bool) -> None:
    if not is_written_anew:
        raise NothingToSend(
            _("Nothing is written anew, so there is nothing to send."),
            next_step=_("Change what you want first. What was sent stays until then."),
        )


def check_is_groups(*, is_solo: bool) -> None:
    """What one asked for oneself is asked anew instead: nobody has to agree to that."""
    if is_solo:
        raise BriefAlreadyPublished(
            _("This has been sent to whoever runs it, so it cannot change now."),
            next_step=_("You can close it and ask again."),
        )


def check_answers_by(answers_by: date, on: date) -> None:
    """At least one whole day, so that somebody can answer."""
    if not on < answers_by <= on + timedelta(days=MAX_ANSWER_DAYS):
        raise AnswersByOutOfRange(
            _("Choose a day after today, and within six months."),
            next_step=_("Two weeks is enough for most."),
        )


def check_not_choosing(*, is_choosing: bool) -> None:
    if is_choosing:
        raise DecisionIsOpen(
            _("The group is choosing now, so this cannot be closed."),
            next_step=_("Wait until the choice has closed."),
        )


def check_has_offers(count: int) -> None:
    if not count:
        raise NothingToCompare(
            _("Nobody has made an offer yet."),
            next_step=_("You can wait until the day you asked for answers by."),
        )
