"""Changing one's mind about what was agreed (P123). Plain facts in, days or a refusal out.

Source: Consumer Contracts Regulations 2013: 14 days from the day after the agreement (regs 29 and
30), none for leisure, meals or transport on a fixed day (reg 28(1)(h)), and no beginning within
them but by an express request, after which what has begun is paid for (reg 36). An agreement is
made on the day it goes ahead: until then anybody can say "not this time". Not checked: whether the
regulations hold for each offer that is made here; where they do not, ours are the kinder.
"""

from datetime import datetime, timedelta
from typing import Protocol

from django.utils.translation import gettext as _

from community.common.clock import today
from community.common.dates import end_of_day
from community.common.refusals import Refused
from providers.states import ChangeOfMind

CHANGE_OF_MIND_FOR = timedelta(days=14)


class PleaseBeginNow(Refused):
    code, field = "please_begin_now", "begin_now"


def change_of_mind_until(change_of_mind: str, agreed_at: datetime) -> datetime | None:
    """Until before which moment they can; None where it is for a fixed day."""
    if change_of_mind != ChangeOfMind.FOURTEEN_DAYS:
        return None
    return end_of_day(today(agreed_at) + CHANGE_OF_MIND_FOR)


class AgreementFacts(Protocol):
    """What these rules read of frozen terms."""

    @property
    def change_of_mind(self) -> str: ...
    @property
    def starts(self) -> tuple[datetime, ...]: ...


def asks_begin_now(terms: AgreementFacts, *, closes_at: datetime, now: datetime) -> bool:
    """Whether it would begin while they can still change their mind. Agreed at the earliest on the
    day on which it is looked at who is in."""
    until = change_of_mind_until(terms.change_of_mind, max(closes_at, now))
    return until is not None and terms.starts[0] < until


def check_begin_now(
    terms: AgreementFacts, *, asks_for_it: bool, closes_at: datetime, now: datetime
) -> None:
    """It begins within the 14 days only for whoever asks for that, by a tick of its own."""
    if asks_for_it or not asks_begin_now(terms, closes_at=closes_at, now=now):
        return
    raise PleaseBeginNow(
        _("The first time comes before your 14 days to change your mind are over."),
        next_step=_("It begins with you only if you ask for that: tick “Please begin now”."),
    )
