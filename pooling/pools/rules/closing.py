"""The week before a shared cost is looked at."""

from collections.abc import Collection, Mapping
from datetime import timedelta

from pooling.pools.rules.sharing import who_is_below

CLOSING_BEFORE = timedelta(days=7)
COMMITMENT_WAIT_FOR = timedelta(days=7)
MAX_DATE_MOVES = 4
MIN_WAIT = timedelta(days=1)


def has_unasked_maximum(
    prices: Mapping[int, int],
    maximums: Mapping[int, int],
    *,
    asked: Collection[tuple[int, int | None]],
    waiting: Collection[int],
) -> bool:
    """Whether somebody's most is below the share, were everybody in, and they were not asked about
    that share. `maximums` is {pledge id: pence}; `asked` holds (pledge id, the share asked about);
    `waiting` are the pledges of whom an answer is still awaited.
    """
    below = who_is_below(prices, maximums, maximums)
    return any(
        pledge_id not in waiting and (pledge_id, share) not in asked
        for pledge_id, share in below.items()
    )
