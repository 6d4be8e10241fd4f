"""What time and the rails bring about. Each task asks for ids by state and calls one action each;
a row that fails is set apart from the rest, and what was not done is said loudly."""

import logging
from collections.abc import Callable, Iterable

from procrastinate.contrib.django import app

from community.common import clock
from pooling.pools.actions.confirmations import refresh_part, waiting_part_ids
from pooling.pools.actions.later_instalments import prepare_if_due
from pooling.pools.queries.due import (
    instalments_under_way,
    planned_later_instalments,
    pledges_of_who_left,
    pools_taking_pledges,
    pools_with_sessions,
)

from .actions.closing import close_if_due
from .actions.collecting import step
from .actions.leaving import stop_for_who_left
from .actions.sessions import settle_sessions

log = logging.getLogger(__name__)
MOST_STEPS = 10  # of one instalment in one look: no story is longer


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
def look_at_pools(timestamp: int = 0) -> None:
    """Everything about shared costs that is due by the database's clock."""
    now = clock.now()
    each(
        "pledge",
        pledges_of_who_left(),
        lambda pk: stop_for_who_left(pledge_id=pk, now=now),
    )
    each("part", waiting_part_ids(), lambda pk: refresh_part(part_id=pk, now=now))
    each("pool", pools_taking_pledges(), lambda pk: close_if_due(pool_id=pk, now=now))
    each(
        "payment",
        planned_later_instalments(now),
        lambda pk: prepare_if_due(instalment_id=pk, now=now),
    )
    each("payment", instalments_under_way(), take_steps)
    each("pool", pools_with_sessions(), lambda pk: settle_sessions(pool_id=pk, now=now))


def take_steps(instalment_id: int) -> None:
    for _turn in range(MOST_STEPS):
        if not step(instalment_id=instalment_id, now=clock.now()):
            return
