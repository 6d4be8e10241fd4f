"""What happens on the day: ask whoever must still be asked, wait for an office, then collect."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from community.common.dates import format_day
from community.common.money import format_pounds
from community.people.acting import SYSTEM
from community.people.queries.decisions import is_decision_held
from pooling.payments.states.charges import Rail
from pooling.pools.actions.absences import questions_that_wait
from pooling.pools.actions.collecting import start_attempt
from pooling.pools.actions.ending import lapse
from pooling.pools.actions.leaving import withdraw_pledge
from pooling.pools.actions.locking import lock_pool
from pooling.pools.actions.notifications import (
    notify_pledger,
    notify_pledgers,
)
from pooling.pools.actions.private_questions import (
    ask_about_low_maximums,
    close_unanswered,
    move_date,
)
from pooling.pools.actions.transitions import transition_pool
from pooling.pools.actions.visits import go_ahead_without_untold, wait_for_visits
from pooling.pools.message_kinds import PoolMessage
from pooling.pools.models.pledges import Part, Pool
from pooling.pools.queries.shares import current_shares
from pooling.pools.queries.untold import untold_before_first
from pooling.pools.queries.visits import kept_questions
from pooling.pools.rules.closing import (
    CLOSING_BEFORE,
    COMMITMENT_WAIT_FOR,
    MAX_DATE_MOVES,
    MIN_WAIT,
)
from pooling.pools.states import (
    PLEDGEABLE_STATES,
    DateMoveReason,
    PartState,
    PledgeState,
    PoolState,
    PrivateQuestionKind,
)


@transaction.atomic
def advance_open_pool(*, pool_id: int, now: datetime) -> Pool:
    """One step of an open pool towards its date. Called as often as one likes."""
    pool = lock_pool(pool_id)
    if pool.state not in PLEDGEABLE_STATES:
        return pool
    _wait_for_whoever_is_away(pool, now)
    wait_for_visits(pool, now)
    for kind in (
        PrivateQuestionKind.LOW_MAXIMUM,
        PrivateQuestionKind.NEW_TERMS,
        PrivateQuestionKind.BILL_CHANGE,
    ):
        close_unanswered(pool, kind, now)
    if now < pool.closes_at - CLOSING_BEFORE:
        return pool
    being_asked = ask_about_low_maximums(pool, now)
    give_notice(pool, now)
    if now < pool.closes_at or being_asked:
        return pool
    if _an_answer_is_late(pool) and _may_wait(pool, now):
        _wait_a_week(pool, now)
    else:
        _collect_or_lapse(pool, now)
    return pool


def _wait_for_whoever_is_away(pool: Pool, now: datetime) -> None:
    """In hospital or resting, nobody is asked against the clock: the date waits, while it can."""
    waiting = questions_that_wait(pool, now)
    if not waiting.exists():
        return
    if pool.closes_at <= now and _may_wait(pool, now):
        _wait_a_week(pool, now)
    if pool.closes_at > now:
        waiting.update(answer_by=pool.closes_at)


def give_notice(pool: Pool, now: datetime) -> None:
    """A week before, each is told what will be taken and when. By whichever way, it counts once it
    was told, and nothing is collected before (M84, fault F1)."""
    shared = _(
        "If this goes ahead, your share for the first sessions is taken on %(day)s: never"
        " more than %(most)s. You can still change your mind before then."
    )
    alone = _(
        "If this goes ahead, the price of the first sessions is taken on %(day)s: never"
        " more than %(most)s. You can still change your mind before then."
    )
    text = alone if pool.group.is_solo else shared
    day, sessions = format_day(pool.closes_at), pool.instalments.get(number=1).count
    texts = {
        pledge: text % {"day": day, "most": format_pounds(pledge.max_pence * sessions)}
        for pledge in pool.pledges.filter(state=PledgeState.IN).order_by("pk")
    }
    key = f"pool:{pool.pk}:notice"
    notify_pledgers(pool, texts, PoolMessage.PAYMENT_COMING, key=key, is_notice=True, now=now)


def _an_answer_is_late(pool: Pool) -> bool:
    """An office has not answered, somebody who would pay was not told yet, or a second person
    still looks at what was decided for somebody (P3)."""
    parts = Part.objects.filter(pledge__pool=pool, pledge__state=PledgeState.IN)
    of_office = parts.filter(state=PartState.WAITING, source__rail=Rail.COMMITMENT)
    return (
        of_office.exists() or bool(untold_before_first(pool)) or is_decision_held(f"pool:{pool.pk}")
    )


def _may_wait(pool: Pool, now: datetime) -> bool:
    return pool.moved_times < MAX_DATE_MOVES and _next_date(pool, now) >= now + MIN_WAIT


def _next_date(pool: Pool, now: datetime) -> datetime:
    """A week on, but not so late that the gap rule has no time before the first session."""
    first = pool.terms.starts[0]
    week_on = max(pool.closes_at, now) + COMMITMENT_WAIT_FOR
    return min(week_on, first - timedelta(days=pool.gap_days))


def _wait_a_week(pool: Pool, now: datetime) -> None:
    """The office's time is not the person's time: the place is held and the date moves (M50)."""
    pool.moved_times += 1
    move_date(pool, _next_date(pool, now), DateMoveReason.ANSWER, now=now)


def _collect_or_lapse(pool: Pool, now: datetime) -> None:
    instalment = pool.instalments.get(number=1)
    untold = untold_before_first(pool)
    shares = current_shares(pool, rotation=instalment.number, but=untold)
    if not shares:
        lapse(pool, now=now)
        return
    without_part = pool.pledges.filter(state=PledgeState.IN).exclude(pk__in=shares)
    for pledge in without_part.exclude(pk__in=kept_questions(pool).values("pledge")):
        if pledge.pk in untold:
            go_ahead_without_untold(pledge, instalment, now)
            continue
        withdraw_pledge(pledge, pool, now=now)
        notify_pledger(
            pledge,
            PoolMessage.PLEDGE_ENDED,
            _(
                "Your part was not confirmed by the date, so this goes ahead without your part."
                " Nothing was taken, and you are still in the group."
            ),
            key=f"pool:{pool.pk}:without",
            now=now,
        )
    if pool.state == PoolState.OPEN:
        pool.ready_at = now
        transition_pool(pool, PoolState.READY, "ready_at", by=SYSTEM, now=now)
    transition_pool(pool, PoolState.COLLECTING, by=SYSTEM, now=now)
    start_attempt(instalment, shares, now=now)
