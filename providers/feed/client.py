"""One answer of a directory's server: with patience, and with limits to it."""

import time
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from community.common.outbound import Answer, Outbound, OutboundError
from providers.feed.errors import FeedError
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
    outbound = Outbound(
        max_bytes=max_bytes,
        seconds=MAX_SILENCES * seconds,
        silence=seconds,
        inner_hosts=settings.FEED_INNER_HOSTS,
    )
    for delay in (*RETRY_DELAYS, None):
        try:
            return read_json(_body(address, outbound), address)
        except _TransientError as fault:
            if delay is None:
                raise fault.error from fault
            pause(min(max(delay, fault.after), MAX_RETRY_DELAY))
    raise AssertionError("the last try gives an answer or a reason")


def _body(address: str, outbound: Outbound) -> bytes:
    try:
        answer = outbound.get(address)
    except OutboundError as error:
        feed_error = FeedError(str(error), str(error.why))
        if error.may_pass:
            raise _TransientError(feed_error) from error
        raise feed_error from error
    if 200 <= answer.status < 300:
        return answer.body
    raise _error_of(answer, address)


def _error_of(answer: Answer, address: str) -> Exception:
    feed_error = FeedError(
        _("%(where)s answered with an error: %(code)d.")
        % {"where": address, "code": answer.status},
        _("its answer was an error: %(code)d") % {"code": answer.status},
        is_gone=answer.status in GONE_STATUSES,
    )
    if answer.status not in TRANSIENT_STATUSES:
        return feed_error
    retry_after = answer.headers.get("retry-after", "")
    is_number = retry_after.isascii() and retry_after.isdecimal()
    return _TransientError(feed_error, float(retry_after) if is_number else 0.0)
