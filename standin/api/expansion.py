"""`expand[]=setup_intent.payment_method`: ids replaced by the objects they name."""

from typing import Any

from standin.api.errors import ApiError, invalid_request
from standin.store.object_store import ApiObject, ObjectStore, public_copy

MAX_EXPAND_LEVELS = 4


def expand_fields(store: ObjectStore, answer: ApiObject, paths: list[str]) -> ApiObject:
    for path in paths:
        steps = path.split(".")
        if len(steps) > MAX_EXPAND_LEVELS:
            raise invalid_request(
                f"You cannot expand more than {MAX_EXPAND_LEVELS} levels of a property",
                param="expand",
            )
        _expand_path(store, answer, steps, path)
    return answer


def _expand_path(store: ObjectStore, holder: ApiObject, steps: list[str], path: str) -> None:
    step, *below = steps
    if step == "data" and holder.get("object") == "list":
        for api_object in holder["data"]:
            _expand_path(store, api_object, below, path)
        return
    if step not in holder:
        raise _not_expandable(path)
    holder[step] = _expand_value(store, holder[step], path)
    if below and isinstance(holder[step], dict):
        _expand_path(store, holder[step], below, path)


def _expand_value(store: ObjectStore, value: Any, path: str) -> Any:
    if not isinstance(value, str):
        return value
    api_object = store.by_id.get(value)
    if api_object is None:
        raise _not_expandable(path)
    return public_copy(api_object)


def _not_expandable(path: str) -> ApiError:
    return invalid_request(f"This property cannot be expanded ({path}).", param="expand[0]")
