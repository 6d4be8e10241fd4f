"""A scene is a few numbered steps: who does it, where, and when."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise

from ..world.cast import BY_SLUG

Words = str | Promise


@dataclass(frozen=True)
class Step:
    """`who` presses what is at `where()`; or the day is moved to `day()`; or `others` do their
    part. A step that is none of these is to read, and one that is not `built` says so."""

    words: Words
    who: str = ""
    where: Callable[[], str | None] | None = None
    day: Callable[[], datetime | None] | None = None
    others: bool = False
    built: bool = True


@dataclass(frozen=True)
class StepSeen:
    """A step as it can be done now. `url` or `day` empty: something before it is still to do."""

    words: Words
    who: str
    called: str
    url: str
    needs_day: bool
    day: datetime | None
    others: bool
    built: bool


@dataclass(frozen=True)
class Scene:
    slug: str
    title: Words
    about: Words
    steps: tuple[Step, ...]
    others: Callable[[], None] | None = None

    def seen(self) -> list[StepSeen]:
        return [_seen(step) for step in self.steps]


def _seen(step: Step) -> StepSeen:
    return StepSeen(
        words=step.words,
        who=step.who,
        called=BY_SLUG[step.who].called if step.who else "",
        url=(step.where() or "") if step.where else "",
        needs_day=step.day is not None,
        day=step.day() if step.day else None,
        others=step.others,
        built=step.built,
    )


def page(name: str, *args, **query) -> str | None:
    """The address of a page, once it is built; None where something it needs is not there yet."""
    if any(arg is None for arg in args):
        return None
    try:
        address = reverse(name, args=args)
    except NoReverseMatch:
        return None
    return f"{address}?{urlencode(query)}" if query else address
