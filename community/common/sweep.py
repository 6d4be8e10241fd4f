"""The only loop over rows in a task."""

import logging
from collections.abc import Callable, Iterable

from .refusals import Unavailable

log = logging.getLogger(__name__)


def for_each[T](
    name: str,
    ids: Iterable[T],
    do: Callable[[T], object],
    *,
    expected: tuple[type[Exception], ...] = (Unavailable,),
) -> int:
    """Do one at a time, each in its own transaction. One that fails stays as it was and is tried
    again; an expected failure is a warning, any other an error with its trace; one closing line
    says "<name>: expected 20, did 19" when some were not done. Returns how many were."""
    todo = list(ids)
    done = sum(_is_done(name, one_id, do, expected) for one_id in todo)
    if done < len(todo):
        log.error("%s: expected %s, did %s", name, len(todo), done)
    return done


def _is_done[T](
    name: str, one_id: T, do: Callable[[T], object], expected: tuple[type[Exception], ...]
) -> bool:
    try:
        do(one_id)
    except expected as error:
        log.warning("%s %s could not be done yet: %s", name, one_id, error)
        return False
    except Exception:
        log.exception("%s %s failed; it stays as it was and is tried again", name, one_id)
        return False
    return True
