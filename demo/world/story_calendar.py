"""Many stories told at once, in the order of their days.

A story is a generator: it does what happens on a day and yields the moment at which it goes on.
The teller wakes whichever story is next, with every clock at its moment and all that fell due by
then done, so that time never runs backwards in what is written down.
"""

import heapq
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta
from itertools import count, islice

from community.common.clock import LONDON, today
from demo import days

Story = Iterator[datetime]
A_DAY = timedelta(days=1)
TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, SATURDAY = range(1, 6)
# (month, day): New Year's Day, Christmas Day, Boxing Day. Nobody holds anything on them.
CLOSED_DAYS = {(1, 1), (12, 25), (12, 26)}


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
            _live_the_days(present, moment)
            days.go_to(moment)
            days.do_what_is_due()
            present = moment
        next_moment = next(stories[place], None)
        if next_moment is not None:
            heapq.heappush(waiting, (next_moment, place))
    days.come_back()
    days.do_what_is_due()


def _live_the_days(present: datetime | None, moment: datetime) -> None:
    """The days on which nothing is told go by as well: who is to pay hears of it in time."""
    while present is not None and present + A_DAY < moment:
        present += A_DAY
        days.go_to(present)
        days.do_what_is_due()


class StoryCalendar:
    """Moments as the stories name them: so many days from the day the demo is loaded."""

    def __init__(self, now: datetime, first_day: date | None = None) -> None:
        self.now = now
        self.today = first_day or today(now)

    def earlier(self, days: int) -> "StoryCalendar":
        """The same, with every day so many before."""
        return StoryCalendar(self.now, self.today - timedelta(days=days))

    def at(self, days_on: int, hour: int = 10, minute: int = 0) -> datetime:
        """That many days on (or, below nothing, back), at a time in London."""
        return datetime.combine(
            self.today + timedelta(days=days_on), time(hour, minute), tzinfo=LONDON
        )

    def first(self, weekday: int, days_on: int) -> int:
        """How many days on something can first be held on that weekday, at or after that many."""
        first = days_on + (weekday - (self.today + timedelta(days=days_on)).weekday()) % 7
        return next(self._open_days(first, 7))

    def weeks_before(self, days_on: int, weeks: int) -> list[int]:
        """How many days on the last so many weekly sessions before that day are, in order."""
        return list(islice(self._open_days(days_on - 7, -7), weeks))[::-1]

    def weeks(self, days_on: int, sessions: int) -> list[int]:
        """How many days on each of so many weekly sessions is, the first on that day."""
        return list(islice(self._open_days(days_on, 7), sessions))

    def weekly(self, days_on: int, hour: int, minute: int = 0, *, sessions: int) -> tuple:
        """The beginnings of weekly sessions, the first that many days on."""
        return tuple(self.at(day, hour, minute) for day in self.weeks(days_on, sessions))

    def _open_days(self, days_on: int, step: int) -> Iterator[int]:
        """That day and on by the step, without those on which nothing is held."""
        for day in count(days_on, step):
            on = self.today + timedelta(days=day)
            if (on.month, on.day) not in CLOSED_DAYS:
                yield day
