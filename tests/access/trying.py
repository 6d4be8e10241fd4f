"""Each door tried: which thing it is of, what is sent there, and what came of it."""

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from tests.journeys.sent_page import SentPage

from .actors import Scene, Visitor
from .audiences import Row
from .bodies import CallBodies, page_body
from .calls import CALLS
from .doors import Door, described_calls
from .gates import Gate, Met, nothing_kept, try_door
from .needs import BODIES, THINGS, WORDS
from .pages import PAGES

NEVER_WAS = 987654321  # of what this world has none


@dataclass(frozen=True)
class Tried:
    door: Door
    scene: Scene

    def address(self, ids: dict[str, Any]) -> str:
        """Where the thing is whose ids these are."""
        things = THINGS.get(self.door.name, {})
        named = {name: ids.get(things.get(name, name), NEVER_WAS) for name in self.door.names}
        query = things.get("?", "").format(**ids)
        return self.door.address.format(**(named | WORDS)) + query


def row_of(door: Door) -> Row | None:
    """The row that a door has; None where it has none, or is not opened by itself."""
    row = (CALLS if door.is_call else PAGES).get(door.name)
    return row[door.is_write] if isinstance(row, tuple) else row


class Trying:
    """What is sent is made once for each door, and serves everybody."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self._bodies: dict[tuple[str, str], Any] = {}

    @cached_property
    def calls(self) -> dict[str, dict]:
        return described_calls()

    @cached_property
    def call_bodies(self) -> CallBodies:
        return CallBodies(self.scene.here.ids)

    def __call__(self, door: Door, visitor: Visitor, *, elsewhere: bool = False) -> Met:
        world = self.scene.elsewhere if elsewhere else self.scene.here
        address = Tried(door, self.scene).address(world.ids)
        return try_door(visitor, door.method, address, self.body(door) if door.is_write else None)

    def body(self, door: Door) -> Any:
        key = (door.name, door.method)
        if key not in self._bodies:
            made = self._of_call(door) if door.is_call else self._of_page(door)
            self._bodies[key] = self._with_more(door, made or {})
        return self._bodies[key]

    def body_of_opened(self, door: Door, page: SentPage, form: Any) -> Any:
        """The same, where its page was opened already."""
        return self._with_more(door, page_body(page, form))

    def _with_more(self, door: Door, made: dict[str, Any]) -> dict[str, Any]:
        return made | BODIES.get(door.name, lambda ids: {})(self.scene.here.ids)

    def _of_call(self, door: Door) -> Any:
        return self.call_bodies.body(self.calls[door.name])

    def _of_page(self, door: Door) -> dict[str, Any]:
        """By the form that stands on the page, for the first who may open it."""
        address = Tried(door, self.scene).address(self.scene.here.ids)
        for visitor in self._who_may_open(door):
            with nothing_kept():
                page = visitor.client.get(address)
            if page.status_code == 200:
                form = page.context.get("form") if page.context else None
                return page_body(SentPage(address, page.content.decode()), form)
        return {}

    def _who_may_open(self, door: Door) -> list[Visitor]:
        """Those first whom its row lets through, so that few pages are asked for in vain; none of
        a button without a page of its own."""
        opens = row_of(replace(door, method="GET"))
        if opens is None:
            return []
        visitors = self.scene.visitors
        through = [actor for actor in visitors if opens.gate(actor) is Gate.THROUGH]
        first = [visitors[actor] for actor in through]
        if opens.role:
            first.append(self.scene.insiders[opens.role])
        rest = [*visitors.values(), *self.scene.insiders.values()]
        return [*first, *(visitor for visitor in rest if visitor not in first)]
