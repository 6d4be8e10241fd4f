"""Metadata: the caller's own labels. One that is empty is none."""

from typing import Any


def clean_metadata(metadata: Any) -> dict[str, str]:
    return {name: value for name, value in (metadata or {}).items() if value != ""}
