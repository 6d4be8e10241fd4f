"""Idempotency keys as the processor documents them.

The first answer under a key, good or bad, is the answer to every repeat with the same
parameters, until the key is forgotten 24 hours later. Parameters that fail validation and a
repeat that arrives while the first still runs save nothing.
"""

import hashlib
from typing import Any

from standin.books import Books, Thing
from standin.errors import ApiError

REMEMBERED_SECONDS = 24 * 60 * 60
LONGEST = 255
KIND = "idempotency_key"


class Keys:
    def __init__(self, books: Books) -> None:
        self.books = books
        self.running: set[str] = set()

    def begin(self, account: str, key: str, body: str) -> Thing | None:
        """The saved answer, or None when this request is the first; then it is running."""
        if len(key) > LONGEST:
            raise ApiError(
                400,
                "invalid_request_error",
                f"Idempotency keys may be at most {LONGEST} characters long.",
            )
        name = _name(account, key)
        if name in self.running:
            raise ApiError(
                409,
                "idempotency_error",
                "There is currently another in-progress request using this Idempotency-Key"
                f" ({key}). Please try again later.",
                code="idempotency_key_in_use",
            )
        saved = self.books.find(account, KIND, name)
        if saved is None:
            self.running.add(name)
        elif saved["fingerprint"] != _fingerprint(body):
            raise ApiError(
                400,
                "idempotency_error",
                "Keys for idempotent requests can only be used with the same parameters they"
                f" were first used with. Try using a key other than '{key}' if you meant to"
                " execute a different request.",
            )
        return saved

    def end(self, account: str, key: str) -> None:
        self.running.discard(_name(account, key))

    def save(self, account: str, key: str, body: str, status: int, answer: Any) -> None:
        now = self.books.clock.now()
        self.books.add(
            account,
            {
                "id": _name(account, key),
                "object": KIND,
                "created": now,
                "fingerprint": _fingerprint(body),
                "status": status,
                "answer": answer,
                "_due": [now + REMEMBERED_SECONDS, "forget_key"],
            },
        )

    def forget(self, account: str, key: str) -> None:
        saved = self.books.find(account, KIND, _name(account, key))
        if saved is not None:
            self.books.remove(saved)


def _name(account: str, key: str) -> str:
    return f"key:{account}:{key}"


def _fingerprint(body: str) -> str:
    return hashlib.sha256(body.encode()).hexdigest()
