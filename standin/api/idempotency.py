"""Idempotency keys as the processor documents them.

The first answer under a key, good or bad, is the answer to every repeat with the same
parameters, until the key is forgotten 24 hours later. Parameters that fail validation and a
repeat that arrives while the first still runs save nothing.
"""

import hashlib
from typing import Any

from standin.api.errors import ApiError, invalid_request
from standin.clock import DAY
from standin.store.object_store import ApiObject, ObjectStore

KEY_VALID_FOR = DAY
MAX_KEY_CHARS = 255
KEY_KIND = "idempotency_key"


class IdempotencyKeys:
    def __init__(self, store: ObjectStore) -> None:
        self.store = store
        self.running_ids: set[str] = set()

    def begin(self, account: str, key: str, request_text: str) -> ApiObject | None:
        """The saved answer, or None when this request is the first; then it is running."""
        if len(key) > MAX_KEY_CHARS:
            raise invalid_request(
                f"Idempotency keys may be at most {MAX_KEY_CHARS} characters long."
            )
        id_ = _key_id(account, key)
        if id_ in self.running_ids:
            raise ApiError(
                409,
                "idempotency_error",
                "There is currently another in-progress request using this Idempotency-Key"
                f" ({key}). Please try again later.",
                code="idempotency_key_in_use",
            )
        saved_answer = self.store.find(account, KEY_KIND, id_)
        if saved_answer is None:
            self.running_ids.add(id_)
        elif saved_answer["fingerprint"] != _fingerprint(request_text):
            raise ApiError(
                400,
                "idempotency_error",
                "Keys for idempotent requests can only be used with the same parameters they"
                f" were first used with. Try using a key other than '{key}' if you meant to"
                " execute a different request.",
            )
        return saved_answer

    def end(self, account: str, key: str) -> None:
        self.running_ids.discard(_key_id(account, key))

    def save(self, account: str, key: str, request_text: str, status: int, answer: Any) -> None:
        now = self.store.clock.now()
        self.store.add(
            account,
            {
                "id": _key_id(account, key),
                "object": KEY_KIND,
                "created": now,
                "fingerprint": _fingerprint(request_text),
                "status": status,
                "answer": answer,
                "_due": [now + KEY_VALID_FOR, "forget_key"],
            },
        )

    def forget(self, account: str, key: str) -> None:
        saved_answer = self.store.find(account, KEY_KIND, _key_id(account, key))
        if saved_answer is not None:
            self.store.remove(saved_answer)


def _key_id(account: str, key: str) -> str:
    return f"key:{account}:{key}"


def _fingerprint(request_text: str) -> str:
    return hashlib.sha256(request_text.encode()).hexdigest()
