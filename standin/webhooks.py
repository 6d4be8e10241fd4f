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

from standin.books import Thing, public
from standin.faults import FaultKind, Faults

TIMEOUT_SECONDS = 10
TRIED_AGAIN_AFTER = (0.5, 1, 2, 4, 8, 16, 32, 60, 60, 60, 60, 60)

Send = Callable[[str, str, str], bool]


def sign(payload: str, secret: str, at: int | None = None) -> str:
    """The `Stripe-Signature` header of that body."""
    moment = int(time.time()) if at is None else at
    digest = hmac.new(secret.encode(), f"{moment}.{payload}".encode(), sha256).hexdigest()
    return f"t={moment},v1={digest}"


def body(event: Thing) -> str:
    return json.dumps(public(event), indent=2)


class Postman:
    """A thread that delivers events in order, unless a fault says otherwise."""

    def __init__(self, url: str, secret: str, faults: Faults, send: Send | None = None) -> None:
        self.url = url
        self.secret = secret
        self.faults = faults
        self.send = send or _send
        self.bag: list[tuple[float, int, str, int]] = []
        self.order = count()
        self.wake = threading.Condition()
        self.stopped = False
        self.thread = threading.Thread(target=self._round, name="webhooks", daemon=True)
        self.thread.start()

    def take(self, events: list[Thing]) -> None:
        for event in events:
            for wait in self._waits(event["type"]):
                self._put(wait, body(event), 0)

    def _waits(self, what: str) -> list[float]:
        """Seconds before each delivery of one event: none when dropped, two when doubled."""
        fault = self.faults.take(f"webhooks.{what}", of_webhooks=True)
        if fault is None:
            return [0]
        if fault.fault is FaultKind.DROP:
            return []
        if fault.fault is FaultKind.DUPLICATE:
            return [0, 0]
        if fault.fault is FaultKind.DELAY:
            return [fault.seconds]
        return [self.faults.dice.random() * fault.seconds]

    def _put(self, wait: float, payload: str, tries: int) -> None:
        with self.wake:
            heapq.heappush(self.bag, (time.monotonic() + wait, next(self.order), payload, tries))
            self.wake.notify()

    def _round(self) -> None:
        while (job := self._next()) is not None:
            payload, tries = job
            delivered = self.send(self.url, payload, sign(payload, self.secret))
            if not delivered and tries < len(TRIED_AGAIN_AFTER):
                self._put(TRIED_AGAIN_AFTER[tries], payload, tries + 1)

    def _next(self) -> tuple[str, int] | None:
        with self.wake:
            while not self.stopped:
                if self.bag and self.bag[0][0] <= time.monotonic():
                    _, _, payload, tries = heapq.heappop(self.bag)
                    return payload, tries
                self.wake.wait(self.bag[0][0] - time.monotonic() if self.bag else None)
        return None

    def stop(self) -> None:
        with self.wake:
            self.stopped = True
            self.wake.notify()
        self.thread.join(TIMEOUT_SECONDS)


def _send(url: str, payload: str, signature: str) -> bool:
    """True when the other side said 2xx; a redirect is a no, as it is to the processor."""
    parts = urlsplit(url)
    connection = HTTPConnection(parts.hostname or "", parts.port, timeout=TIMEOUT_SECONDS)
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
