"""One answer of somebody else's server: with patience, and with limits to it."""

import http.client
import ipaddress
import json
import socket
import time
import urllib.error
import urllib.request
from typing import Any
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

SECONDS = 30
MOST_BYTES = 200_000_000
LONGEST = 10  # times the seconds that one silence may last: a trickle is an end too
RETRY_DELAYS = (1.0, 4.0)  # before the second try and the third
MAX_RETRY_DELAY = 30.0
TRANSIENT_STATUSES = frozenset({429, 500, 502, 503, 504})
GONE_STATUSES = frozenset({404, 410})

pause = time.sleep


class FeedError(Exception):
    """The feed could not be read, or no further, in a sentence. `why` is the same without naming
    the address, to be counted; `is_gone` when it is only that this one thing is not there."""

    def __init__(self, sentence: str, why: str = "", *, is_gone: bool = False):
        super().__init__(sentence)
        self.why, self.is_gone = why or sentence, is_gone


class _TransientError(Exception):
    """A fault that may be over in a moment. `after` is how long the server asks us to wait."""

    def __init__(self, stopped: FeedError, after: float = 0.0):
        super().__init__(str(stopped))
        self.stopped, self.after = stopped, after


def fetch(address: str, *, seconds: float = SECONDS, most_bytes: int = MOST_BYTES) -> Any:
    """The JSON at an address. Tried three times, where a fault may pass; then FeedStopped."""
    for wait in (*RETRY_DELAYS, None):
        try:
            return read_json(_body(address, seconds, most_bytes), address)
        except _TransientError as fault:
            if wait is None:
                raise fault.stopped from fault
            pause(min(max(wait, fault.after), MAX_RETRY_DELAY))
    raise AssertionError("the last try gives an answer or a reason")


def read_json(body: bytes, where: str) -> Any:
    try:
        return json.loads(body.decode("utf-8-sig"))
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise FeedError(
            _("%(where)s is not JSON, so it is no directory feed.") % {"where": where},
            _("it is not JSON"),
        ) from error


def _body(address: str, seconds: float, most_bytes: int) -> bytes:
    request = urllib.request.Request(address, headers={"Accept": "application/json"})
    try:
        with _opener().open(request, timeout=seconds) as answer:
            return _read(answer, address, seconds, most_bytes)
    except urllib.error.HTTPError as error:
        raise _error_of(error, address) from error
    except (OSError, http.client.HTTPException) as error:
        silent = FeedError(
            _("%(where)s did not answer.") % {"where": address}, _("there was no answer")
        )
        raise _TransientError(silent) from error
    except ValueError as error:
        raise FeedError(_("%(where)s is no web address.") % {"where": address}) from error


def _read(answer, address: str, seconds: float, most_bytes: int) -> bytes:
    until, parts, size = time.monotonic() + LONGEST * seconds, [], 0
    while part := answer.read1(1_000_000):
        parts.append(part)
        size += len(part)
        if size > most_bytes:
            raise FeedError(too_large(address), _("it is too large to read"))
        if time.monotonic() > until:
            raise FeedError(
                _("%(where)s is too slow to read.") % {"where": address},
                _("it is too slow to read"),
            )
    if answer.length:  # it promised more than it sent
        raise http.client.IncompleteRead(b"")
    return b"".join(parts)


def too_large(where: str) -> str:
    return _("%(where)s is too large to read.") % {"where": where}


def _error_of(error: urllib.error.HTTPError, address: str) -> Exception:
    with error:
        stopped = FeedError(
            _("%(where)s answered with an error: %(code)d.")
            % {"where": address, "code": error.code},
            _("its answer was an error: %(code)d") % {"code": error.code},
            is_gone=error.code in GONE_STATUSES,
        )
        asks = error.headers.get("Retry-After", "") if error.headers else ""
    if error.code in TRANSIENT_STATUSES:
        return _TransientError(stopped, float(asks) if asks.isascii() and asks.isdecimal() else 0.0)
    return stopped


class _NotInside(urllib.request.HTTPRedirectHandler):
    """A server may send us on, but not into the network that this machine stands in."""

    def redirect_request(self, req, fp, code, msg, headers, newurl):
        if not _may_lead(req.full_url, newurl):
            raise FeedError(
                _("%(where)s leads to an address that is not on the open web.")
                % {"where": req.full_url},
                _("it leads to an address that is not on the open web"),
            )
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _may_lead(here: str, there: str) -> bool:
    if _door(here) == _door(there):
        return True
    host, port = _door(there)
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError:
        return False
    return all(
        ipaddress.ip_address(str(address[0]).split("%")[0]).is_global for *_, address in found
    )


def _door(address: str) -> tuple[str, int]:
    parts = urlsplit(address)
    return (parts.hostname or "").lower(), parts.port or (443 if parts.scheme == "https" else 80)


def _opener() -> urllib.request.OpenerDirector:
    """Web addresses only: a redirect cannot make us read a file of this machine."""
    opener = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.HTTPHandler,
        urllib.request.HTTPSHandler,
        _NotInside,
        urllib.request.HTTPDefaultErrorHandler,
        urllib.request.HTTPErrorProcessor,
    ):
        opener.add_handler(handler())
    return opener
