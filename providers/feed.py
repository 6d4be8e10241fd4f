"""Reading an Open Referral UK feed: a file or an address, either envelope, or a bare list.

The only place where supply listens to the outside. What it gives is still as messy as it came.
"""

import json
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from django.utils.translation import gettext as _

SECONDS = 30
MOST_BYTES = 200_000_000
MOST_PAGES = 10_000


class FeedStopped(Exception):
    """The feed could not be read, or no further, in a sentence."""


@dataclass(frozen=True)
class Page:
    """Some rows of a feed. `total` is how many it says it has in all, where it says so; `is_last`
    when nothing comes after, so that what was not seen is known to be gone."""

    rows: list[Any]
    total: int | None
    is_last: bool
    is_first: bool | None = None


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
    """Each page of a feed, in order. FeedStopped when one cannot be read: those before it stand."""
    if urlsplit(where).scheme in ("http", "https"):
        yield from _pages_at(where)
    else:
        yield _page_from(_read_file(where))


def _read_file(where: str) -> Any:
    path = Path(where)
    try:
        if path.stat().st_size > MOST_BYTES:
            raise FeedStopped(_("%(where)s is too large to read.") % {"where": where})
        return _json(path.read_bytes(), where)
    except OSError as error:
        raise FeedStopped(
            _("%(where)s cannot be opened: %(why)s.") % {"where": where, "why": error.strerror}
        ) from error


def _pages_at(address: str) -> Iterator[Page]:
    """By `page=N`. Feeds count from 1, and some from 0: those say that page 1 is not the first."""
    page = _page_from(_fetch(_with_page(address, 1)))
    number = 1
    if page.is_first is False:
        page, number = _page_from(_fetch(_with_page(address, 0))), 0
    for _turn in range(MOST_PAGES):
        yield page
        if page.is_last:
            return
        number, before = number + 1, page.rows
        page = _page_from(_fetch(_with_page(address, number)))
        if page.rows and page.rows == before:
            raise FeedStopped(
                _("Page %(number)d repeats the one before it, so the rest cannot be read.")
                % {"number": number}
            )
    raise FeedStopped(_("There are more than %(most)d pages.") % {"most": MOST_PAGES})


def _with_page(address: str, number: int) -> str:
    parts = urlsplit(address)
    query = [(key, value) for key, value in parse_qsl(parts.query) if key != "page"]
    return urlunsplit(parts._replace(query=urlencode([*query, ("page", number)])))


def _fetch(address: str) -> Any:
    request = urllib.request.Request(address, headers={"Accept": "application/json"})
    try:
        with _opener().open(request, timeout=SECONDS) as answer:
            body = answer.read(MOST_BYTES + 1)
    except urllib.error.HTTPError as error:
        raise FeedStopped(
            _("%(where)s answered with an error: %(code)d.")
            % {"where": address, "code": error.code}
        ) from error
    except (OSError, ValueError, urllib.error.URLError) as error:
        raise FeedStopped(_("%(where)s did not answer.") % {"where": address}) from error
    if len(body) > MOST_BYTES:
        raise FeedStopped(_("%(where)s is too large to read.") % {"where": address})
    return _json(body, address)


def _opener() -> urllib.request.OpenerDirector:
    """Web addresses only: a redirect cannot make us read a file of this machine."""
    opener = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.HTTPHandler,
        urllib.request.HTTPSHandler,
        urllib.request.HTTPRedirectHandler,
        urllib.request.HTTPDefaultErrorHandler,
        urllib.request.HTTPErrorProcessor,
    ):
        opener.add_handler(handler())
    return opener


def _json(body: bytes, where: str) -> Any:
    try:
        return json.loads(body.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise FeedStopped(
            _("%(where)s is not JSON, so it is no directory feed.") % {"where": where}
        ) from error


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
    raise FeedStopped(_("There is no list of services in it."))


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
