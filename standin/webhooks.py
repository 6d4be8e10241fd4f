"""Webhooks: events signed and sent to one address, again until it says yes.

The time in the signature is real time, not the stand-in's clock: who checks it compares it with
their own watch.
"""

import heapq
import hmac
import json
import threading
import time
from collections.abc import Callable
from hashlib import sha256
from http.client import HTTPConnection, HTTPException
from itertools import count
from urllib.parse import urlsplit

from standin.faults import FaultKind, Faults
from standin.store.object_store import ApiObject, public_copy

SEND_TIMEOUT_SECONDS = 10
RETRY_DELAYS_SECONDS = (0.5, 1, 2, 4, 8, 16, 32, 60, 60, 60, 60, 60)

Send = Callable[[str, str, str], bool]  # url, payload, signature: was it taken?


def sign_payload(payload: str, secret: str, at: int | None = None) -> str:
    """The `Stripe-Signature` header of that body."""
    signed_at = int(time.time()) if at is None else at
    digest = hmac.new(secret.encode(), f"{signed_at}.{payload}".encode(), sha256).hexdigest()
    return f"t={signed_at},v1={digest}"


def event_payload(event: ApiObject) -> str:
    return json.dumps(public_copy(event), indent=2)


class WebhookSender:
    """A thread that delivers events in order, unless a fault says otherwise."""

    def __init__(
        self,
        url: str,
        secret: str,
        faults: Faults,
        send: Send | None = None,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self.url = url
        self.secret = secret
        self.faults = faults
        self.send = send or _send_webhook
        self.monotonic = monotonic
        self.queue: list[tuple[float, int, str, int]] = []  # (at, place, payload, tries)
        self.places = count()
        self.wakes = threading.Condition()
        self.is_stopped = False
        self.thread = threading.Thread(target=self._deliver_all, name="webhooks", daemon=True)
        self.thread.start()

    def enqueue_events(self, events: list[ApiObject]) -> None:
        for event in events:
            for delay in self._delays(event["type"]):
                self._enqueue(delay, event_payload(event), 0)

    def _delays(self, event_type: str) -> list[float]:
        """Seconds before each delivery of one event: none when dropped, two when doubled."""
        fault = self.faults.take_next(f"webhooks.{event_type}", of_webhooks=True)
        if fault is None:
            return [0]
        if fault.fault is FaultKind.DROP:
            return []
        if fault.fault is FaultKind.DUPLICATE:
            return [0, 0]
        if fault.fault is FaultKind.DELAY:
            return [fault.seconds]
        return [self.faults.dice.random() * fault.seconds]

    def _enqueue(self, delay: float, payload: str, tries: int) -> None:
        with self.wakes:
            heapq.heappush(
                self.queue, (self.monotonic() + delay, next(self.places), payload, tries)
            )
            self.wakes.notify()

    def _deliver_all(self) -> None:
        while (delivery := self._next_delivery()) is not None:
            payload, tries = delivery
            is_taken = self.send(self.url, payload, sign_payload(payload, self.secret))
            if not is_taken and tries < len(RETRY_DELAYS_SECONDS):
                self._enqueue(RETRY_DELAYS_SECONDS[tries], payload, tries + 1)

    def _next_delivery(self) -> tuple[str, int] | None:
        with self.wakes:
            while not self.is_stopped:
                if self.queue and self.queue[0][0] <= self.monotonic():
                    _, _, payload, tries = heapq.heappop(self.queue)
                    return payload, tries
                self.wakes.wait(self.queue[0][0] - self.monotonic() if self.queue else None)
        return None

    def stop(self) -> None:
        with self.wakes:
            self.is_stopped = True
            self.wakes.notify()
        self.thread.join(SEND_TIMEOUT_SECONDS)


def _send_webhook(url: str, payload: str, signature: str) -> bool:
    """True when the other side said 2xx; a redirect is a no, as it is to the processor."""
    parts = urlsplit(url)
    connection = HTTPConnection(parts.hostname or "", parts.port, timeout=SEND_TIMEOUT_SECONDS)
    try:
        connection.request(
            "POST",
            parts.path or "/",
            payload.encode(),
            {
                "Content-Type": "application/json; charset=utf-8",
                "Stripe-Signature": signature,
                "User-Agent": "standin",
            },
        )
        return 200 <= connection.getresponse().status < 300
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()
