"""Is it covered? Asked after every yes, answer and leaving, under the pool's lock."""

from datetime import datetime

from django.utils.translation import gettext as _

from community.common.dates import format_day
from community.people.acting import SYSTEM
from pooling.pools.actions.notifications import notify_all_pledgers
from pooling.pools.actions.transitions import transition_pool
from pooling.pools.message_kinds import PoolMessage
from pooling.pools.models.pledges import Pool
from pooling.pools.queries.shares import current_shares
from pooling.pools.states import PLEDGEABLE_STATES, PoolState


def update_readiness(pool: Pool, now: datetime) -> None:
    """Open and covered becomes ready; ready and no longer covered becomes open again."""
    if pool.state not in PLEDGEABLE_STATES:
        return
    is_covered = bool(current_shares(pool, rotation=1))
    if is_covered and pool.state == PoolState.OPEN:
        pool.ready_at = now
        transition_pool(pool, PoolState.READY, "ready_at", by=SYSTEM, now=now)
        notify_all_pledgers(
            pool,
            PoolMessage.POOL_READY,
            _(
                "The price is covered. Nothing has been taken. Payment is on %(day)s, and until"
                " then anyone may change their mind."
            )
            % {"day": format_day(pool.closes_at)},
            key=f"pool:{pool.pk}:ready:{now:%Y%m%d%H%M%S}",
            now=now,
        )
    elif not is_covered and pool.state == PoolState.READY:
        pool.ready_at = None
        transition_pool(pool, PoolState.OPEN, "ready_at", by=SYSTEM, now=now)
