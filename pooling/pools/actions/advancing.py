"""One shared cost taken as far as it goes by itself: what a job does for it, and the sweep for
those whose job was lost. Each step is its own transaction, under the pool's lock."""

from datetime import datetime

from community.common.sweep import for_each
from pooling.pools.actions.closing import advance_open_pool
from pooling.pools.actions.collecting import advance_instalment
from pooling.pools.actions.confirmations import refresh_part
from pooling.pools.actions.later_instalments import advance_planned_instalment
from pooling.pools.actions.leaving import stop_pledge_of_leaver
from pooling.pools.actions.new_shares import advance_choice_of_pool
from pooling.pools.actions.sessions import account_for_sessions
from pooling.pools.actions.visits import ask_who_can_go_sooner
from pooling.pools.queries.due import (
    instalment_ids_under_way,
    leavers_pledge_ids,
    part_ids_with_news,
    pools_due,
)
from pooling.pools.queries.later_instalments import planned_instalment_ids

MAX_ADVANCES = 10  # of one instalment in one look: no story is longer


def advance_pool(*, pool_id: int, now: datetime) -> None:
    """Called as often as one likes: where nothing is due, nothing changes."""
    for pledge_id in leavers_pledge_ids(pool_id):
        stop_pledge_of_leaver(pledge_id=pledge_id, now=now)
    for part_id in part_ids_with_news(pool_id):
        refresh_part(part_id=part_id, now=now)
    ask_who_can_go_sooner(pool_id=pool_id, now=now)
    advance_open_pool(pool_id=pool_id, now=now)
    advance_choice_of_pool(pool_id=pool_id, now=now)
    for instalment_id in planned_instalment_ids(pool_id, now):
        advance_planned_instalment(instalment_id=instalment_id, now=now)
    for instalment_id in instalment_ids_under_way(pool_id):
        advance_until_stable(instalment_id=instalment_id, now=now)
    account_for_sessions(pool_id=pool_id, now=now)


def advance_until_stable(*, instalment_id: int, now: datetime) -> None:
    for _advance in range(MAX_ADVANCES):
        if not advance_instalment(instalment_id=instalment_id, now=now):
            return


def advance_due_pools(*, now: datetime) -> int:
    """Each that is due, here and now, instead of by its job. Returns how many were done."""
    return for_each("pools", pools_due(now), lambda pool_id: advance_pool(pool_id=pool_id, now=now))
