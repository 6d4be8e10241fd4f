"""The pages of a feed, in order, in either envelope."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from django.utils.translation import gettext as _

from providers.feed.client import fetch
from providers.feed.errors import FeedError, too_large_text
from providers.feed.packing import MAX_BYTES, read_json

MAX_PAGES = 10_000


@dataclass(frozen=True)
class Page:
    """Some rows of a feed. `total` is how many it says it has in all, where it says so; `is_last`
    when nothing comes after, so that what did not come is known to be gone; `services` is the
    address of the list, under which each service has its own."""

    rows: list[Any]
    total: int | None
    is_last: bool
    is_first: bool | None = None
    services: str = ""


@dataclass(frozen=True)
class Envelope:
    """What one version calls the parts of a page."""

    rows: str
    total: str
    number: str
    pages: str
    first: str
    last: str


ENVELOPES = (
    Envelope("contents", "total_items", "page_number", "total_pages", "first_page", "last_page"),
    Envelope("content", "totalElements", "number", "totalPages", "first", "last"),
)


def pages(where: str) -> Iterator[Page]:
    """Each page of a feed, in order. FeedError when one cannot be read: those before it stand."""
    if urlsplit(where).scheme in ("http", "https"):
        yield from _pages_at(where)
    else:
        yield _page_from(_read_file(where))


def _read_file(where: str) -> Any:
    path = Path(where)
    try:
        if path.stat().st_size > MAX_BYTES:
            raise FeedError(too_large_text(where))
        return read_json(path.read_bytes(), where)
    except OSError as error:
        raise FeedError(
            _("%(where)s cannot be opened: %(why)s.") % {"where": where, "why": error.strerror}
        ) from error


def _pages_at(address: str) -> Iterator[Page]:
    """By `page=N`, from the first to the one that is the last."""
    address, page, first_number = _first_page(address)
    digests: set[bytes] = set()
    rows_before = 0
    for number in range(first_number, first_number + MAX_PAGES):
        _check_is_new(page, number, digests)
        _check_total(page, rows_before)
        rows_before += len(page.rows)
        yield replace(page, services=address)
        if page.is_last:
            return
        page = _page_from(fetch(_with_page(address, number + 1)))
    raise FeedError(_("There are more than %(most)d pages.") % {"most": MAX_PAGES})


def _first_page(address: str) -> tuple[str, Page, int]:
    """The address of the list, its first page, and what number that is. Feeds count from 1, and
    some from 0: those say that page 1 is not the first."""
    answer = fetch(_with_page(address, 1))
    if _is_front_page(answer):
        address = _services_under(address)
        answer = fetch(_with_page(address, 1))
    page = _page_from(answer)
    if page.is_first is False:
        return address, _page_from(fetch(_with_page(address, 0))), 0
    return address, page, 1


def _check_is_new(page: Page, number: int, digests: set[bytes]) -> None:
    """A server that leads in a circle is left, whatever it says of a last page."""
    digest = hashlib.sha256(json.dumps(page.rows, sort_keys=True).encode()).digest()
    if page.rows and digest in digests:
        raise FeedError(
            _("Page %(number)d repeats one before it, so the rest cannot be read.")
            % {"number": number}
        )
    digests.add(digest)


def _check_total(page: Page, rows_before: int) -> None:
    """A page that begins after the end that the feed names is not read."""
    if page.total is not None and rows_before > page.total:
        raise FeedError(
            _("It says it has %(total)d rows, and goes on giving more.") % {"total": page.total}
        )


def _is_front_page(answer: Any) -> bool:
    """Of the standard's API: it names its version and profile, and has no service itself."""
    return isinstance(answer, dict) and "openapi_url" in answer and "name" not in answer


def _services_under(address: str) -> str:
    parts = urlsplit(address)
    return urlunsplit(parts._replace(path=f"{parts.path.rstrip('/')}/services"))


def _with_page(address: str, number: int) -> str:
    parts = urlsplit(address)
    query = [(key, value) for key, value in parse_qsl(parts.query) if key != "page"]
    return urlunsplit(parts._replace(query=urlencode([*query, ("page", number)])))


def _page_from(answer: Any) -> Page:
    """A bare list, version 3's `contents`, version 1's `content`, or one service by itself."""
    if isinstance(answer, list):
        return Page(answer, len(answer), is_last=True)
    if isinstance(answer, dict):
        for envelope in ENVELOPES:
            if isinstance(answer.get(envelope.rows), list):
                return _enveloped(answer, envelope)
        if "id" in answer and "name" in answer:
            return Page([answer], None, is_last=True)
    raise FeedError(_("There is no list of services in it."))


def _enveloped(answer: dict, names: Envelope) -> Page:
    """The last page says so, or is numbered as the last, or has no rows."""
    rows, says_last = answer[names.rows], answer.get(names.last)
    number, of = answer.get(names.number), answer.get(names.pages)
    is_past_the_end = isinstance(number, int) and isinstance(of, int) and number >= of
    total, first = answer.get(names.total), answer.get(names.first)
    return Page(
        rows,
        total if isinstance(total, int) else None,
        is_last=says_last is True or not rows or (is_past_the_end and says_last is not False),
        is_first=first if isinstance(first, bool) else None,
    )
