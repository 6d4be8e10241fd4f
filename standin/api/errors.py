"""Errors in the processor's own shape, so that the real client raises its own classes."""

from typing import Any


class ApiError(Exception):
    """An answer that is not a success. `fields` go into the `error` object as they are."""

    def __init__(self, status: int, error_type: str, message: str, **fields: Any) -> None:
        super().__init__(message)
        self.status = status
        self.error = {"type": error_type, "message": message, **fields}

    @property
    def body(self) -> dict[str, Any]:
        return {"error": self.error}


class ConnectionLost(Exception):
    """The connection closes without an answer; whether the work was done is not told."""


def invalid_request(message: str, *, status: int = 400, **fields: Any) -> ApiError:
    return ApiError(status, "invalid_request_error", message, **fields)


def resource_missing(kind: str, id_: str, param: str = "id") -> ApiError:
    return invalid_request(
        f"No such {kind}: '{id_}'", status=404, code="resource_missing", param=param
    )


def unknown_route(method: str, path: str) -> ApiError:
    return invalid_request(
        f"The stand-in does not serve {method} {path}. docs/processor.md lists what it serves.",
        status=404,
    )


def unknown_param(name: str) -> ApiError:
    return invalid_request(
        f"Received unknown parameter: {name}", code="parameter_unknown", param=name
    )


def missing_param(name: str) -> ApiError:
    return invalid_request(f"Missing required param: {name}.", code="parameter_missing", param=name)


def unsupported_param(name: str) -> ApiError:
    return invalid_request(
        f"The stand-in does not keep the parameter {name}, though the processor knows it."
        " docs/processor.md says what it keeps.",
        code="parameter_unknown",
        param=name,
    )


def card_error(code: str, decline_code: str, message: str, **fields: Any) -> ApiError:
    return ApiError(402, "card_error", message, code=code, decline_code=decline_code, **fields)
