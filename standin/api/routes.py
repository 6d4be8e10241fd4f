"""Which function serves which address. A handler's own keywords are the parameters it keeps.

    @route("refunds.create", "POST", "/v1/refunds", RefundCreateParams)
    def create(call, *, payment_intent, amount=None): ...

A list takes `**paging` as well: `limit`, `starting_after`, `created`.

A parameter must be known to the library's type *and* be a keyword of the handler: one that the
processor knows and the stand-in would ignore is refused plainly, never swallowed.
"""

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from standin.api.errors import missing_param, unknown_route, unsupported_param
from standin.api.parameters import Params, check_params

PAGING_PARAMS = frozenset({"limit", "starting_after", "created"})

Handler = Callable[..., dict[str, Any]]


@dataclass(frozen=True)
class Route:
    operation: str
    path: tuple[str, ...]
    params_type: type
    handler: Handler
    supported_params: frozenset[str]
    required_params: frozenset[str]

    def arguments(self, params: Params) -> Params:
        values = check_params(params, self.params_type)
        values.pop("expand", None)
        for name in values:
            if name not in self.supported_params:
                raise unsupported_param(name)
        for name in sorted(self.required_params):
            if name not in values:
                raise missing_param(name)
        return values


ROUTES: dict[tuple[str, int], list[Route]] = {}  # by method and number of steps


def route(
    operation: str, method: str, path: str, params_type: type
) -> Callable[[Handler], Handler]:
    """Registers the handler. Each `{id}` of the path is a positional argument of it."""

    def register(handler: Handler) -> Handler:
        parameters = inspect.signature(handler).parameters.values()
        keywords = [p for p in parameters if p.kind is inspect.Parameter.KEYWORD_ONLY]
        is_list = any(p.kind is inspect.Parameter.VAR_KEYWORD for p in parameters)
        names = frozenset(p.name for p in keywords)
        steps = tuple(path.strip("/").split("/"))
        new_route = Route(
            operation,
            steps,
            params_type,
            handler,
            supported_params=names | PAGING_PARAMS if is_list else names,
            required_params=frozenset(
                p.name for p in keywords if p.default is inspect.Parameter.empty
            ),
        )
        ROUTES.setdefault((method, len(steps)), []).append(new_route)
        return handler

    return register


def find_route(method: str, path: str) -> tuple[Route, list[str]]:
    """The route and the ids in the address."""
    steps = path.strip("/").split("/")
    for candidate in ROUTES.get((method, len(steps)), []):
        pairs = list(zip(candidate.path, steps, strict=True))
        if all(pattern == step or pattern[0] == "{" for pattern, step in pairs):
            return candidate, [step for pattern, step in pairs if pattern[0] == "{"]
    raise unknown_route(method, path)
