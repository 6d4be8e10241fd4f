"""Rows of a page with a form each, where one that was sent stands with what was typed in it."""

from collections.abc import Iterable
from typing import Protocol

from django import forms


class HasId(Protocol):
    @property
    def pk(self) -> int: ...


def row_ids(row_id: int) -> str:
    """Each of them has a box, so each box has a name of its own."""
    return f"id_%s_{row_id}"


def with_forms[Row: HasId](
    rows: Iterable[Row], form_class: type[forms.Form], sent: forms.Form | None = None
) -> list[tuple[Row, forms.Form]]:
    """`sent`: the form of one of them, with what is wrong with it."""
    own = [(row, form_class(auto_id=row_ids(row.pk))) for row in rows]
    if sent is None:
        return own
    return [(row, sent if sent.auto_id == form.auto_id else form) for row, form in own]
