"""`expand[]=setup_intent.payment_method`: ids replaced by the objects they name."""

from typing import Any

from standin.books import Books, Thing, public
from standin.errors import invalid

DEEPEST = 4


def expanded(books: Books, answer: Thing, wanted: list[str]) -> Thing:
    for path in wanted:
        steps = path.split(".")
        if len(steps) > DEEPEST:
            raise invalid(
                f"You cannot expand more than {DEEPEST} levels of a property", param="expand"
            )
        _open(books, answer, steps, path)
    return answer


def _open(books: Books, holder: Thing, steps: list[str], path: str) -> None:
    here, *below = steps
    if here == "data" and holder.get("object") == "list":
        for inner in holder["data"]:
            _open(books, inner, below, path)
        return
    if here not in holder:
        raise invalid(f"This property cannot be expanded ({path}).", param="expand[0]")
    holder[here] = _opened(books, holder[here], path)
    if below and isinstance(holder[here], dict):
        _open(books, holder[here], below, path)


def _opened(books: Books, value: Any, path: str) -> Any:
    if not isinstance(value, str):
        return value
    thing = books.everywhere.get(value)
    if thing is None:
        raise invalid(f"This property cannot be expanded ({path}).", param="expand[0]")
    return public(thing)
