"""The strict check of a directory by the open standard, as another directory would make it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.core.cache import cache
from django.test import Client

from .standard import API_DETAILS, OF_LIST, SERVICE, SERVICE_AT_LOCATION, faults, page_of

BASE = "/api/oruk/v3"
JUNK = (
    *({"page": junk} for junk in ("abc", "0", "-1", "9" * 40, "\0", "1.5")),
    *({"per_page": junk} for junk in ("0", "x", "-5", "9" * 40)),
)
JUNK_OF_SERVICES = (
    *({"taxonomy_term_id": junk} for junk in ("not-a-uuid", "\0", "9" * 5000)),
    *({"day": "XX"}, {"start_time": "25:99"}, {"minimum_age": "old"}, {"maximum_age": "-1"}),
    *({"search": junk} for junk in ("'\"%;--<script>", "\0", "the", "!!!", "a " * 50)),
    *({"proximity": "-1"}, {"postcode": "ZZ99 9ZZ", "proximity": "1000"}, {"postcode": "%"}),
    *({"modified_after": junk} for junk in ("soon", "9999-12-31T23:59:59-12:00", "0001-01-01")),
    {"nonsense": "1"},
)


@dataclass
class Directory:
    """What was read of it, and what is wrong with it."""

    client: Client = field(default_factory=Client)
    wrong: list[str] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)

    def get(self, path: str, **asked: Any) -> tuple[int, Any]:
        cache.clear()  # what is taken of it is counted by the hour
        answer = self.client.get(BASE + path, asked)
        self.texts.append(answer.content.decode())
        if answer.headers.get("Access-Control-Allow-Origin") != "*":
            self.wrong.append(f"{path} {asked}: no page elsewhere may read it")
        if answer.status_code >= 500:
            self.wrong.append(f"{path} {asked}: {answer.status_code}")
        is_json = answer.headers["Content-Type"].startswith("application/json")
        return answer.status_code, answer.json() if is_json else None

    def check(self, schema: dict, path: str, **asked: Any) -> Any:
        status, answer = self.get(path, **asked)
        if status != 200:
            self.wrong.append(f"{path} {asked}: {status}")
            return {}
        self.wrong += [f"{path} {asked} {fault}" for fault in faults(schema, answer)]
        return answer

    def ids(self, path: str, **asked: Any) -> list[str]:
        return [each["id"] for each in self.rows(path, **asked)]

    def rows(self, path: str, per_page: int = 100, **asked: Any) -> list[dict]:
        """All of a list, by the page."""
        return list(self._rows(path, per_page, asked))

    def _rows(self, path: str, per_page: int, asked: dict) -> Iterator[dict]:
        page = page_of(OF_LIST[path])
        total = self.check(page, path, **asked).get("total_items", 0)
        pages = max(1, -(-total // per_page))
        for number in range(1, pages + 1):
            answer = self.check(page, path, page=number, per_page=per_page, **asked)
            said = {name: value for name, value in answer.items() if name != "contents"}
            rows = answer.get("contents", [])
            expected = {
                "total_items": total,
                "total_pages": pages,
                "page_number": number,
                "size": min(per_page, total - per_page * (number - 1)),
                "first_page": number == 1,
                "last_page": number == pages,
                "empty": not rows,
            }
            if (said, len(rows)) != (expected, expected["size"]):
                self.wrong.append(f"{path} {asked}: {said} with {len(rows)} rows, not {expected}")
            yield from rows


def checked() -> Directory:
    """Everything of it read and tried, as far as an address leads."""
    directory = Directory()
    directory.check(API_DETAILS, "/")
    of_one = OF_LIST | {"/services": SERVICE, "/service_at_locations": SERVICE_AT_LOCATION}
    for path, schema in of_one.items():
        ids = [each["id"] for each in directory.rows(path, per_page=2)]
        if len(ids) != len(set(ids)):
            directory.wrong.append(f"{path}: a row twice")
        for each in ids:
            if directory.check(schema, f"{path}/{each}").get("id") != each:
                directory.wrong.append(f"{path}/{each}: it is another")
        _try_what_is_none(directory, path)
    for path in ("/services", "/service_at_locations"):
        for junk in JUNK_OF_SERVICES:
            directory.get(path, **junk)
    _filter(directory)
    return directory


def _try_what_is_none(directory: Directory, path: str) -> None:
    for none in ("00000000-0000-4000-8000-000000000000", "not-a-uuid", "%00", "..%2f..%2fetc"):
        if directory.get(f"{path}/{none}")[0] != 404:
            directory.wrong.append(f"{path}/{none} is there")
    for junk in JUNK:
        if directory.get(path, **junk)[0] != 400:
            directory.wrong.append(f"{path} {junk} is answered")
    if directory.get(path, page=1000)[0] != 404:
        directory.wrong.append(f"{path}: a page that is none")
    directory.get(path, per_page=10**9)


def _filter(directory: Directory) -> None:
    """What each service says of itself finds it, and nothing that is not in the whole list."""
    whole = set(directory.ids("/services"))
    for each in sorted(whole):
        service = directory.get(f"/services/{each}")[1]
        found = [set(directory.ids("/services", **asked)) for asked in _asks(service)]
        for asked, ids in zip(_asks(service), found, strict=True):
            if each not in ids or ids - whole:
                directory.wrong.append(f"{asked} does not find {each}")
        both = {name: value for asked in _asks(service) for name, value in asked.items()}
        if set(directory.ids("/services", **both)) != set.intersection(*found[-len(both) :]):
            directory.wrong.append(f"{both} together is not each of them")
    for asked in (
        {"search": "zzqxvjk"},
        {"taxonomy_term_id": "00000000-0000-4000-8000-000000000000"},
    ):
        if directory.ids("/services", **asked):
            directory.wrong.append(f"{asked} finds something")


def _asks(service: dict) -> list[dict]:
    """By what it has to be found; the last of each kind together too."""
    terms = [each["taxonomy_term"] for each in service["attributes"]]
    asks = [{"taxonomy_term_id": term["id"]} for term in terms[:-1]]
    asks += [{name: service[name]} for name in ("minimum_age", "maximum_age") if name in service]
    schedule = service.get("schedules", [{}])[0]
    named = (("day", "byday"), ("start_time", "opens_at"), ("end_time", "closes_at"))
    asks += [{ask: schedule[name][:8].split(",")[0]} for ask, name in named if name in schedule]
    return [
        *asks,
        {"taxonomy_term_id": terms[-1]["id"]},
        {"taxonomy_id": terms[-1]["taxonomy_id"]},
        {"organization_id": service["organization_id"]},
        {"modified_after": service["last_modified"]},
        {"search": " ".join(service["name"].split()[:3])},
    ]
