"""Sessions of a shared cost in words: how many, from when to when, for how many people."""

from collections.abc import Sequence
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from community.common.dates import format_day
from pooling.pools.rules.pool_statuses import NextSessions, PaidSessions, PoolStatus


def format_sessions(starts: Sequence[datetime]) -> str:
    """ "4 sessions, from Tuesday 15 June 2027 to Tuesday 6 July 2027". With no date to name, none
    is counted either."""
    if not starts:
        return _("sessions")
    facts = {
        "count": len(starts),
        "first": format_day(starts[0]),
        "last": format_day(starts[-1]),
    }
    return (
        ngettext(
            "%(count)d session, on %(first)s",
            "%(count)d sessions, from %(first)s to %(last)s",
            len(starts),
        )
        % facts
    )


def describe_paid(status: PoolStatus) -> str:
    """What is paid for: the same sentence for everybody who reads of it."""
    return " ".join(_describe_paid_line(line) for line in status.paid)


def _describe_paid_line(line: PaidSessions) -> str:
    text = ngettext(
        "Paid for: %(sessions)s, for %(people)d person.",
        "Paid for: %(sessions)s, for %(people)d people.",
        line.people,
    )
    return text % {"sessions": format_sessions(line.starts), "people": line.people}


def describe_next(status: PoolStatus) -> str:
    """What comes after it, and how much of that is covered."""
    if status.next is not None:
        return _describe_next_line(status.next)
    if status.has_dropped:
        return _("The sessions after these did not come together, and nobody pays for them.")
    return _("Everything is paid for. There is nothing more to pay.")


def _describe_next_line(line: NextSessions) -> str:
    facts = {
        "sessions": format_sessions(line.starts),
        "covered": line.covered,
        "places": line.places,
    }
    if line.is_covered:
        text = ngettext(
            "Not paid for yet: %(sessions)s. The one place is covered.",
            "Not paid for yet: %(sessions)s. All %(places)d places are covered.",
            line.places,
        )
    else:
        text = _("Not paid for yet: %(sessions)s. %(covered)d of %(places)d places are covered.")
    return text % facts
