"""Lists as the processor pages them: newest first, `starting_after` an id, at most 100."""

from typing import Any

from standin.api.call import Call
from standin.api.errors import invalid_request
from standin.store.object_store import ApiObject

USUAL_PAGE_SIZE = 10
MAX_PAGE_SIZE = 100
COMPARISONS = {
    "gt": lambda value, limit: value > limit,
    "gte": lambda value, limit: value >= limit,
    "lt": lambda value, limit: value < limit,
    "lte": lambda value, limit: value <= limit,
}


def list_objects(
    call: Call,
    kind: str,
    url: str,
    *,
    limit: int | None = None,
    starting_after: str | None = None,
    created: Any = None,
    **filters: Any,
) -> ApiObject:
    """One page of objects; a filter that is None is not asked for."""
    size = USUAL_PAGE_SIZE if limit is None else limit
    if not 1 <= size <= MAX_PAGE_SIZE:
        raise invalid_request(
            f"Invalid integer: limit must be from 1 to {MAX_PAGE_SIZE}", param="limit"
        )
    values = {name: value for name, value in filters.items() if value is not None}
    matches = [
        api_object
        for api_object in reversed(call.store.objects(call.account, kind))
        if all(api_object.get(name) == value for name, value in values.items())
        and _is_created_within(api_object["created"], created)
    ]
    if starting_after is not None:
        matches = matches[_position(matches, call, kind, starting_after) + 1 :]
    return {
        "object": "list",
        "url": url,
        "has_more": len(matches) > size,
        "data": matches[:size],
    }


def _is_created_within(at: int, created: Any) -> bool:
    if created is None:
        return True
    if isinstance(created, int):
        return at == created
    return all(COMPARISONS[name](at, limit) for name, limit in created.items())


def _position(matches: list[ApiObject], call: Call, kind: str, id_: str) -> int:
    for position, api_object in enumerate(matches):
        if api_object["id"] == id_:
            return position
    call.get(kind, id_, "starting_after")
    raise invalid_request(f"{id_} is not in this list", param="starting_after")
