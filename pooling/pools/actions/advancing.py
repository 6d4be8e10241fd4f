"""One shared cost taken as far as it goes by itself: what a job does for it, and the sweep for
those whose job was lost. Each step is its own transaction, under the pool's lock."""

from datetime import datetime

from community.common.sweep import for_each
from pooling.pools.actions.closing import advance_open_pool
from pooling.pools.actions.collecting import advance_instalment
from pooling.pools.actions.confirmations import refresh_part
from pooling.pools.actions.later_instalments import advance_planned_instalment
from pooling.pools.actions.leaving import stop_pledge_of_leaver
from pooling.pools.actions.sessions import account_for_sessions
from pooling.pools.queries.due import (
    instalments_under_way,
    leavers_in,
    parts_with_news,
    planned_instalments,
    pools_due,
)

MAX_ADVANCES = 10  # of one instalment in one look: no story is longer


def advance_pool(*, pool_id: int, now: datetime) -> None:
    """Called as often as one likes: where nothing is due, nothing changes."""
    for pledge_id in leavers_in().filter(pool_id=pool_id).values_list("pk", flat=True):
        stop_pledge_of_leaver(pledge_id=pledge_id, now=now)
    for part_id in parts_with_news().filter(pledge__pool_id=pool_id).values_list("pk", flat=True):
        refresh_part(part_id=part_id, now=now)
    advance_open_pool(pool_id=pool_id, now=now)
    planned = planned_instalments(now).filter(pool_id=pool_id)
    for instalment_id in planned.values_list("pk", flat=True):
        advance_planned_instalment(instalment_id=instalment_id, now=now)
    under_way = instalments_under_way().filter(pool_id=pool_id)
    for instalment_id in under_way.values_list("pk", flat=True):
        advance_until_stable(instalment_id=instalment_id, now=now)
    account_for_sessions(pool_id=pool_id, now=now)


def advance_until_stable(*, instalment_id: int, now: datetime) -> None:
    for _advance in range(MAX_ADVANCES):
        if not advance_instalment(instalment_id=instalment_id, now=now):
            return


def advance_due_pools(*, now: datetime) -> int:
    """Each that is due, here and now, instead of by its job. Returns how many were done."""
    return for_each("pools", pools_due(now), lambda pool_id: advance_pool(pool_id=pool_id, now=now))
