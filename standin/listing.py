"""Lists as the processor pages them: newest first, `starting_after` an id, at most 100."""

from typing import Any

from standin.books import Thing
from standin.call import Call
from standin.errors import invalid

COMPARE = {
    "gt": lambda value, limit: value > limit,
    "gte": lambda value, limit: value >= limit,
    "lt": lambda value, limit: value < limit,
    "lte": lambda value, limit: value <= limit,
}


def page(
    call: Call,
    kind: str,
    url: str,
    *,
    limit: int | None = None,
    starting_after: str | None = None,
    created: Any = None,
    **filters: Any,
) -> Thing:
    """One page of objects; a filter that is None is not asked for."""
    size = 10 if limit is None else limit
    if not 1 <= size <= 100:
        raise invalid("Invalid integer: limit must be from 1 to 100", param="limit")
    things = call.books.every(call.account, kind)
    asked = {name: value for name, value in filters.items() if value is not None}
    found = [
        thing
        for thing in reversed(things)
        if all(thing.get(name) == value for name, value in asked.items())
        and _in_time(thing["created"], created)
    ]
    if starting_after is not None:
        found = found[_place(found, call, kind, starting_after) + 1 :]
    return _list(url, found[:size], more=len(found) > size)


def _in_time(at: int, created: Any) -> bool:
    if created is None:
        return True
    if isinstance(created, int):
        return at == created
    return all(COMPARE[name](at, limit) for name, limit in created.items())


def _place(found: list[Thing], call: Call, kind: str, key: str) -> int:
    for place, thing in enumerate(found):
        if thing["id"] == key:
            return place
    call.get(kind, key, "starting_after")
    raise invalid(f"{key} is not in this list", param="starting_after")


def _list(url: str, things: list[Thing], *, more: bool) -> Thing:
    return {"object": "list", "url": url, "has_more": more, "data": things}
