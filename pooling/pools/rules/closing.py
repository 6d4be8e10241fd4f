"""The week before a shared cost is looked at."""

from collections.abc import Collection, Mapping
from datetime import datetime, timedelta

from pooling.pools.rules.sharing import who_is_below

CLOSING_BEFORE = timedelta(days=7)
COMMITMENT_WAIT_FOR = timedelta(days=7)
MAX_DATE_MOVES = 4
MIN_WAIT = timedelta(days=1)


def last_date(closes_at: datetime, latest: datetime, *, moved_times: int) -> datetime:
    """To when a date may still move for an answer, or for somebody who was not told: a week at a
    time, and not past `latest`."""
    for _move in range(moved_times, MAX_DATE_MOVES):
        moved = min(closes_at + COMMITMENT_WAIT_FOR, latest)
        if moved < closes_at + MIN_WAIT:
            break
        closes_at = moved
    return closes_at


def has_unasked_maximum(
    prices: Mapping[int, int],
    maximums: Mapping[int, int],
    *,
    asked_shares: Collection[tuple[int, int | None]],
    waiting_ids: Collection[int],
) -> bool:
    """Whether somebody's most is below the share, were everybody in, and they were not asked about
    that share. `maximums` is {pledge id: pence}; `asked_shares` holds (pledge id, the share);
    `waiting_ids` are the pledges of whom an answer is still awaited.
    """
    below = who_is_below(prices, maximums, maximums)
    return any(
        pledge_id not in waiting_ids and (pledge_id, share) not in asked_shares
        for pledge_id, share in below.items()
    )
