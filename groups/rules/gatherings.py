"""When may a group meet, how often, and until when does somebody say that they come?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from community.common.clock import LONDON
from community.common.dates import check_clock_shows, format_moment
from community.common.refusals import Refused
from groups.states import GatheringState, GroupState

MAX_TIMES = 26  # of one series
MAX_TO_COME = 100  # of one group
MAX_WEEKS_BETWEEN = 8
MAX_DAYS_AHEAD = 730
LONGEST = timedelta(days=1)


class NotADateToMeet(Refused):
    code, field = "not_a_date_to_meet", "starts_at"


class TooManyDates(Refused):
    code, field = "too_many_dates", "times"


class InTurnNotSaid(Refused):
    code, field = "in_turn_not_said", "other_title"


class GroupHasEnded(Refused):
    code = "group_has_ended"


class CostsNothing(Refused):
    code = "costs_nothing"


class DateIsOver(Refused):
    code = "date_is_over"


class DateCalledOff(Refused):
    code = "date_called_off"


@dataclass(frozen=True)
class GatheringPlan:
    """What one date is. `ends_at` may be open; `words`: whatever is good to know."""

    title: str
    starts_at: datetime
    ends_at: datetime | None = None
    place_words: str = ""
    is_at_home: bool = False
    costs: bool = False
    words: str = ""


@dataclass(frozen=True)
class InTurn:
    """Each `every`-th time it is this instead: the hired room in week 4, after three free times."""

    every: int
    title: str
    place_words: str = ""
    is_at_home: bool = False
    costs: bool = False


@dataclass(frozen=True)
class Repeats:
    """`times` in all, the first among them, `every_weeks` weeks apart by London's clock."""

    every_weeks: int
    times: int
    other: InTurn | None = None


def dates_of(plan: GatheringPlan, repeats: Repeats | None) -> list[GatheringPlan]:
    """Each date: at the same time by the clock on the wall, whatever the clocks do between."""
    if repeats is None:
        return [plan]
    _check_repeats(repeats)
    return list(_each(plan, repeats))


def _each(plan: GatheringPlan, repeats: Repeats) -> Iterator[GatheringPlan]:
    for number in range(repeats.times):
        later = timedelta(weeks=repeats.every_weeks * number)
        date = replace(
            plan,
            starts_at=_by_the_clock(plan.starts_at, later),
            ends_at=_by_the_clock(plan.ends_at, later) if plan.ends_at else None,
        )
        other = repeats.other
        if other is not None and (number + 1) % other.every == 0:
            date = replace(
                date,
                title=other.title,
                place_words=other.place_words,
                is_at_home=other.is_at_home,
                costs=other.costs,
                words="",
            )
        yield date


def _by_the_clock(moment: datetime, later: timedelta) -> datetime:
    return moment.astimezone(LONDON).replace(fold=0) + later


def _check_repeats(repeats: Repeats) -> None:
    if not 1 <= repeats.every_weeks <= MAX_WEEKS_BETWEEN:
        raise NotADateToMeet(
            _("Between one week and %(most)d weeks can lie between two dates.")
            % {"most": MAX_WEEKS_BETWEEN},
            field="every_weeks",
        )
    if not 2 <= repeats.times <= MAX_TIMES:
        raise TooManyDates(
            _("Between 2 and %(most)d dates can be added together.") % {"most": MAX_TIMES},
            next_step=_("You can add more when these are over."),
        )
    if repeats.other is not None:
        _check_in_turn(repeats.other, repeats.times)


def _check_in_turn(other: InTurn, times: int) -> None:
    if not other.title:
        raise InTurnNotSaid(_("Say what it is those times."))
    if not 2 <= other.every <= times:
        raise InTurnNotSaid(
            _("It can be something else each second time, or later, and once at least."),
            field="other_every",
        )


def check_can_meet(
    dates: Sequence[GatheringPlan], *, group_state: str, to_come: int, now: datetime
) -> None:
    """`to_come`: how many dates the group has before it already."""
    check_not_ended(group_state)
    for date in dates:
        check_date(date, now=now)
    if to_come + len(dates) > MAX_TO_COME:
        raise TooManyDates(
            _("Your group would have more than %(most)d dates before it.") % {"most": MAX_TO_COME},
            next_step=_("Add fewer now, and more when some are over."),
        )


def check_date(date: GatheringPlan, *, now: datetime) -> None:
    """One that is to come, that London's clocks show, and that ends on the day after at the
    latest."""
    check_clock_shows(date.starts_at)
    if date.starts_at <= now:
        raise NotADateToMeet(_("A date lies ahead. Look at the day and the time once more."))
    if date.starts_at > now + timedelta(days=MAX_DAYS_AHEAD):
        raise NotADateToMeet(
            _("Nothing begins more than two years ahead. Look at the year once more.")
        )
    if date.ends_at is None:
        return
    check_clock_shows(date.ends_at)
    if not date.starts_at < date.ends_at <= date.starts_at + LONGEST:
        raise NotADateToMeet(
            _("It ends after it begins, and within a day. Look at both times once more."),
            field="ends_at",
        )


def check_free(*, title: str, starts_at: datetime, is_there: bool) -> None:
    """The same at the same time is one date, whoever adds it."""
    if is_there:
        raise NotADateToMeet(
            _("“%(title)s” on %(when)s is there already.")
            % {"title": title, "when": format_moment(starts_at)},
            next_step=_("You can change it on its page."),
        )


def check_not_ended(group_state: str) -> None:
    if group_state == GroupState.ENDED:
        raise GroupHasEnded(
            _("This group has ended, so nothing new is added to it."),
            next_step=_("You can start a group, or find another."),
        )


def has_begun(starts_at: datetime, now: datetime) -> bool:
    return starts_at <= now


def check_can_change(starts_at: datetime, state: str, now: datetime) -> None:
    """What has begun stays as it was; what is called off is put on again first."""
    check_not_begun(starts_at, now)
    if state == GatheringState.CALLED_OFF:
        raise DateCalledOff(
            _("This date is called off."),
            next_step=_("Put it on again first, or add another date."),
        )


def check_not_begun(starts_at: datetime, now: datetime) -> None:
    if has_begun(starts_at, now):
        raise DateIsOver(
            _("This date has begun, or is over."),
            next_step=_("You can answer about the next ones."),
        )


def moves_to_another_day(before: datetime, after: datetime) -> bool:
    """Who said that they come said it of that day."""
    return before.astimezone(LONDON).date() != after.astimezone(LONDON).date()


def check_costs(*, costs: bool) -> None:
    """Nobody shares the cost of what is free (M33)."""
    if not costs:
        raise CostsNothing(
            _("This date costs nothing, so there is nothing to share."),
            next_step=_("If it does cost something, say so on its page first."),
        )
