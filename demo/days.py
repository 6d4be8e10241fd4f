"""The pretended day: where it stands, how it is moved, and what falls due on the way."""

from datetime import datetime, timedelta
from math import ceil

from django.db import connection
from django.utils.translation import gettext as _

from community.common import clock
from community.common.refusals import Refused
from community.messaging.tasks import send_messages
from community.people.tasks import escalate_unread_concerns
from demo.processor import is_pretend, set_processor_offset
from groups.tasks import close_due_answers, close_due_decisions, index_groups_looked_at
from pooling.payments.queries.commands import (
    events_unhandled,
    payments_to_sync,
    payouts_to_sync,
    refunds_to_sync,
)
from pooling.payments.tasks import sync_due_commands
from pooling.pools.actions.advancing import advance_due_pools
from pooling.pools.tasks import index_pools
from providers.tasks import bring_listings_up_to_date, note_sessions_told

DAY = timedelta(days=1)
MAX_DAYS = 62
# A payment is held, then taken, then its sessions are planned: each needs another look.
MAX_ROUNDS = 6


class CannotGoThere(Refused):
    code, field = "cannot_go_there", "day"


def go_to(moment: datetime) -> None:
    """Put every clock there is at a moment: ours, and the pretend processor's."""
    # In whole seconds, and never before the moment: what is due at it is due.
    offset = timedelta(seconds=ceil((moment - _real_now()).total_seconds()))
    clock.set_offset(offset)
    if is_pretend():
        set_processor_offset(int(offset.total_seconds()))


def come_back() -> None:
    """The pretended day is the real one again."""
    clock.set_offset(timedelta())
    if is_pretend():
        set_processor_offset(0)


def live_until(moment: datetime) -> int:
    """Go forward day by day, doing on each what falls due. How many days that was."""
    now = clock.now()
    check_can_go(now, moment)
    days = 0
    while now + DAY < moment:
        now, days = now + DAY, days + 1
        go_to(now)
        do_what_is_due()
    go_to(moment)
    do_what_is_due()
    return days + 1


def check_can_go(now: datetime, moment: datetime) -> None:
    if moment <= now:
        raise CannotGoThere(
            _("Choose a day after the pretended one: what was done cannot be undone."),
            next_step=_("To begin again from the first day, type: make demo-fresh"),
        )
    if moment > now + MAX_DAYS * DAY:
        raise CannotGoThere(
            _("Choose a day within two months."), next_step=_("You can move it again after that.")
        )


def do_what_is_due() -> None:
    """What the worker would do by itself within a few minutes, done now, so that nobody waits."""
    close_due_answers()
    close_due_decisions()
    advance_due_pools(now=clock.now())
    for _round in range(MAX_ROUNDS):
        if not _money_moves():
            break
        sync_due_commands()
        advance_due_pools(now=clock.now())
    bring_listings_up_to_date()
    index_groups_looked_at()
    index_pools()
    escalate_unread_concerns()
    send_messages()
    note_sessions_told()


def _money_moves() -> bool:
    """Is there anything to ask or tell the processor?"""
    now = clock.now()
    return bool(
        payments_to_sync(now) or refunds_to_sync(now) or payouts_to_sync(now) or events_unhandled()
    )


def _real_now() -> datetime:
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        return cursor.fetchone()[0]
