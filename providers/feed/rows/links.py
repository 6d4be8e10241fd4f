"""A web address as people write it, as one we may link to; or none."""

import re
from urllib.parse import urlsplit

from providers.feed.rows.contacts import has_contact
from providers.feed.rows.text import INVISIBLE_PATTERN

MAX_ADDRESS_CHARS = 500
HOST_PATTERN = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24}", re.IGNORECASE)
SCHEME_PATTERN = re.compile(r"(https?)\s*:\s*/*", re.IGNORECASE)


def parse_web_address(raw: object) -> str:
    """ "www.example.org" -> "https://www.example.org"; "http:www…" is mended; what is not http or
    https, names a person's mailbox or number, or has no real host, is ""."""
    if not isinstance(raw, str):
        return ""
    text = INVISIBLE_PATTERN.sub("", raw).replace("\xa0", " ").strip()
    if not text or len(text) > MAX_ADDRESS_CHARS or re.search(r"\s", text):
        return ""
    scheme = SCHEME_PATTERN.match(text)
    rest = text[scheme.end() :] if scheme else text
    if re.match(r"[a-z][a-z0-9+.-]*:(?!\d)", rest, re.IGNORECASE):
        return ""
    address = f"{scheme[1].lower() if scheme else 'https'}://{rest}"
    try:
        parts = urlsplit(address)
        port = parts.port
    except ValueError:
        return ""
    if parts.username or port or not HOST_PATTERN.fullmatch(parts.hostname or ""):
        return ""
    if has_contact(address) or re.search(r"[<>\"`\\\x00-\x1f\x7f]", address):
        return ""
    return address
