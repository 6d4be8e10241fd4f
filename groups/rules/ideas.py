"""When may an idea be added, liked and answered, and which of them a group takes up (M38).

Nothing is counted before each was heard. An idea is taken up that more than half of those who said
which they would like, like; no number is ever shown (P43).
"""

from collections.abc import Collection, Sequence, Set

from django.utils.translation import gettext as _

from community.common.refusals import Refused
from groups.states import IdeaRoundState, IdeaState

ROUND_DAYS = 7  # of each part of a round
MAX_IDEAS = 5  # of one member in a round
MAX_IDEA_CHARS = 200
MAX_LINES = 3
MAX_LINE_CHARS = 120


class NoIdeaYet(Refused):
    code, field = "no_idea_yet", "words"


class TooManyIdeas(Refused):
    code, field = "too_many_ideas", "words"


class NotHearing(Refused):
    code = "ideas_not_asked_now"


class StillHearing(Refused):
    code = "ideas_still_heard"


class CameAfterRoundBegan(Refused):
    code = "came_after_ideas_began"


class NotAmongTheseIdeas(Refused):
    code, field = "not_among_these_ideas", "likes"


class NotAnsweredSo(Refused):
    code = "idea_not_answered_so"


class IdeaIsHidden(Refused):
    code = "idea_is_hidden"


class WhyIsSaid(Refused):
    code, field = "why_is_said_already", "words"


def check_idea(*, words: str, picture: str) -> None:
    if not words and not picture:
        raise NoIdeaYet(_("Choose a picture, or write a few words."))


def check_not_too_many(ideas: int) -> None:
    if ideas >= MAX_IDEAS:
        raise TooManyIdeas(
            _("You have added %(most)d ideas this time, which is as many as there is room for.")
            % {"most": MAX_IDEAS},
            next_step=_("You can take one back, or add this one next time."),
        )


def check_hears(state: str) -> None:
    if state != IdeaRoundState.HEARING:
        raise NotHearing(
            _("Each was heard already this time."),
            next_step=_("You can add an idea at any time: then all are asked anew."),
        )


def check_can_like(state: str) -> None:
    if state == IdeaRoundState.HEARING:
        raise StillHearing(
            _("Not everybody was heard yet. Nobody says before then which idea they would like."),
            next_step=_("You are told when it is time."),
        )
    if state == IdeaRoundState.OVER:
        raise NotHearing(
            _("These ideas have their answers."),
            next_step=_("You can add an idea at any time: then all are asked anew."),
        )


def check_has_turn(*, has_turn: bool) -> None:
    if not has_turn:
        raise CameAfterRoundBegan(
            _("This began before you came into the group, so it does not ask you."),
            next_step=_("You can add an idea of your own."),
        )


def check_among(idea_ids: Collection[int], in_round: Collection[int]) -> None:
    if set(idea_ids) - set(in_round):
        raise NotAmongTheseIdeas(
            _("One of these ideas is not there any more."),
            next_step=_("Look at the ideas again, and answer once more."),
        )


def check_not_taken_up(state: str) -> None:
    if state != IdeaState.NOT_TAKEN_UP:
        raise NotAnsweredSo(_("This idea does not have “not, because” as its answer."))


def check_taken_up(state: str) -> None:
    if state != IdeaState.TAKEN_UP:
        raise NotAnsweredSo(
            _("This idea was not taken up, so it is not put into what the group wants."),
            next_step=_("Anybody can add it again."),
        )


def check_why_is_mine(*, is_said: bool, is_mine: bool) -> None:
    """Nobody writes over another's words."""
    if is_said and not is_mine:
        raise WhyIsSaid(
            _("Somebody of your group has said why already."),
            next_step=_("You can write to the group."),
        )


def ideas_taken_up(likes: Sequence[Set[int]], idea_ids: Collection[int]) -> set[int]:
    """Those that more than half like. `likes`: one set of ideas for each who said."""
    return {idea for idea in idea_ids if 2 * sum(idea in each for each in likes) > len(likes)}


def why_not_text(*, has_answers: bool) -> str:
    if has_answers:
        return _("more of us would like something else this time")
    return _("nobody said which idea they would like; it can be added again")


def group_ended_text() -> str:
    return _("the group ended before it was chosen")


def check_is_read(what: str) -> None:
    """Words that were reported go nowhere else while they are hidden (P117)."""
    if not what:
        raise IdeaIsHidden(
            _("The words of this idea are hidden: they were reported."),
            next_step=_("Write in your own words what you would like, or wait for the answer."),
        )
