"""What stands in a field of a row, read as what it should be."""

import re
from datetime import date
from typing import Any


def dicts(value: Any) -> list[dict]:
    """The objects of a list; none where it is no list."""
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def day_of(value: Any) -> date | None:
    """The day that a text begins with, as "2027-05-04", "20270504" or "4/5/2027", which here is the
    fourth of May; None where it begins with none."""
    if not isinstance(value, str):
        return None
    text = value.strip()
    if match := re.match(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})(?!\d)", text):
        numbers = (match[3], match[2], match[1])
    elif match := re.match(r"(\d{4})-?(\d\d)-?(\d\d)(?!\d)", text):
        numbers = (match[1], match[2], match[3])
    else:
        return None
    try:
        return date(*map(int, numbers))
    except ValueError:
        return None


def iso_day(value: Any) -> date | None:
    """The day a text begins with; None where it begins with none."""
    try:
        return date.fromisoformat(str(value or "")[:10])
    except ValueError:
        return None
