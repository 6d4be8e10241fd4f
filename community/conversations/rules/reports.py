"""What becomes of words that somebody reports."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from community.common.refusals import Refused
from community.conversations.states import HIDES_AT_ONCE, ReportWrong


class YourOwnWords(Refused):
    code = "your_own_words"


class NotToAskAgain(Refused):
    code = "not_to_ask_again"


MAX_LOOKS = 2  # the first, and one by somebody else


def hides_at_once(wrong: str) -> bool:
    return ReportWrong(wrong) in HIDES_AT_ONCE


def check_is_others(*, is_own: bool) -> None:
    if is_own:
        raise YourOwnWords(
            _("These are your own words."),
            next_step=_("You can close the conversation. What was said stays there to be read."),
        )


def check_was_looked_at(looks: Sequence[object]) -> None:
    if not looks:
        raise NotToAskAgain(
            _("Nobody has reported these words."),
            next_step=_("If something is wrong with them, you can report them."),
        )


def check_may_ask_again(*, is_answered: bool, looks: int, is_theirs: bool) -> None:
    """Whoever was not helped by the answer asks somebody else to look, once. `is_theirs`: the
    answer went against whoever asks."""
    if not is_answered:
        raise NotToAskAgain(
            _("Somebody is still looking at these words."),
            next_step=_("You are told what comes of it."),
        )
    if looks >= MAX_LOOKS or not is_theirs:
        raise NotToAskAgain(
            _("Somebody else has looked at these words already."),
            next_step=_("If it is still wrong, you can complain. The page on complaints says how."),
        )
