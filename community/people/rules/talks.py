"""A talk first: on which days, with whom, about how many things (M125)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from community.common.clock import today
from community.common.dates import end_of_day
from community.common.refusals import Refused
from community.common.working_time import is_working_day
from community.people.states import TalkAbout

# Long enough to find a day, and no longer: a place that is held is nobody else's meanwhile.
DAYS_TO_CHOOSE_FROM = 14
MAX_WAITING_TALKS = 5


class NobodyToTalkTo(Refused):
    code, field = "nobody_to_talk_to", "with_whom"


class NotOnThatDay(Refused):
    code, field = "not_on_that_day", "day"


class TooManyTalks(Refused):
    code = "too_many_talks"


@dataclass(frozen=True)
class TalkTopic:
    """What it is about. `last_day`: after it a talk would be too late to answer; None where
    nothing closes."""

    about: TalkAbout
    ref: int
    text: str
    last_day: date | None = None


@dataclass(frozen=True)
class TalkChoice:
    """What somebody chose: by which way, on which day, and with whom (a login's id)."""

    way: str
    day: date
    with_whom: int


def days_to_talk(
    asked_at: datetime, last_day: date | None, *, nation: str, now: datetime
) -> list[date]:
    """The working days from tomorrow on, of two weeks from when it was asked for, up to the last
    on which an answer is still taken."""
    until = today(asked_at) + timedelta(days=DAYS_TO_CHOOSE_FROM)
    until = min(until, last_day) if last_day else until
    first = today(now) + timedelta(days=1)
    days = [first + timedelta(days=number) for number in range((until - first).days + 1)]
    return [day for day in days if is_working_day(day, nation=nation)]


def held_until(day: date) -> datetime:
    """The place is held until the end of the day of the talk."""
    return end_of_day(day)


def check_whom(with_whom: int, who_may_be_asked: Collection[int]) -> None:
    if not who_may_be_asked:
        raise NobodyToTalkTo(
            _("Nobody works where you live just now who could talk with you first."),
            next_step=_("“Where to turn” says whom you can ring."),
        )
    if with_whom not in who_may_be_asked:
        raise NobodyToTalkTo(_("Choose one of those who work where you live."))


def check_day_to_talk(day: date, days: Collection[date]) -> None:
    if not days:
        raise NotOnThatDay(
            _("There is no working day left on which you could talk before it closes."),
            next_step=_("“Where to turn” says whom you can ring today."),
        )
    if day not in days:
        raise NotOnThatDay(
            _("Nobody can promise to talk with you on that day."),
            next_step=_("Choose one of the days that the page offers."),
        )


def check_few_talks(waiting: int) -> None:
    if waiting >= MAX_WAITING_TALKS:
        raise TooManyTalks(
            _("You have %(number)d talks to come.") % {"number": waiting},
            next_step=_("Talk about this on one of those days too, or call one of them off first."),
        )
