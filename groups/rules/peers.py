"""A talk with who has done it: what is offered, how often one may ask, on which day (M41, P116).

One name at a time and only after that person's yes: no list can be made of who has done what.
"""

from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from community.common.clock import today
from community.common.refusals import Refused

ANSWER_DAYS = 7
MAX_DAYS_AHEAD = 28
ASKED_WITHIN = timedelta(days=30)
MAX_ASKED = 3


class NoPeerFree(Refused):
    code, field = "no_peer_free", "did"


class OnePeerAtATime(Refused):
    code = "one_peer_at_a_time"


class AskedOften(Refused):
    code = "asked_often"


class NotOnThisDay(Refused):
    code, field = "not_on_this_day", "day"


class OfferedAlready(Refused):
    code, field = "offered_already", "did"


def check_not_offered(*, is_offered: bool) -> None:
    if is_offered:
        raise OfferedAlready(
            _("You offer a talk about this already."),
            next_step=_("End that offer first, if the place or the time is another now."),
        )


def check_one_at_a_time(*, has_open: bool) -> None:
    if has_open:
        raise OnePeerAtATime(
            _("You have asked somebody already, or are to talk."),
            next_step=_("End that one first: you need not say why."),
        )


def check_not_often(asked: int) -> None:
    if asked >= MAX_ASKED:
        raise AskedOften(
            _("You have asked three times in thirty days."),
            next_step=_("Talk to somebody who works where you live, or ask again later."),
        )


def no_peer_free() -> NoPeerFree:
    return NoPeerFree(
        _("Nobody near you who has done this is free for a talk just now."),
        next_step=_("Ask again in a few weeks, or talk to somebody who works where you live."),
    )


def check_day_of_talk(day: date, *, now: datetime) -> None:
    first = today(now)
    if not first <= day <= first + timedelta(days=MAX_DAYS_AHEAD):
        raise NotOnThisDay(_("Choose a day in the next four weeks."))


def answer_day(now: datetime) -> date:
    return today(now) + timedelta(days=ANSWER_DAYS)
