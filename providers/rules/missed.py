"""A missed place, by the provider's own rule (P27): until when it is told in time, and what goes
back. Plain facts in, moments and pence out."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from community.common.clock import LONDON, today
from community.common.dates import start_of_day
from community.common.refusals import Refused
from community.people.acting import Acting
from community.people.rules.authority import NotYours
from providers.states import BookingState, MissedRule


class NotTheDay(Refused):
    code, field = "not_the_day", "told_on"


class NothingMissed(Refused):
    code = "nothing_missed"


class MoneyHasGone(Refused):
    code = "money_has_gone"


def last_moment_to_tell(starts_at: datetime, notice_hours: int) -> datetime:
    """By the clock on the wall: "two days before" is the same time of day two days before, also
    where the clocks change between."""
    return starts_at.astimezone(LONDON) - timedelta(hours=notice_hours)


def is_told_in_time(told_at: datetime | None, starts_at: datetime, notice_hours: int) -> bool:
    """Counted from when the person told anybody. Who told nobody did not tell in time."""
    return told_at is not None and told_at <= last_moment_to_tell(starts_at, notice_hours)


def missed_refunds(
    session_pence: Sequence[int], *, rule: str, in_time: bool, is_waived: bool
) -> tuple[int, ...]:
    """Of what each part of one person's share paid for a session, in pence: what goes back of each.

    The half that is paid is rounded down, of the share as a whole: its parts never differ from it.
    """
    if is_waived or (in_time and rule == MissedRule.FREE):
        return tuple(session_pence)
    if not (in_time and rule == MissedRule.HALF):
        return tuple(0 for _pence in session_pence)
    totals = [sum(session_pence[:count]) for count in range(len(session_pence) + 1)]
    refunds = [total - total // 2 for total in totals]
    return tuple(after - before for before, after in zip(refunds, refunds[1:], strict=False))


def check_may_say_when(by: Acting) -> None:
    """On which day somebody told is said by whoever they told: not by them, nor who acts for them,
    who press it themselves."""
    if not by.is_by_other_hands or by.representation is not None:
        raise NotYours(
            _("The day is written down by whoever was told."),
            next_step=_("Say that you are not coming: it counts from now."),
        )


def check_told_on(told_on: date, starts_at: datetime, *, now: datetime) -> None:
    if told_on > min(today(now), today(starts_at)):
        raise NotTheDay(_("Give the day on which they said it: not one after today or after it."))


def moment_of_telling(told_on: date, *, now: datetime) -> datetime:
    """Only its day is known: from its first moment, so that nobody loses by what was not noted."""
    return min(now, start_of_day(told_on))


def check_missed(booking_state: str, missed_rule: str) -> None:
    if booking_state == BookingState.CAME:
        raise NothingMissed(_("It is recorded that they came, so there is nothing to let off."))
    if booking_state == BookingState.ENDED:
        raise NothingMissed(_("They stopped before it, and do not pay for it."))
    if not missed_rule:
        raise NothingMissed(_("Nothing is paid for this here, so there is nothing to let off."))


def check_not_expected(booking_state: str, starts_at: datetime, *, now: datetime) -> None:
    """Nobody is let off, and told so, who is still expected."""
    if booking_state == BookingState.COMING and now < starts_at:
        raise NothingMissed(
            _("They are still expected, so there is nothing to let off."),
            next_step=_("Write down first that they said they are not coming."),
        )


def check_money_is_there(*, has_gone: bool) -> None:
    """Released to the provider, or given back: it was put right once, and is not again."""
    if has_gone:
        raise MoneyHasGone(
            _("The money for this time has gone where it was agreed to go: it stays as it is."),
            next_step=_(
                "Whoever was paid can still give it back themselves: to the person, or to the"
                " office that paid."
            ),
        )
