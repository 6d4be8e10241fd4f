"""A scene is a few numbered steps: who does it, where, and when."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise

from ..world.cast import BY_SLUG

Words = str | Promise


class NotBuilt(Exception):
    """No page of that name is there yet."""


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
    built, url = step.built, ""
    try:
        url = (step.where() or "") if step.where else ""
    except NotBuilt:
        built = False
    return StepSeen(
        words=step.words,
        who=step.who,
        called=BY_SLUG[step.who].called if step.who else "",
        url=url,
        needs_day=step.day is not None,
        day=step.day() if step.day else None,
        others=step.others,
        built=built,
    )


def page(name: str, *args, **query) -> str | None:
    """The address of a page; None where something it is about is not there yet."""
    if any(arg is None for arg in args):
        return None
    try:
        address = reverse(name, args=args)
    except NoReverseMatch:
        raise NotBuilt(name) from None
    return f"{address}?{urlencode(query)}" if query else address
