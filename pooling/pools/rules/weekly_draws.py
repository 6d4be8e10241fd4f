"""What several yeses may take out of one source, week by week: any seven days, by the calendar."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from community.common.clock import today

DAYS_A_WEEK = 7


@dataclass(frozen=True)
class Draw:
    """What one yes may take out of a source: the most for one session, and when those begin."""

    max_pence: int
    starts: Sequence[datetime]


def fullest_week(draws: Sequence[Draw]) -> int:
    """The most pence that all of them may take together in any seven days; of none, nothing."""
    return max((most_a_week(draw, _without(draws, n)) for n, draw in enumerate(draws)), default=0)


def _without(draws: Sequence[Draw], number: int) -> list[Draw]:
    return [*draws[:number], *draws[number + 1 :]]


def most_a_week(draw: Draw, others: Iterable[Draw] = ()) -> int:
    """The most pence that `draw` and `others` may take together in any seven days in which `draw`
    itself takes something. Without `others`, what it takes by itself."""
    own_days = [(today(start).toordinal(), draw.max_pence, True) for start in draw.starts]
    other_days = [
        (today(start).toordinal(), other.max_pence, False)
        for other in others
        for start in other.starts
    ]
    days = sorted(own_days + other_days)
    most, own_in_week, week_pence, first = 0, 0, 0, 0
    for day, pence, is_own in days:
        week_pence, own_in_week = week_pence + pence, own_in_week + is_own
        while day - days[first][0] >= DAYS_A_WEEK:
            week_pence, own_in_week = week_pence - days[first][1], own_in_week - days[first][2]
            first += 1
        if own_in_week:
            most = max(most, week_pence)
    return most
