"""Every object the stand-in holds, by account and kind, oldest first.

An object is a plain dict in the processor's own shape. Keys that start with `_` are the
stand-in's private notes and never leave it: `_account` (whose it is, "" for the platform),
`_due` ([at, job]: what time alone will do to it), `_card`, and so on.
"""

import heapq
from typing import Any

from standin.api.errors import resource_missing
from standin.clock import Clock
from standin.store.ids import Ids
from standin.store.sqlite_store import SqliteStore

ApiObject = dict[str, Any]
PLATFORM = ""


class ObjectStore:
    def __init__(self, clock: Clock, ids: Ids, sqlite: SqliteStore | None = None) -> None:
        self.clock = clock
        self.ids = ids
        self.sqlite = sqlite
        self.by_account_and_kind: dict[tuple[str, str], dict[str, ApiObject]] = {}
        self.by_id: dict[str, ApiObject] = {}
        self._job_queue: list[tuple[int, str, str]] = []  # (at, job, id)
        self._unsaved_objects: dict[str, ApiObject] = {}
        self._removed_ids: set[str] = set()
        if sqlite is not None:
            self._load(sqlite)

    def _load(self, sqlite: SqliteStore) -> None:
        settings = sqlite.settings()
        self.clock.offset = settings.get("clock_offset", self.clock.offset)
        self.ids.count = settings.get("ids_count", self.ids.count)
        for api_object in sqlite.objects():
            self._index(api_object)

    def _index(self, api_object: ApiObject) -> None:
        self._kind(api_object["_account"], api_object["object"])[api_object["id"]] = api_object
        self.by_id[api_object["id"]] = api_object
        self._enqueue_job(api_object)

    def _kind(self, account: str, kind: str) -> dict[str, ApiObject]:
        return self.by_account_and_kind.setdefault((account, kind), {})

    def _enqueue_job(self, api_object: ApiObject) -> None:
        if due := api_object.get("_due"):
            heapq.heappush(self._job_queue, (due[0], due[1], api_object["id"]))

    def add(self, account: str, api_object: ApiObject) -> ApiObject:
        api_object["_account"] = account
        self._index(api_object)
        self._unsaved_objects[api_object["id"]] = api_object
        return api_object

    def update(self, api_object: ApiObject, **fields: Any) -> ApiObject:
        """The only way to alter an object once it is held."""
        api_object.update(fields)
        self._unsaved_objects[api_object["id"]] = api_object
        if "_due" in fields:
            self._enqueue_job(api_object)
        return api_object

    def remove(self, api_object: ApiObject) -> None:
        id_ = api_object["id"]
        self._kind(api_object["_account"], api_object["object"]).pop(id_, None)
        self.by_id.pop(id_, None)
        self._unsaved_objects.pop(id_, None)
        self._removed_ids.add(id_)

    def get(self, account: str, kind: str, id_: str, param: str = "id") -> ApiObject:
        api_object = self._kind(account, kind).get(id_)
        if api_object is None:
            raise resource_missing(kind.rpartition(".")[2], id_, param)
        return api_object

    def find(self, account: str, kind: str, id_: str) -> ApiObject | None:
        return self._kind(account, kind).get(id_)

    def objects(self, account: str, kind: str) -> list[ApiObject]:
        return list(self._kind(account, kind).values())

    def next_due_job(self) -> tuple[str, ApiObject] | None:
        """The next job whose time has come, once, as (job, object)."""
        while self._job_queue and self._job_queue[0][0] <= self.clock.now():
            at, job, id_ = heapq.heappop(self._job_queue)
            api_object = self.by_id.get(id_)
            if api_object is not None and api_object.get("_due") in ([at, job], (at, job)):
                self.update(api_object, _due=None)
                return job, api_object
        return None

    def commit(self) -> None:
        """Put what changed into the file, when there is one."""
        if self.sqlite is not None:
            settings = {"clock_offset": self.clock.offset, "ids_count": self.ids.count}
            self.sqlite.save(self._unsaved_objects.items(), self._removed_ids, settings)
        self._unsaved_objects.clear()
        self._removed_ids.clear()


def public_copy(api_object: ApiObject) -> ApiObject:
    """A copy of an object as the outside may see it."""
    return {
        name: _copy_value(value) for name, value in api_object.items() if not name.startswith("_")
    }


def _copy_value(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _copy_value(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_copy_value(inner) for inner in value]
    return value
