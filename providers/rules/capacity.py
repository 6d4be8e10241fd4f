"""What a kind of help weighs, what is left of a month, and when it opens again (M18, P72-P74)."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from community.common.dates import format_day
from community.common.refusals import Refused
from providers.states import MAX_MONTH_UNITS, MAX_WEIGHT, AttendingAccess, HelpAsked

MONTHS_AHEAD = 12  # how far a day is promised
A_PLACE = ""  # as a kind of help: a place, and no help asked
KINDS_OF_HELP = (A_PLACE, *HelpAsked.values)


class NoUnitsLeft(Refused):
    code, field = "no_units_left", "help_asked"


class NoSuchCapacity(Refused):
    code, field = "no_such_capacity", "units"


@dataclass(frozen=True)
class Need:
    """What somebody who waits needs of a month, and how they are here (P74)."""

    units: int
    on_their_own: bool


@dataclass(frozen=True)
class MonthUnits:
    """What a month has, and what of it is somebody's: `taken` in all, `taken_on_their_own` by
    people who come on their own."""

    units: int
    reserved: int
    taken: int
    taken_on_their_own: int

    def left(self, *, on_their_own: bool) -> int:
        """For somebody who comes on their own, all that is left; for whoever else, without what is
        still reserved (P74)."""
        reserved = 0 if on_their_own else max(0, self.reserved - self.taken_on_their_own)
        return max(0, self.units - self.taken - reserved)

    def without(self, need: Need) -> "MonthUnits":
        own = need.units if need.on_their_own else 0
        return MonthUnits(
            self.units, self.reserved, self.taken + need.units, self.taken_on_their_own + own
        )


def counts_units(access: AttendingAccess) -> bool:
    """Only where one asks first: nobody else answers whether somebody may come."""
    return access == AttendingAccess.ASK_FIRST


def units_of(help_asked: Collection[str], weights: Mapping[str, int]) -> int:
    """The heaviest of what is asked: who asks for two kinds is one person, beside whom one helper
    stands. By the kind of help alone (P73)."""
    asked = set(help_asked) or {A_PLACE}
    return max(weights.get(each, 1) for each in asked)


def lightest(weights: Mapping[str, int]) -> int:
    return min(weights.get(each, 1) for each in KINDS_OF_HELP)


def check_units_left(left: int, needed: int, *, opens_on: date | None) -> None:
    if left >= needed:
        return
    if opens_on is None:
        raise NoUnitsLeft(
            _("They have no time for this help, this month or in those that follow."),
            next_step=_("Its page shows what is like it, near it."),
        )
    raise NoUnitsLeft(
        _("They are full for this just now. It opens again on %(day)s.")
        % {"day": format_day(opens_on)},
        next_step=_("Its page shows what is like it, near it."),
    )


def month_of(day: date) -> date:
    return day.replace(day=1)


def month_after(month: date, count: int = 1) -> date:
    number = month.year * 12 + month.month - 1 + count
    return date(number // 12, number % 12 + 1, 1)


def check_capacity(units: int | None, reserved: int, weights: Mapping[str, int]) -> None:
    """`units` null: nothing is counted. Whoever has no time at all pauses what they offer."""
    if units is None and not reserved:
        return
    if units is None or not 1 <= units <= MAX_MONTH_UNITS:
        raise NoSuchCapacity(
            _("Give a number between 1 and 500, or leave both empty."),
            next_step=_("If you have no time at all, pause what you offer."),
        )
    if units - reserved < lightest(weights):
        raise NoSuchCapacity(
            _("Nobody else could ask then: keep fewer, or give more."), field="reserved_units"
        )


def check_weights(weights: Mapping[str, int]) -> None:
    unknown = set(weights) - set(KINDS_OF_HELP)
    if unknown or any(not 1 <= each <= MAX_WEIGHT for each in weights.values()):
        raise NoSuchCapacity(_("Each kind of help takes between 1 and 20 units."), field="weights")


def units_text(units: int) -> str:
    return ngettext("%(count)d unit", "%(count)d units", units) % {"count": units}


def first_opening(need: Need, ahead: Iterable[Need], *, units: int, reserved: int) -> int | None:
    """In how many months there is room, when those `ahead` are served first, in turn, each at the
    first opening that has their units (P72). None where none of the next ones has."""
    months = [MonthUnits(units, reserved, 0, 0) for _month in range(MONTHS_AHEAD)]
    for each in ahead:
        at = _first_with(each, months)
        if at is not None:
            months[at] = months[at].without(each)
    at = _first_with(need, months)
    return None if at is None else at + 1


def _first_with(need: Need, months: list[MonthUnits]) -> int | None:
    return next(
        (
            at
            for at, month in enumerate(months)
            if month.left(on_their_own=need.on_their_own) >= need.units
        ),
        None,
    )
