"""Addresses a hosted page may send somebody back to."""

from urllib.parse import urlsplit

from standin.errors import invalid
from standin.parameters import missing


def check_url(name: str, url: str | None) -> None:
    if not url:
        raise missing(name)
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise invalid("Not a valid URL", code="url_invalid", param=name)
