"""The core behind both ways in: one request in, one response out.

`http/server.py` feeds it from HTTP, `inprocess.py` straight from the client library.
"""

import json
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from standin.api.call import Call
from standin.api.errors import ApiError, ConnectionLost, invalid_request
from standin.api.expansion import expand_fields
from standin.api.idempotency import IdempotencyKeys
from standin.api.parameters import Params, decode_form
from standin.api.routes import Route, find_route
from standin.clock import DAY, Clock
from standin.faults import Fault, FaultKind, Faults
from standin.resources import (  # noqa: F401  these register what they serve
    accounts,
    balance_transactions,
    checkout_sessions,
    customers,
    payment_capture,
    payment_intents,
    payment_methods,
    payouts,
    refunds,
    retrieving,
)
from standin.store.ids import Ids
from standin.store.object_store import PLATFORM, ApiObject, ObjectStore, public_copy
from standin.store.schedule import run_due_jobs
from standin.store.sqlite_store import SqliteStore
from standin.webhooks import WebhookSender

TEST_KEY_PREFIXES = ("sk_test_", "rk_test_")


@dataclass(frozen=True)
class Request:
    method: str
    path: str
    form: str  # the body of a POST, the query of anything else
    headers: dict[str, str]  # names in lower case

    @property
    def account(self) -> str:
        return self.headers.get("stripe-account", PLATFORM)

    @property
    def idempotency_key(self) -> str:
        return self.headers.get("idempotency-key", "") if self.method == "POST" else ""

    @property
    def text(self) -> str:
        """What has to be the same again under the same key."""
        return f"{self.path}?{self.form}"


