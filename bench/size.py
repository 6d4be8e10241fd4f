"""How much of a benchmark is run: all of it, or a share that only shows that it runs to its end."""

import os

SHARE = float(os.environ.get("BENCH_SHARE", "1"))


def share_of(number: int) -> int:
    """So many rows or rounds, one at least."""
    return max(1, round(number * SHARE))
