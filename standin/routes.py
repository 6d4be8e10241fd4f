"""Which function serves which address. A handler's own keywords are the parameters it keeps.

    @serves("refunds.create", "POST", "/v1/refunds", RefundCreateParams)
    def create(call, *, payment_intent=None, amount=None): ...

A list takes `**paging` as well: `limit`, `starting_after`, `created`.

A parameter must be known to the library's type *and* be a keyword of the handler: one that the
processor knows and the stand-in would ignore is refused plainly, never swallowed.
"""

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from standin.errors import not_served
from standin.parameters import Given, checked, missing, not_kept

PAGING = frozenset({"limit", "starting_after", "created"})

Handler = Callable[..., dict[str, Any]]


@dataclass(frozen=True)
class Route:
    operation: str
    path: tuple[str, ...]
    params: type
    handler: Handler
    kept: frozenset[str]
    needed: frozenset[str]

    def arguments(self, given: Given) -> Given:
        values = checked(given, self.params)
        values.pop("expand", None)
        for name in values:
            if name not in self.kept:
                raise not_kept(name)
        for name in sorted(self.needed):
            if name not in values:
                raise missing(name)
        return values


TABLE: dict[tuple[str, int], list[Route]] = {}


def serves(operation: str, method: str, path: str, params: type) -> Callable[[Handler], Handler]:
    def register(handler: Handler) -> Handler:
        taken = inspect.signature(handler).parameters.values()
        keywords = [p for p in taken if p.kind is inspect.Parameter.KEYWORD_ONLY]
        pages = any(p.kind is inspect.Parameter.VAR_KEYWORD for p in taken)
        steps = tuple(path.strip("/").split("/"))
        route = Route(
            operation,
            steps,
            params,
            handler,
            kept=frozenset(p.name for p in keywords) | (PAGING if pages else frozenset()),
            needed=frozenset(p.name for p in keywords if p.default is inspect.Parameter.empty),
        )
        TABLE.setdefault((method, len(steps)), []).append(route)
        return handler

    return register


def find(method: str, path: str) -> tuple[Route, list[str]]:
    """The route and the ids in the address."""
    steps = path.strip("/").split("/")
    for route in TABLE.get((method, len(steps)), []):
        pairs = list(zip(route.path, steps, strict=True))
        if all(step == here or step[0] == "{" for step, here in pairs):
            return route, [here for step, here in pairs if step[0] == "{"]
    raise not_served(method, path)
