"""Who waits in which turn: nobody is overtaken, and nobody dropped (P72, P75)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from community.common.clock import today
from community.common.dates import end_of_day, format_day
from community.common.refusals import Refused
from community.common.working_time import add_working_days
from providers.rules.capacity import MonthUnits, Need

KEPT_WORKING_DAYS = 2
OFFERED_DAYS = 3  # from when they were told
TOLD_WITHIN_WORKING_DAYS = 3  # later the place goes to the next, and they keep their turn


class NoNeedToWait(Refused):
    code = "no_need_to_wait"


class NoDayToWaitFor(Refused):
    code = "no_day_to_wait_for"


class DayHasMoved(Refused):
    code = "day_has_moved"


class NothingOffered(Refused):
    code = "nothing_offered"


class NothingToSay(Refused):
    code = "nothing_to_say"


@dataclass(frozen=True)
class Waits:
    """One who waits, in their turn. `is_barred`: a place of this month was theirs to take, and none
    has come free since."""

    ref: int
    need: Need
    kept_until: datetime | None = None
    is_barred: bool = False

    def keeps(self, now: datetime) -> bool:
        return self.kept_until is not None and now < self.kept_until


def who_is_offered(waiting: Sequence[Waits], month: MonthUnits, *, now: datetime) -> list[int]:
    """In turn, each of whom the month has the units. For whom what is left is kept: nobody who
    asked later is given any of it."""
    offered = []
    for each in waiting:
        if (
            not each.is_barred
            and month.left(on_their_own=each.need.on_their_own) >= each.need.units
        ):
            offered.append(each.ref)
            month = month.without(each.need)
        elif each.keeps(now):
            break
    return offered


def left_for(need: Need, waiting: Sequence[Waits], month: MonthUnits, *, now: datetime) -> int:
    """Of the month, for somebody who asks now: nothing while what is left is kept for another."""
    if any(each.keeps(now) for each in waiting):
        return 0
    return month.left(on_their_own=need.on_their_own)


def kept_until(left: int, now: datetime, *, nation: str) -> datetime | None:
    """What is left is kept only where it is more than nothing."""
    return add_working_days(now, KEPT_WORKING_DAYS, nation=nation) if left else None


def day_kept_no_more(waiting: Sequence[Waits], now: datetime) -> date | None:
    """The first whole day on which nothing is kept for anybody; None where nothing is."""
    until = [each.kept_until for each in waiting if each.kept_until and each.keeps(now)]
    return today(max(until)) + timedelta(days=1) if until else None


def check_must_wait(left: int, needed: int) -> None:
    if left >= needed:
        raise NoNeedToWait(_("There is room for this now."), next_step=_("Ask if you can come."))


def check_day_to_wait_for(opens_on: date | None, agreed: date) -> date:
    if opens_on is None:
        raise NoDayToWaitFor(
            _("We know no day on which they have time for this, so nobody is let wait for it."),
            next_step=_("Its page shows what is like it, near it."),
        )
    if opens_on != agreed:
        raise DayHasMoved(
            _("The day is now %(day)s. Do you want to wait until then?")
            % {"day": format_day(opens_on)}
        )
    return opens_on


def check_is_offered(*, is_open: bool) -> None:
    if not is_open:
        raise NothingOffered(
            _("No place is kept for you just now."),
            next_step=_("You keep your turn, and are told when there is one again."),
        )


def check_can_still_say(*, is_waiting: bool, is_answered: bool) -> None:
    if is_answered or not is_waiting:
        raise NothingToSay(_("This is answered already, or they wait no more."))


def expires_at(told_at: datetime) -> datetime:
    """Three days from when they were told, to the end of the last."""
    return end_of_day(today(told_at) + timedelta(days=OFFERED_DAYS))


def is_over(
    offered_at: datetime, told_at: datetime | None, *, is_lost: bool, nation: str, now: datetime
) -> bool:
    """Not answered in time; or they could not be told in time (P75)."""
    if told_at is not None:
        return now >= expires_at(told_at)
    latest = add_working_days(offered_at, TOLD_WITHIN_WORKING_DAYS, nation=nation)
    return is_lost or now >= latest
