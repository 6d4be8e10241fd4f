"""One request being answered: whose account, at what moment, and the books to work in."""

from dataclasses import dataclass, field, replace
from typing import Any

from standin.books import PLATFORM, Books, Thing, public

API_VERSION = "2026-10-28.endive"


@dataclass(frozen=True)
class Call:
    books: Books
    origin: str
    now: int
    account: str = PLATFORM
    request_id: str | None = None
    key: str | None = None
    settle_seconds: int = 0
    said: list[Thing] = field(default_factory=list)

    def on(self, account: str) -> "Call":
        """The same call, working on another account's objects."""
        return replace(self, account=account)

    def add(self, kind: str, prefix: str, /, **fields: Any) -> Thing:
        key = self.books.ids.make(prefix)
        return self.books.add(
            self.account, {"id": key, "object": kind, "created": self.now, **fields}
        )

    def get(self, kind: str, key: str, param: str = "id") -> Thing:
        return self.books.get(self.account, kind, key, param)

    def change(self, thing: Thing, **fields: Any) -> Thing:
        return self.books.change(thing, **fields)

    def say(self, what: str, thing: Thing, **before: Any) -> Thing:
        """Write an event; a thread of the server delivers it."""
        told: Thing = {"object": public(thing)}
        if before:
            told["previous_attributes"] = before
        event = self.add(
            "event",
            "evt",
            api_version=API_VERSION,
            data=told,
            livemode=False,
            pending_webhooks=1,
            request={"id": self.request_id, "idempotency_key": self.key},
            type=what,
        )
        if self.account:
            self.change(event, account=self.account)
        self.said.append(event)
        return thing
