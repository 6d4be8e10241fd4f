"""What a service's own address adds to its line in a list of services.

The standard's list says of each service only its name, words and ages; where it is, when, for whom
and at what price stand at `/services/{id}`. Asked for one at a time, and only where it is missing.
"""

from typing import Any
from urllib.parse import quote, urlsplit, urlunsplit

from providers.feed import client
from providers.feed.client import fetch
from providers.feed.errors import FeedError
from providers.feed.rows.row import PartialRow

READ_TIMEOUT = 10  # seconds
MAX_BYTES = 5_000_000
REQUEST_PAUSE = 0.05  # seconds between two questions: it is somebody else's server
MAX_FAILURES_IN_A_ROW = 5  # faults, after which it is not asked any more in this reading


class ServiceDetails:
    """Of one reading of a feed."""

    def __init__(self) -> None:
        self._faults = 0
        self._why = ""

    def complete_row(self, row: Any, services: str) -> Any:
        """The row with all that belongs to it; a PartialRow where that could not be read.

        `services` is the address of the list it came from; empty for a file.
        """
        if not services or not is_summary(row):
            return row
        if self._faults >= MAX_FAILURES_IN_A_ROW:
            return PartialRow(row, self._why)
        try:
            details = self._fetch(row["id"], services)
        except FeedError as error:
            self._why = error.why
            self._faults = 0 if error.is_gone else self._faults + 1
            return PartialRow(row, error.why, is_all=error.is_gone)
        self._faults = 0
        return row | details

    def _fetch(self, service_id: str, services: str) -> dict:
        address = detail_address(services, service_id)
        client.pause(REQUEST_PAUSE)
        details = fetch(address, seconds=READ_TIMEOUT, max_bytes=MAX_BYTES)
        if not isinstance(details, dict) or details.get("id") != service_id:
            raise FeedError(
                f"{address} is about something else.", "its own page is about something else"
            )
        return details


def is_summary(row: Any) -> bool:
    """Nothing belongs to it: what a service has in numbers comes as lists. One that is not shown
    anyway is not asked for."""
    return (
        isinstance(row, dict)
        and isinstance(row.get("id"), str)
        and bool(row["id"].strip())
        and (row.get("status") or "active") in ("active", "Active", "ACTIVE")
        and not any(isinstance(value, list) for value in row.values())
    )


def detail_address(services: str, service_id: str) -> str:
    parts = urlsplit(services)
    path = f"{parts.path.rstrip('/')}/{quote(service_id, safe='')}"
    return urlunsplit(parts._replace(path=path, query="", fragment=""))
