"""What asks an outside service while somebody waits, and commits what it means to do before."""

from collections.abc import Callable
from typing import Any


def asks_outside[**P, R](view: Callable[P, R]) -> Callable[P, R]:
    """Marks a page or a call that is several transactions, each durable, so that it cannot be one
    with a deed's key. Sent again it finds what it wrote down the first time, before it asked."""
    view.__dict__["asks_outside"] = True
    return view


def is_asking_outside(view: Callable[..., Any]) -> bool:
    return bool(getattr(view, "asks_outside", False))
