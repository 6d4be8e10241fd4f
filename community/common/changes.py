"""Whether anything changed: what changed nothing is not written, and has no line in the audit."""

from collections.abc import Collection
from copy import deepcopy
from typing import Any

from django.db.models import Model


def values_of(row: Model, *, but: Collection[str] = ()) -> dict[str, Any]:
    """{column: value} as they are now, to be compared after something was set."""
    names = [field.attname for field in row._meta.concrete_fields if field.attname not in but]
    return {name: deepcopy(getattr(row, name)) for name in names}
