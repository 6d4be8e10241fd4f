"""A scene is a few numbered steps: who does it, where, and when."""

from collections.abc import Callable, Container
from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import Promise

from demo.world.cast import BY_SLUG

Words = str | Promise


@dataclass(frozen=True)
class SceneStep:
    """`who` presses what is at `where()`; or the day is moved to `day()`; or `others` do their
    part. A step that is none of these is to read.

    `has_happened()` looks. One without is done when somebody has been there.
    """

    words: Words
    who: str = ""
    where: Callable[[], str | None] | None = None
    day: Callable[[], datetime | None] | None = None
    others: bool = False
    has_happened: Callable[[], bool] | None = None


@dataclass(frozen=True)
class SceneStepDetail:
    """A step as it can be done now. `url` or `day` empty: something before it is still to do."""

    number: int
    words: Words
    who: str
    called: str
    url: str
    needs_day: bool
    day: datetime | None
    others: bool
    is_done: bool
    is_next: bool = False


@dataclass(frozen=True)
class Scene:
    """`is_missed()` says that its days went by before it was walked."""

    slug: str
    title: Words
    about: Words
    steps: tuple[SceneStep, ...]
    others: Callable[[], None] | None = None
    is_missed: Callable[[], bool] = lambda: False

    def step_details(self, now: datetime, visited: Container[int] = ()) -> list[SceneStepDetail]:
        """`visited`: the numbers, from 1, of the steps to whose pages somebody went. What comes
        before something that is done counts as done too."""
        steps = [
            _step_detail(number, step, now, visited)
            for number, step in enumerate(self.steps, start=1)
        ]
        last = max((step.number for step in steps if step.is_done), default=0)
        steps = [replace(step, is_done=step.number <= last) for step in steps]
        following = next((s.number for s in steps if not s.is_done), 0)
        return [replace(step, is_next=step.number == following) for step in steps]


def _step_detail(
    number: int, step: SceneStep, now: datetime, visited: Container[int]
) -> SceneStepDetail:
    url = (step.where() or "") if step.where else ""
    day = step.day() if step.day else None
    if step.day:
        is_done = day is not None and day <= now
    else:
        is_done = step.has_happened() if step.has_happened else number in visited
    return SceneStepDetail(
        number=number,
        words=step.words,
        who=step.who,
        called=BY_SLUG[step.who].called if step.who else "",
        url=url,
        needs_day=step.day is not None,
        day=day,
        others=step.others,
        is_done=is_done,
    )


def page(name: str, *args: object, **query: object) -> str | None:
    """The address of a page; None where something it is about is not there yet."""
    if any(arg is None for arg in args):
        return None
    address = reverse(name, args=args)
    return f"{address}?{urlencode(query)}" if query else address
