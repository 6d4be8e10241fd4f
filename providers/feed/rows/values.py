"""What stands in a field of a row, read as what it should be."""

from datetime import date
from typing import Any


def dicts(value: Any) -> list[dict]:
    """The objects of a list; none where it is no list."""
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def iso_day(value: Any) -> date | None:
    """The day a text begins with; None where it begins with none."""
    try:
        return date.fromisoformat(str(value or "")[:10])
    except ValueError:
        return None
