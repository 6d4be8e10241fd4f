"""How a run of sessions is cut into payments, and when each is collected."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta

from django.utils.translation import gettext as _

from community.common.clock import LONDON, today
from community.common.refusals import Refused
from community.common.working_time import is_working_day
from pooling.pools.terms import MAX_SESSIONS_PER_INSTALMENT

CLOSING_TIME = time(17, 0)  # in the UK, of the day on which it is looked at who is in
# What was captured is released or given back within 60 days (held payouts end at 90), and a
# session is certain at most 14 days after it: so 46 days from payment to the last session.
MAX_AFTER_PAYMENT = timedelta(days=46)
# A later payment whose share would rise is asked about in good time.
ASK_SHARES_BEFORE = timedelta(days=10)
NOTICE_BEFORE = timedelta(days=5)
NOTICE_WAIT_FOR = timedelta(days=2)
# The provider and the people need a day to know that it is going ahead.
START_NOTICE = timedelta(days=1)
# From when it is looked at who is in, as it is proposed.
CLOSING_BEFORE_START = timedelta(days=14)
# Time for the gap rule before the first session of a payment.
COLLECT_BEFORE = timedelta(days=10)


class DateDoesNotFit(Refused):
    code, field = "date_does_not_fit", "closes_on"


class BeginsTooSoon(Refused):
    code = "begins_too_soon"


def proposed_closing_day(first_start: datetime, *, nation: str) -> date:
    """Two weeks before it begins, or the working day before; it may have gone."""
    day = today(first_start) - CLOSING_BEFORE_START
    while not is_working_day(day, nation=nation):
        day -= timedelta(days=1)
    return day


def closing_day_for_one(
    first_start: datetime, gap_days: int, *, nation: str, now: datetime
) -> date:
    """As it is proposed to a group, or tomorrow. One who is alone waits for nobody; what is left
    must be enough for a payment that does not go through to be put right."""
    tomorrow = today(now) + timedelta(days=1)
    day = max(proposed_closing_day(first_start, nation=nation), tomorrow)
    closes_at = datetime.combine(day, CLOSING_TIME, tzinfo=LONDON)
    if first_start - closes_at < timedelta(days=gap_days):
        raise BeginsTooSoon(
            _("It begins too soon to be paid here: a payment needs %(days)s days before it.")
            % {"days": gap_days + 1},
            next_step=_("Ask them for a later day. Write to them on the page of their offer."),
        )
    return day


def split_into_instalments(
    starts: Sequence[datetime], closes_at: datetime, max_sessions: int = MAX_SESSIONS_PER_INSTALMENT
) -> list[list[datetime]]:
    """The sessions of each payment, in order: at most `max_sessions`, the last at most 46 days
    after it is collected."""
    batches: list[list[datetime]] = []
    for start in sorted(starts):
        if batches and len(batches[-1]) < max_sessions:
            collected = collect_at(batches[-1], closes_at, first=len(batches) == 1)
            if start - collected <= MAX_AFTER_PAYMENT:
                batches[-1].append(start)
                continue
        batches.append([start])
    return batches


def collect_at(batch: Sequence[datetime], closes_at: datetime, *, first: bool) -> datetime:
    """When a payment is collected: the first when the pool closes, a later one before its
    sessions."""
    return closes_at if first else batch[0] - COLLECT_BEFORE


def last_wait_for_notice(begins_at: datetime) -> datetime:
    """How long a later payment waits for somebody who was not told of it, where the others can go
    ahead without them; `begins_at`: its first session."""
    return begins_at - NOTICE_WAIT_FOR - START_NOTICE


def raised_shares(shares: Mapping[int, int], agreed: Mapping[int, int]) -> dict[int, int]:
    """Of shares {who: pence a session}, those more than a penny above what was `agreed`: a penny is
    what goes round. Who agreed to none is new, and has said yes to this one."""
    return {
        who: pence for who, pence in shares.items() if who in agreed and pence > agreed[who] + 1
    }


def check_dates(closes_at: datetime, first_start: datetime, gap_days: int, now: datetime) -> None:
    """The date is ahead, leaves time to mend a payment, and is not so early that money waits."""
    if closes_at <= now:
        raise DateDoesNotFit(_("Choose a date after today."))
    if first_start - closes_at < timedelta(days=gap_days):
        raise DateDoesNotFit(
            _("Choose a date at least %(days)s days before the first session.")
            % {"days": gap_days},
            next_step=_(
                "That leaves time to put it right if somebody’s payment does not go through."
            ),
        )
    if first_start - closes_at > MAX_AFTER_PAYMENT:
        raise DateDoesNotFit(
            _("Choose a date nearer to the first session, at most six weeks before it."),
            next_step=_("Nobody’s money should wait longer than it must."),
        )
