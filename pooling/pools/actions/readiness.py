"""Is it covered? Asked after every yes, answer and leaving, under the pool's lock."""

from datetime import datetime

from django.utils.translation import gettext as _

from community.common.dates import format_day
from pooling.pools.actions.notifications import notify_all_pledgers
from pooling.pools.models.pledges import Pool

from ..queries.shares import current_shares
from ..states import PoolState
from .opening import transition_pool


def update_readiness(pool: Pool, now: datetime) -> None:
    """Open and covered becomes ready; ready and no longer covered becomes open again."""
    if pool.state not in (PoolState.OPEN, PoolState.READY):
        return
    covered = bool(current_shares(pool, rotation=1))
    if covered and pool.state == PoolState.OPEN:
        transition_pool(pool, PoolState.READY, ready_at=now)
        notify_all_pledgers(
            pool,
            "pool_ready",
            _(
                "The price is covered. Nothing has been taken. Payment is on %(day)s, and until"
                " then anyone may change their mind."
            )
            % {"day": format_day(pool.closes_at)},
            key=f"pool:{pool.pk}:ready:{now:%Y%m%d%H%M%S}",
            now=now,
        )
    elif not covered and pool.state == PoolState.READY:
        transition_pool(pool, PoolState.OPEN, ready_at=None)
