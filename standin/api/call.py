"""One call being answered: for which account, at what moment, and the store to work in."""

from dataclasses import dataclass, field, replace
from typing import Any

from standin.store.object_store import PLATFORM, ApiObject, ObjectStore, public_copy

API_VERSION = "2026-10-28.endive"


@dataclass(frozen=True)
class Call:
    store: ObjectStore
    origin: str
    now: int
    account: str = PLATFORM
    request_id: str | None = None
    idempotency_key: str | None = None
    settle_seconds: int = 0
    events: list[ApiObject] = field(default_factory=list)  # those it has caused so far

    def for_account(self, account: str) -> "Call":
        """The same call, working on another account's objects."""
        return replace(self, account=account)

    def add(self, kind: str, prefix: str, /, **fields: Any) -> ApiObject:
        api_object = {"id": self.store.ids.make(prefix), "object": kind, "created": self.now}
        return self.store.add(self.account, {**api_object, **fields})

    def get(self, kind: str, id_: str, param: str = "id") -> ApiObject:
        return self.store.get(self.account, kind, id_, param)

    def update(self, api_object: ApiObject, **fields: Any) -> ApiObject:
        return self.store.update(api_object, **fields)

    def emit(self, event_type: str, api_object: ApiObject, **previous: Any) -> ApiObject:
        """Write an event about the object, and give that back; a thread delivers the event."""
        data: ApiObject = {"object": public_copy(api_object)}
        if previous:
            data["previous_attributes"] = previous
        event = self.add(
            "event",
            "evt",
            api_version=API_VERSION,
            data=data,
            livemode=False,
            pending_webhooks=1,
            request={"id": self.request_id, "idempotency_key": self.idempotency_key},
            type=event_type,
        )
        if self.account:
            self.update(event, account=self.account)
        self.events.append(event)
        return api_object
