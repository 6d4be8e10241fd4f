"""A place that is not covered any more in mid-term: who is still in, and the provider, hear the
same numbers (fault C4). Whoever stopped hears only what is theirs."""

from datetime import datetime

from django.utils.translation import gettext as _

from pooling.pools.actions.notifications import notify_all_pledgers, notify_provider_of_pool
from pooling.pools.message_kinds import PoolMessage
from pooling.pools.models.pledges import Pool
from pooling.pools.queries.pool_statuses import status_if_paid
from pooling.pools.wording.sessions import describe_next, describe_paid


def notify_if_uncovered(pool: Pool, *, now: datetime) -> None:
    """After somebody stopped, or some of their money did."""
    status = status_if_paid(pool)
    if status.next is None or status.next.is_covered:
        return
    facts = {"paid": describe_paid(status), "next": describe_next(status)}
    key = f"pool:{pool.pk}:uncovered:{now:%Y%m%d%H%M%S}"
    notify_all_pledgers(
        pool,
        PoolMessage.PLACE_NOT_COVERED,
        _(
            "Somebody takes part no more in what comes next. %(paid)s %(next)s Nobody pays more"
            " without their own yes: you are asked in good time."
        )
        % facts,
        key=key,
        now=now,
    )
    notify_provider_of_pool(
        pool, PoolMessage.PLACE_NOT_COVERED, _("%(paid)s %(next)s") % facts, key=key, now=now
    )
