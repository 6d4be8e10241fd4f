"""What happens on the day: ask whoever must still be asked, wait for an office, then collect."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from ..models import Part, Pool
from ..queries.shares import shares_now
from ..states import PartState, PledgeState, PoolState, QuestionKind, Rail
from .collecting import begin_round
from .ending import lapse
from .opening import move
from .pledging import locked_pool, take_out
from .questions import ask_low_maximums, close_unanswered, move_date
from .telling import in_words, tell_all_in, tell_pledger

ASK_BEFORE = timedelta(days=7)
WAIT_FOR_OFFICE = timedelta(days=7)
MOST_MOVES = 4


@transaction.atomic
def close_if_due(*, pool_id: int, now: datetime) -> Pool:
    """One step of an open pool towards its date. Called as often as one likes."""
    pool = locked_pool(pool_id)
    if pool.state not in (PoolState.OPEN, PoolState.READY):
        return pool
    for kind in (QuestionKind.LOW_MAXIMUM, QuestionKind.NEW_TERMS, QuestionKind.BILL_CHANGE):
        close_unanswered(pool, kind, now)
    if now < pool.closes_at - ASK_BEFORE:
        return pool
    being_asked = ask_low_maximums(pool, now)
    if now < pool.closes_at or being_asked:
        return pool
    if _an_office_is_late(pool) and pool.moved_times < MOST_MOVES:
        _wait_a_week(pool, now)
    else:
        _collect_or_lapse(pool, now)
    return pool


def _an_office_is_late(pool: Pool) -> bool:
    return Part.objects.filter(
        pledge__pool=pool,
        pledge__state=PledgeState.IN,
        state=PartState.WAITING,
        source__rail=Rail.COMMITMENT,
    ).exists()


def _wait_a_week(pool: Pool, now: datetime) -> None:
    """The office's time is not the person's time: the place is held and the date moves (M50)."""
    pool.moved_times += 1
    move_date(pool, max(pool.closes_at, now) + WAIT_FOR_OFFICE)
    tell_all_in(
        pool,
        "date_moved",
        _(
            "We are waiting for one answer, so the date has moved to %(day)s. Every place is held,"
            " and nothing is taken before then."
        )
        % {"day": in_words(pool.closes_at)},
        key=f"pool:{pool.pk}:moved:{pool.moved_times}",
        now=now,
    )


def _collect_or_lapse(pool: Pool, now: datetime) -> None:
    instalment = pool.instalments.get(number=1)
    worked_out = shares_now(pool, turn=instalment.number)
    if not worked_out:
        lapse(pool, now=now)
        return
    for pledge in pool.pledges.filter(state=PledgeState.IN).exclude(pk__in=worked_out):
        take_out(pledge, pool, now=now)
        tell_pledger(
            pledge,
            "not_this_time",
            _(
                "Your part was not confirmed by the date, so this goes ahead without it. Nothing"
                " was taken, and you are still in the group."
            ),
            key=f"pool:{pool.pk}:without",
            now=now,
        )
    if pool.state == PoolState.OPEN:
        move(pool, PoolState.READY, ready_at=now)
    move(pool, PoolState.COLLECTING)
    begin_round(instalment, worked_out, now=now)
