"""Addresses a hosted page may send somebody back to."""

from urllib.parse import urlsplit

from standin.api.errors import invalid_request, missing_param


def check_url(param: str, url: str | None) -> None:
    if not url:
        raise missing_param(param)
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise invalid_request("Not a valid URL", code="url_invalid", param=param)
