"""The core behind both mouths: one request in, one answer out.

`server.py` feeds it from HTTP, `inprocess.py` straight from the client library.
"""

import json
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from standin import (  # noqa: F401  the modules below register what they serve
    accounts,
    balances,
    capturing,
    checkout,
    customers,
    intents,
    payment_methods,
    payouts,
    reading,
    refunds,
    reversals,
    setup_intents,
    transfers,
)
from standin.agenda import catch_up
from standin.books import PLATFORM, Books, Thing, public
from standin.call import Call
from standin.clock import Clock
from standin.errors import ApiError, ConnectionLost, invalid
from standin.expand import expanded
from standin.faults import Fault, FaultKind, Faults
from standin.idempotency import Keys
from standin.ids import Ids
from standin.keeping import Keeper
from standin.parameters import decoded
from standin.routes import Route, find
from standin.webhooks import Postman

DAY = 24 * 60 * 60
TEST_KEYS = ("sk_test_", "rk_test_")


@dataclass(frozen=True)
class Request:
    method: str
    path: str
    form: str  # the body of a POST, the query of anything else
    headers: dict[str, str]  # names in lower case


@dataclass(frozen=True)
class Answer:
    status: int
    body: str
    headers: dict[str, str]


class Core:
    """`settle_days`: how long captured money is pending before it can be paid out."""

    def __init__(
        self,
        *,
        seed: int = 0,
        clock: Clock | None = None,
        keeper: Keeper | None = None,
        origin: str = "https://standin.invalid",
        settle_days: int = 3,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        self.clock = clock or Clock()
        self.books = Books(self.clock, Ids(seed), keeper)
        self.faults = Faults(seed)
        self.keys = Keys(self.books)
        self.origin = origin
        self.settle_days = settle_days
        self.pause = pause
        self.lock = threading.RLock()
        self.postman: Postman | None = None

    @property
    def events(self) -> list[Thing]:
        """Every event so far, oldest first, as it would be delivered."""
        with self.lock:
            things = self.books.everywhere.values()
            return [public(thing) for thing in things if thing["object"] == "event"]

    def handle(self, request: Request) -> Answer:
        """Raises ConnectionLost where a fault says so."""
        try:
            return self._answer(request)
        except ApiError as refusal:
            return _written(refusal.status, refusal.body)

    def work(self, act: Callable[[Call], Any], account: str = PLATFORM, **asked: Any) -> Any:
        """Do one thing in the books; a decline is kept too, though it raises."""
        with self.lock:
            call = self._call(account, **asked)
            try:
                catch_up(call)
                return act(call)
            finally:
                self.books.commit()
                if self.postman is not None:
                    self.postman.take(call.said)

    def post_to(self, url: str, secret: str) -> None:
        """Send events there from now on, signed with that secret."""
        self.stop_posting()
        self.postman = Postman(url, secret, self.faults)

    def stop_posting(self) -> None:
        if self.postman is not None:
            self.postman.stop()
            self.postman = None

    def advance(self, seconds: int) -> int:
        """Move the clock on and let time do its work; the new time."""
        with self.lock:
            self.clock.advance(seconds)
        self.work(lambda call: None)
        return self.clock.now()

    def _check_account(self, account: str) -> None:
        if account and self.books.find(PLATFORM, "account", account) is None:
            raise invalid(
                f"The provided key does not have access to account '{account}' (or that account"
                " does not exist).",
                status=403,
                code="account_invalid",
            )

    def _call(self, account: str, **asked: Any) -> Call:
        return Call(
            self.books,
            self.origin,
            self.clock.now(),
            account,
            settle_seconds=self.settle_days * DAY,
            **asked,
        )

    def _answer(self, request: Request) -> Answer:
        _check_key(request.headers.get("authorization", ""))
        route, keys = find(request.method, request.path)
        account = request.headers.get("stripe-account", PLATFORM)
        key = request.headers.get("idempotency-key", "") if request.method == "POST" else ""
        with self.lock:
            self._check_account(account)
            fault = self.faults.take(route.operation)
            _before_work(fault)
            if not key:
                saved = None
            else:
                if _is(fault, FaultKind.KEY_EXPIRED):
                    self.keys.forget(account, key)
                self.work(lambda call: None)
                saved = self.keys.begin(account, key, f"{request.path}?{request.form}")
        if saved is not None:
            return _finished(fault, _written(saved["status"], saved["answer"], replayed=True))
        try:
            return self._first_answer(request, route, keys, account, key, fault)
        finally:
            if key:
                self.keys.end(account, key)

    def _first_answer(
        self,
        request: Request,
        route: Route,
        keys: list[str],
        account: str,
        key: str,
        fault: Fault | None,
    ) -> Answer:
        given = decoded(request.form)
        arguments = route.arguments(given)
        if _is(fault, FaultKind.SERVER_ERROR):
            status, body = 500, _server_error()
        else:
            status, body = self._execute(route, keys, arguments, given, account, key)
            if _is(fault, FaultKind.SERVER_ERROR_AFTER):
                status, body = 500, _server_error()
        if fault is not None and fault.fault is FaultKind.SLOW:
            self.pause(fault.seconds)
        if key:
            with self.lock:
                self.keys.save(account, key, f"{request.path}?{request.form}", status, body)
                self.books.commit()
        return _finished(fault, _written(status, body))

    def _execute(
        self,
        route: Route,
        keys: list[str],
        arguments: dict[str, Any],
        given: dict[str, Any],
        account: str,
        key: str,
    ) -> tuple[int, Thing]:
        def act(call: Call) -> Thing:
            answer = route.handler(call, *keys, **arguments)
            if answer.get("object") == "list":
                answer = {**answer, "data": [public(thing) for thing in answer["data"]]}
            return expanded(self.books, public(answer), given.get("expand", []))

        with self.lock:
            request_id = self.books.ids.make("req")
            try:
                return 200, self.work(act, account, request_id=request_id, key=key or None)
            except ApiError as refusal:
                return refusal.status, refusal.body


def _check_key(authorization: str) -> None:
    key = authorization.removeprefix("Bearer ")
    if not key.startswith(TEST_KEYS):
        raise ApiError(
            401,
            "invalid_request_error",
            "The stand-in takes only pretend keys that start with sk_test_."
            " Never send it a real one.",
        )


def _before_work(fault: Fault | None) -> None:
    if _is(fault, FaultKind.LOST_REQUEST):
        raise ConnectionLost
    if _is(fault, FaultKind.RATE_LIMITED):
        raise invalid(
            "Too many requests made to the API too quickly", status=429, code="rate_limit"
        )


def _finished(fault: Fault | None, answer: Answer) -> Answer:
    if _is(fault, FaultKind.LOST_ANSWER):
        raise ConnectionLost
    return answer


def _is(fault: Fault | None, kind: FaultKind) -> bool:
    return fault is not None and fault.fault is kind


def _server_error() -> Thing:
    return {
        "error": {
            "type": "api_error",
            "message": "An unknown error occurred (the stand-in was asked to fail here).",
        }
    }


def _written(status: int, body: Thing, *, replayed: bool = False) -> Answer:
    headers = {"content-type": "application/json"}
    if replayed:
        headers["idempotent-replayed"] = "true"
    return Answer(status, json.dumps(body), headers)
