"""Every door there is: pages from the URL resolver, calls from the OpenAPI description."""

import re
from dataclasses import dataclass
from functools import cache
from typing import Any

from drf_spectacular.generators import SchemaGenerator

from tests.frontend.pages_that_take import pages, takes_something

NOT_PAGES = ("staff/", "demo/", "api/")  # the admin's, the demo's; the API
NOT_OURS = ("account_", "mfa_")  # beside ours, under account/: the library that signs people in
NAMED = re.compile(r"<(?:\w+:)?(\w+)>")
# What the API calls "id" is of the resource; those whose name is not the thing's.
OF_RESOURCE = {
    "dates": "gathering_id",
    "briefs-near": "brief_id",
    "decision-records": "record_id",
    "groups-to-second": "motion_id",
    "kept-searches": "kept_search_id",
    "groups-ending": "next_step_id",
    "stays-to-decide": "removal_to_decide_id",
    "groups-paused": "group_id",
    "newcomers": "newcomer_id",
    "life-events": "life_event_id",
    "records": "request_id",
    "looks": "item_id",
    "my-listings": "listing_id",
    "my-places": "booking_id",
    "wanted": "brief_id",
}


@dataclass(frozen=True)
class Door:
    """A page to open or to press, or a call. `name` is that of its row in the table."""

    name: str
    method: str
    address: str  # with {names} where ids stand

    @property
    def is_call(self) -> bool:
        return self.address.startswith("/api/")

    @property
    def names(self) -> list[str]:
        return re.findall(r"{(\w+)}", self.address)

    @property
    def is_write(self) -> bool:
        return self.method != "GET"

    def __str__(self) -> str:
        return self.name if self.is_call else f"{self.method} {self.name}"


def page_doors() -> list[Door]:
    doors = []
    for address, pattern in pages(*NOT_PAGES):
        if pattern.name.startswith(NOT_OURS):
            continue
        whole = "/" + NAMED.sub(r"{\1}", address)
        doors.append(Door(pattern.name, "GET", whole))
        if takes_something(pattern):
            doors.append(Door(pattern.name, "POST", whole))
    return doors


@cache
def description() -> dict[str, Any]:
    """Of the whole API; made once for a process, and only read."""
    return SchemaGenerator().get_schema(public=True)


def described_calls() -> dict[str, dict]:
    """{"POST /pools/": its description}."""
    paths = description()["paths"]
    return {
        f"{method.upper()} {path.removeprefix('/api')}": call
        for path, methods in paths.items()
        for method, call in methods.items()
    }


def call_doors() -> list[Door]:
    doors = []
    for name in described_calls():
        method, path = name.split(" ")
        resource = path.split("/")[1]
        own = OF_RESOURCE.get(resource, f"{resource.rstrip('s')}_id")
        doors.append(Door(name, method, "/api" + path.replace("{id}", f"{{{own}}}")))
    return doors
