"""Many rows like one that the actions made."""

from collections.abc import Callable
from copy import copy
from typing import Any

from django.db import models


def copies_of[M: models.Model](of: M, number: int, but: Callable[[int], dict[str, Any]]) -> list[M]:
    """`number` rows like `of`, each with what `but(n)` says."""
    rows = []
    for n in range(number):
        row = copy(of)
        row._state = copy(of._state)
        row._state.adding, row._state.fields_cache = True, {}
        row.pk = None
        for name, value in but(n).items():
            setattr(row, name, value)
        rows.append(row)
    return type(of)._default_manager.bulk_create(rows, batch_size=2_000)
