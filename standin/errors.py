"""Errors in the processor's own shape, so that the real client raises its own classes."""

from typing import Any


class ApiError(Exception):
    """An answer that is not a success. `fields` go into the `error` object as they are."""

    def __init__(self, status: int, kind: str, message: str, **fields: Any) -> None:
        super().__init__(message)
        self.status = status
        self.error = {"type": kind, "message": message, **fields}

    @property
    def body(self) -> dict[str, Any]:
        return {"error": self.error}


class ConnectionLost(Exception):
    """The connection closes without an answer; whether the work was done is not told."""


def invalid(message: str, *, status: int = 400, **fields: Any) -> ApiError:
    return ApiError(status, "invalid_request_error", message, **fields)


def no_such(kind: str, key: str, param: str = "id") -> ApiError:
    return invalid(f"No such {kind}: '{key}'", status=404, code="resource_missing", param=param)


def not_served(method: str, path: str) -> ApiError:
    return invalid(
        f"The stand-in does not serve {method} {path}. docs/processor.md lists what it serves.",
        status=404,
    )


def card_error(code: str, decline_code: str | None, message: str, **fields: Any) -> ApiError:
    told = {} if decline_code is None else {"decline_code": decline_code}
    return ApiError(402, "card_error", message, code=code, **told, **fields)
