"""One answer of somebody else's server: with patience, and with limits to it."""

import http.client
import ipaddress
import socket
import time
import urllib.error
import urllib.request
from typing import IO, Any
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from providers.feed.errors import FeedError, too_large_text
from providers.feed.packing import MAX_BYTES, read_json

READ_TIMEOUT = 30  # seconds
MAX_SILENCES = 10  # READ_TIMEOUTs that the whole may take: a trickle is an end too
RETRY_DELAYS = (1.0, 4.0)  # before the second try and the third
MAX_RETRY_DELAY = 30.0
TRANSIENT_STATUSES = frozenset({429, 500, 502, 503, 504})
GONE_STATUSES = frozenset({404, 410})

pause = time.sleep


class _TransientError(Exception):
    """A fault that may be over in a moment. `after` is how long the server asks us to wait."""

    def __init__(self, error: FeedError, after: float = 0.0) -> None:
        super().__init__(str(error))
        self.error, self.after = error, after


def fetch(address: str, *, seconds: float = READ_TIMEOUT, max_bytes: int = MAX_BYTES) -> Any:
    """The JSON at an address. Tried three times, where a fault may pass; then FeedError."""
    for delay in (*RETRY_DELAYS, None):
        try:
            return read_json(_body(address, seconds, max_bytes), address)
        except _TransientError as fault:
            if delay is None:
                raise fault.error from fault
            pause(min(max(delay, fault.after), MAX_RETRY_DELAY))
    raise AssertionError("the last try gives an answer or a reason")


def _body(address: str, seconds: float, max_bytes: int) -> bytes:
    request = urllib.request.Request(address, headers={"Accept": "application/json"})
    try:
        with _opener().open(request, timeout=seconds) as response:
            return _read(response, address, seconds, max_bytes)
    except urllib.error.HTTPError as error:
        raise _error_of(error, address) from error
    except (OSError, http.client.HTTPException) as error:
        no_answer = FeedError(
            _("%(where)s did not answer.") % {"where": address}, _("there was no answer")
        )
        raise _TransientError(no_answer) from error
    except ValueError as error:
        raise FeedError(_("%(where)s is no web address.") % {"where": address}) from error


def _read(
    response: http.client.HTTPResponse, address: str, seconds: float, max_bytes: int
) -> bytes:
    until, parts, size = time.monotonic() + MAX_SILENCES * seconds, [], 0
    while part := response.read1(1_000_000):
        parts.append(part)
        size += len(part)
        if size > max_bytes:
            raise FeedError(too_large_text(address), _("it is too large to read"))
        if time.monotonic() > until:
            raise FeedError(
                _("%(where)s is too slow to read.") % {"where": address},
                _("it is too slow to read"),
            )
    if response.length:  # it promised more than it sent
        raise http.client.IncompleteRead(b"")
    return b"".join(parts)


def _error_of(error: urllib.error.HTTPError, address: str) -> Exception:
    with error:
        feed_error = FeedError(
            _("%(where)s answered with an error: %(code)d.")
            % {"where": address, "code": error.code},
            _("its answer was an error: %(code)d") % {"code": error.code},
            is_gone=error.code in GONE_STATUSES,
        )
        retry_after = error.headers.get("Retry-After", "") if error.headers else ""
    if error.code in TRANSIENT_STATUSES:
        return _TransientError(
            feed_error,
            float(retry_after) if retry_after.isascii() and retry_after.isdecimal() else 0.0,
        )
    return feed_error


class _PublicRedirectHandler(urllib.request.HTTPRedirectHandler):
    """A server may send us on, but not into the network that this machine stands in."""

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: http.client.HTTPMessage,
        newurl: str,
    ) -> urllib.request.Request | None:
        if not _may_redirect(req.full_url, newurl):
            raise FeedError(
                _("%(where)s leads to an address that is not on the open web.")
                % {"where": req.full_url},
                _("it leads to an address that is not on the open web"),
            )
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _may_redirect(address: str, new_address: str) -> bool:
    if _host_and_port(address) == _host_and_port(new_address):
        return True
    host, port = _host_and_port(new_address)
    try:
        addresses = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError:
        return False
    return all(
        ipaddress.ip_address(str(socket_address[0]).split("%")[0]).is_global
        for *_, socket_address in addresses
    )


def _host_and_port(address: str) -> tuple[str, int]:
    parts = urlsplit(address)
    return (parts.hostname or "").lower(), parts.port or (443 if parts.scheme == "https" else 80)


def _opener() -> urllib.request.OpenerDirector:
    """Web addresses only: a redirect cannot make us read a file of this machine."""
    opener = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.HTTPHandler,
        urllib.request.HTTPSHandler,
        _PublicRedirectHandler,
        urllib.request.HTTPDefaultErrorHandler,
        urllib.request.HTTPErrorProcessor,
    ):
        opener.add_handler(handler())
    return opener
