"""Many stories told at once, in the order of their days.

A story is a generator: it does what happens on a day and yields the moment at which it goes on.
The teller wakes whichever story is next, with every clock at its moment and all that fell due by
then done, so that time never runs backwards in what is written down.
"""

import heapq
from collections.abc import Iterator, Sequence
from datetime import datetime, time, timedelta

from community.common.clock import LONDON, today

from .. import days

Story = Iterator[datetime]
TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY = range(1, 6)


def tell(stories: Sequence[Story], *, until: datetime) -> None:
    """Tell all of them to their ends. None may go on later than `until`, which is the present."""
    waiting = [(next(story), place) for place, story in enumerate(stories)]
    heapq.heapify(waiting)
    present = None
    while waiting:
        moment, place = heapq.heappop(waiting)
        if moment > until:
            raise ValueError(f"story {place} would go on at {moment}: that is still to come")
        if moment != present:
            days.go_to(moment)
            days.do_what_is_due()
            present = moment
        wanted = next(stories[place], None)
        if wanted is not None:
            heapq.heappush(waiting, (wanted, place))
    days.come_back()
    days.do_what_is_due()


class Diary:
    """Moments as the stories name them: so many days from the day the demo is loaded."""

    def __init__(self, now: datetime) -> None:
        self.now = now
        self.today = today(now)

    def at(self, days_on: int, hour: int = 10, minute: int = 0) -> datetime:
        """That many days on (or, below nothing, back), at a time in London."""
        return datetime.combine(
            self.today + timedelta(days=days_on), time(hour, minute), tzinfo=LONDON
        )

    def first(self, weekday: int, days_on: int) -> int:
        """How many days on that weekday first comes, at or after that many days on."""
        return days_on + (weekday - (self.today + timedelta(days=days_on)).weekday()) % 7

    def weekly(self, days_on: int, hour: int, minute: int = 0, *, sessions: int) -> tuple:
        """The beginnings of weekly sessions, the first that many days on."""
        return tuple(self.at(days_on + 7 * week, hour, minute) for week in range(sessions))
