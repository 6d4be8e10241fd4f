"""Metadata: the caller's own labels. One that is empty is none."""

from typing import Any

from standin.books import Thing


def written(given: Any) -> Thing:
    return {name: value for name, value in (given or {}).items() if value != ""}
