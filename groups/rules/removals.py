"""Whether somebody stays in a group: by who heard both, or by what the others choose (P118)."""

from collections.abc import Collection
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from community.common.refusals import EmptyText, Refused

SUSPENSION = timedelta(days=7)  # by one who is afraid; as a pause of newcomers (P37)
SUSPENDS_ONCE_IN = timedelta(days=30)
ASK_AGAIN_FOR = timedelta(days=14)  # from the day on which they were told
LONGEST = timedelta(days=28)  # for another look; and until somebody has heard of it
LONGEST_IN_ALL = timedelta(days=56)  # undecided for longer, they stay
STAYS_OUT_FOR = timedelta(days=365)
MIN_VOICES = 3  # fewer would be two members' word
MIN_FOR_IT = 2


class AskedAlready(Refused):
    code, field = "asked_already", "member_id"


class SuspendedLately(Refused):
    code, field = "suspended_lately", "is_afraid"


class TooFewToChoose(Refused):
    code, field = "too_few_to_choose", "by_group"


class RemovalIsOver(Refused):
    code = "removal_is_over"


class NotToLookAgain(Refused):
    code = "not_to_look_again"


class HearBoth(Refused):
    code, field = "hear_both", "heard_member_on"


class NotNow(Refused):
    code = "not_in_this_group_now"


def check_words(words: str) -> str:
    words = words.strip()
    if not words:
        raise EmptyText(_("Say what happened."))
    return words


def check_not_asked(*, is_asked: bool) -> None:
    if is_asked:
        raise AskedAlready(
            _("This is being looked at already."),
            next_step=_("If you are afraid, “I am worried about someone” is on every page."),
        )


def check_not_suspended_lately(last_at: datetime | None, now: datetime) -> None:
    """`last_at`: when this member, or these hands for another, asked somebody to stay away."""
    if last_at is not None and now < last_at + SUSPENDS_ONCE_IN:
        raise SuspendedLately(
            _("You have asked somebody to stay away in this month already."),
            next_step=_(
                "You can ask without that. If you are afraid now, “I am worried about someone” is "
                "on every page."
            ),
        )


def check_enough_voices(voices: int) -> None:
    if voices < MIN_VOICES:
        raise TooFewToChoose(
            _("You are too few to choose this among yourselves."),
            next_step=_("Ask somebody outside your group to look at it, and to hear both of you."),
        )


def check_waits(*, waits: bool) -> None:
    if not waits:
        raise RemovalIsOver(
            _("This is not waiting for an answer any more."),
            next_step=_("What came of it is told to whoever it is about."),
        )


def check_may_look_again(*, may: bool) -> None:
    if not may:
        raise NotToLookAgain(
            _("Nobody can look at this again."),
            next_step=_("If it is still wrong, you can complain. The page on complaints says how."),
        )


def check_heard_both(
    *, removes: bool, asker_on: date | None, member_on: date | None, asked_on: date, on: date
) -> None:
    """Nobody is taken out of a group by somebody who did not hear both."""
    if not removes:
        return
    days = (asker_on, member_on)
    if any(day is None or not asked_on <= day <= on for day in days):
        raise HearBoth(
            _("Hear both of them first, and say on which day you heard each."),
            next_step=_(
                "The days are from the day on which it was asked to today. Until you have heard "
                "both, the person stays, or is away for at most a week."
            ),
        )


def check_comes_in(*, is_kept_out: bool) -> None:
    """The same words as for any group that somebody cannot come into: nothing is said of why."""
    if is_kept_out:
        raise NotNow(
            _("You cannot come into this group now."),
            next_step=_("You can ask whoever looks after groups near you, or find another group."),
        )


def is_removed(answers_stay: Collection[bool], *, quorum: int) -> bool | None:
    """By what the others said; None where too few of them did. Level, they stay."""
    if len(answers_stay) < quorum:
        return None
    against = sum(not stays for stays in answers_stay)
    return against >= MIN_FOR_IT and 2 * against > len(answers_stay)
