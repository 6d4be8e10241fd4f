"""Do a deed once, however often it is sent; and forget what was sent long ago."""

import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from .deed_keys import DEED_KEY_KEPT_FOR, KeptAnswer, SentAlready, SentDeed
from .models import DeedKey

WRITE_PATTERN = re.compile(r"\s*(INSERT|UPDATE|DELETE)\b", re.IGNORECASE)


@transaction.atomic
def do_deed_once[T](
    *,
    deed: SentDeed,
    do: Callable[[], T],
    answer_of: Callable[[T], KeptAnswer | None],
    now: datetime,
) -> T | KeptAnswer:
    """What `do` gives; or the answer of the first time, where the same was sent before.

    The row and the deed are one transaction: whoever sends the same meanwhile waits for its end,
    and where the process dies, neither was. What wrote nothing, or has no answer worth keeping
    (`answer_of` says None), is no deed, and may be sent again.
    """
    key, is_new = _own_row(deed, now)
    if not is_new:
        return _answer_again(key, deed)
    writes = WriteWatch()
    with connection.execute_wrapper(writes):
        result = do()
    answer = answer_of(result) if writes.is_any else None
    if answer is None:
        key.delete()
    else:
        _keep(key, answer)
    return result


def _own_row(deed: SentDeed, now: datetime) -> tuple[DeedKey, bool]:
    """One row for a deed: whoever comes second waits here for the end of the first."""
    return DeedKey.objects.get_or_create(
        name=deed.name, defaults={"body_digest": deed.body_digest, "made_at": now}
    )


def _keep(key: DeedKey, answer: KeptAnswer) -> None:
    key.status, key.answer = answer.status, answer.text
    key.save(update_fields=["status", "answer"])


def _answer_again(key: DeedKey, deed: SentDeed) -> KeptAnswer:
    answer = KeptAnswer(key.status or 0, key.answer)
    if key.body_digest != deed.body_digest:
        raise SentAlready(answer)
    return answer


class WriteWatch:
    """Whether anything was written: every deed writes at least its line."""

    is_any = False

    def __call__(
        self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any
    ) -> Any:
        self.is_any |= bool(WRITE_PATTERN.match(str(sql)))
        return execute(sql, params, many, context)


@transaction.atomic
def forget_deed_keys(*, now: datetime) -> int:
    """How many were forgotten."""
    old = DeedKey.objects.filter(made_at__lt=now - DEED_KEY_KEPT_FOR)
    return old.delete()[0]
