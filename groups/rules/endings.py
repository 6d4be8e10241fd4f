"""When a group ends: what still begins in it, why it ends, and until when its people read it."""

from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from community.common.clock import today
from community.common.refusals import Refused
from groups.states import LIVING_STATES, GroupState, MotionPurpose

LONGEST_ASKING = timedelta(days=28)  # everybody's next step (P125)
CONNECTORS_ARE_TOLD_AFTER = timedelta(days=14)
STATE_FOR = {
    MotionPurpose.KEEP_GROUP: GroupState.ENDING,
    MotionPurpose.BEGIN_AGAIN: GroupState.ENDED,
}


class GroupEnds(Refused):
    code = "group_ends"


class NotNow(Refused):
    code = "not_of_this_group_now"


class NeedsEndReason(Refused):
    code, field = "needs_end_reason", "reason"


class IsChoosing(Refused):
    code = "is_choosing"


class NotReachedBecause(Refused):
    code, field = "needs_a_reason", "not_reached_because"


def check_lives(state: str) -> None:
    """Nothing new begins in a group that ends, or has."""
    if state == GroupState.ENDING:
        raise GroupEnds(
            _("This group is ending, so nothing new begins in it."),
            next_step=_("You can say on its page that you want it to go on."),
        )
    if state == GroupState.ENDED:
        raise GroupEnds(
            _("This group has ended, so nothing new begins in it."),
            next_step=_("For twelve months you can propose on its page that it begins again."),
        )


def check_may_propose(purpose: MotionPurpose, state: str) -> None:
    """Of a group that ends only that it goes on; of one that has, only that it begins again."""
    needed = STATE_FOR.get(purpose)
    if needed is None:
        check_lives(state)
    elif state != needed:
        raise NotNow(
            _("This group is “%(now)s”, so there is nothing to agree to.")
            % {"now": GroupState(state).label},
            next_step=_("Look at its page again: it may have changed since you opened it."),
        )


def check_may_begin_again(may: bool) -> None:
    if not may:
        raise NotNow(
            _("This group ended more than twelve months ago."),
            next_step=_("You can start a group, or find another."),
        )


def is_alive(state: str) -> bool:
    return state in LIVING_STATES


def check_end_reason(purpose: MotionPurpose, reason: str) -> None:
    if purpose == MotionPurpose.END_GROUP and not reason:
        raise NeedsEndReason(
            _("Choose why the group ends."),
            next_step=_("One of the lines says that it need not be said."),
        )


def check_nothing_is_chosen(*, is_choosing: bool) -> None:
    if is_choosing:
        raise IsChoosing(
            _("Your group is choosing something just now."),
            next_step=_("It can end once that choice has closed."),
        )


def check_not_reached_because(words: str) -> None:
    if not words.strip():
        raise NotReachedBecause(_("Say in one line why you have not reached them so far."))


def is_asked_for_long_enough(closes_at: datetime, now: datetime) -> bool:
    return now >= closes_at


def readable_until(ended_at: datetime) -> date:
    """The last day on which its people read the page, and may begin it again: twelve months on."""
    ended_on = today(ended_at)
    if (ended_on.month, ended_on.day) == (2, 29):
        return date(ended_on.year + 1, 3, 1)
    return ended_on.replace(year=ended_on.year + 1)