@dataclass(frozen=True)
class Response:
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
        sqlite: SqliteStore | None = None,
        origin: str = "https://standin.invalid",
        settle_days: int = 3,
        pause: Callable[[float], None] = time.sleep,
    ) -> None:
        self.clock = clock or Clock()
        self.store = ObjectStore(self.clock, Ids(seed), sqlite)
        self.faults = Faults(seed)
        self.idempotency_keys = IdempotencyKeys(self.store)
        self.origin = origin
        self.settle_days = settle_days
        self.pause = pause
        self.lock = threading.RLock()
        self.webhook_sender: WebhookSender | None = None

    @property
    def events(self) -> list[ApiObject]:
        """Every event so far, oldest first, as it would be delivered."""
        with self.lock:
            api_objects = self.store.by_id.values()
            return [public_copy(each) for each in api_objects if each["object"] == "event"]

    def handle(self, request: Request) -> Response:
        """Raises ConnectionLost where a fault says so."""
        try:
            return self._respond(request)
        except ApiError as error:
            return _response(error.status, error.body)

    def run(self, action: Callable[[Call], Any], account: str = PLATFORM, **options: Any) -> Any:
        """Do one thing in the store; a decline is kept too, though it raises."""
        with self.lock:
            call = self._call(account, **options)
            try:
                run_due_jobs(call)
                return action(call)
            finally:
                self.store.commit()
                if self.webhook_sender is not None:
                    self.webhook_sender.enqueue_events(call.events)

    def send_webhooks(self, url: str, secret: str) -> None:
        """Send events there from now on, signed with that secret."""
        self.stop_webhooks()
        self.webhook_sender = WebhookSender(url, secret, self.faults)

    def stop_webhooks(self) -> None:
        if self.webhook_sender is not None:
            self.webhook_sender.stop()
            self.webhook_sender = None

    def advance(self, seconds: int) -> int:
        """Move the clock on and let time do its work; the new time."""
        with self.lock:
            self.clock.advance(seconds)
        self.run(lambda call: None)
        return self.clock.now()

    def _check_account(self, account: str) -> None:
        if account and self.store.find(PLATFORM, "account", account) is None:
            raise invalid_request(
                f"The provided key does not have access to account '{account}' (or that account"
                " does not exist).",
                status=403,
                code="account_invalid",
            )

    def _call(self, account: str, **options: Any) -> Call:
        return Call(
            self.store,
            self.origin,
            self.clock.now(),
            account,
            settle_seconds=self.settle_days * DAY,
            **options,
        )

    def _respond(self, request: Request) -> Response:
        _check_api_key(request.headers.get("authorization", ""))
        route, ids = find_route(request.method, request.path)
        account, key = request.account, request.idempotency_key
        with self.lock:
            self._check_account(account)
            fault = self.faults.take_next(route.operation)
            _fail_before_work(fault)
            if not key:
                saved_answer = None
            else:
                if _is_kind(fault, FaultKind.KEY_EXPIRED):
                    self.idempotency_keys.forget(account, key)
                self.run(lambda call: None)
                saved_answer = self.idempotency_keys.begin(account, key, request.text)
        if saved_answer is not None:
            response = _response(saved_answer["status"], saved_answer["answer"], is_replay=True)
            return _fail_after_work(fault, response)
        try:
            return self._first_response(request, route, ids, fault)
        finally:
            if key:
                self.idempotency_keys.end(account, key)

    def _first_response(
        self, request: Request, route: Route, ids: list[str], fault: Fault | None
    ) -> Response:
        params = decode_form(request.form)
        arguments = route.arguments(params)
        if _is_kind(fault, FaultKind.SERVER_ERROR):
            status, body = 500, _server_error()
        else:
            status, body = self._execute(request, route, ids, arguments, params)
            if _is_kind(fault, FaultKind.SERVER_ERROR_AFTER):
                status, body = 500, _server_error()
        if fault is not None and fault.fault is FaultKind.SLOW:
            self.pause(fault.seconds)
        if request.idempotency_key:
            with self.lock:
                self.idempotency_keys.save(
                    request.account, request.idempotency_key, request.text, status, body
                )
                self.store.commit()
        return _fail_after_work(fault, _response(status, body))

    def _execute(
        self, request: Request, route: Route, ids: list[str], arguments: Params, params: Params
    ) -> tuple[int, ApiObject]:
        def answer_call(call: Call) -> ApiObject:
            answer = route.handler(call, *ids, **arguments)
            if answer.get("object") == "list":
                answer = {**answer, "data": [public_copy(each) for each in answer["data"]]}
            return expand_fields(self.store, public_copy(answer), params.get("expand", []))

        with self.lock:
            options = {
                "request_id": self.store.ids.make("req"),
                "idempotency_key": request.idempotency_key or None,
            }
            try:
                return 200, self.run(answer_call, request.account, **options)
            except ApiError as error:
                return error.status, error.body


def _check_api_key(authorization: str) -> None:
    api_key = authorization.removeprefix("Bearer ")
    if not api_key.startswith(TEST_KEY_PREFIXES):
        raise invalid_request(
            "The stand-in takes only pretend keys that start with sk_test_."
            " Never send it a real one.",
            status=401,
        )


def _fail_before_work(fault: Fault | None) -> None:
    if _is_kind(fault, FaultKind.LOST_REQUEST):
        raise ConnectionLost
    if _is_kind(fault, FaultKind.RATE_LIMITED):
        raise invalid_request(
            "Too many requests made to the API too quickly", status=429, code="rate_limit"
        )


def _fail_after_work(fault: Fault | None, response: Response) -> Response:
    if _is_kind(fault, FaultKind.LOST_ANSWER):
        raise ConnectionLost
    return response


def _is_kind(fault: Fault | None, kind: FaultKind) -> bool:
    return fault is not None and fault.fault is kind


def _server_error() -> ApiObject:
    return {
        "error": {
            "type": "api_error",
            "message": "An unknown error occurred (the stand-in was asked to fail here).",
        }
    }


def _response(status: int, body: ApiObject, *, is_replay: bool = False) -> Response:
    headers = {"content-type": "application/json"}
    if is_replay:
        headers["idempotent-replayed"] = "true"
    return Response(status, json.dumps(body), headers)
