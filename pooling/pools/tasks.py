"""What time and the rails bring about. Each task asks for ids by state and calls one action each;
a row that fails is set apart from the rest, and what was not done is said loudly."""

import logging
from collections.abc import Callable, Iterable

from procrastinate.contrib.django import app

from community.common import clock
from pooling.pools.actions.confirmations import refresh_part, waiting_part_ids
from pooling.pools.actions.later_instalments import advance_planned_instalment
from pooling.pools.queries.due import (
    instalments_under_way,
    planned_later_instalments,
    pledges_of_who_left,
    pools_taking_pledges,
    pools_with_sessions,
)

from .actions.closing import advance_open_pool
from .actions.collecting import advance_instalment
from .actions.leaving import stop_pledge_of_leaver
from .actions.sessions import account_for_sessions

log = logging.getLogger(__name__)
MAX_ADVANCES = 10  # of one instalment in one look: no story is longer


def each(what: str, ids: Iterable[int], do: Callable[[int], object]) -> int:
    """Do it for each id; one that fails stays as it was and does not stop the others."""
    ids = list(ids)
    done = 0
    for pk in ids:
        try:
            do(pk)
            done += 1
        except Exception:
            log.exception("%s %s was set aside: look at it by hand", what, pk)
    if done < len(ids):
        log.error("%s: expected %s, did %s", what, len(ids), done)
    return done


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="look_at_pools", pass_context=False)
def sweep_pools(timestamp: int = 0) -> None:
    """Everything about shared costs that is due by the database's clock."""
    now = clock.now()
    each(
        "pledge",
        pledges_of_who_left(),
        lambda pk: stop_pledge_of_leaver(pledge_id=pk, now=now),
    )
    each("part", waiting_part_ids(), lambda pk: refresh_part(part_id=pk, now=now))
    each("pool", pools_taking_pledges(), lambda pk: advance_open_pool(pool_id=pk, now=now))
    each(
        "payment",
        planned_later_instalments(now),
        lambda pk: advance_planned_instalment(instalment_id=pk, now=now),
    )
    each("payment", instalments_under_way(), advance_until_stable)
    each("pool", pools_with_sessions(), lambda pk: account_for_sessions(pool_id=pk, now=now))


def advance_until_stable(instalment_id: int) -> None:
    for _turn in range(MAX_ADVANCES):
        if not advance_instalment(instalment_id=instalment_id, now=clock.now()):
            return
