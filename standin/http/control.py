"""The stand-in's own handles, under /_standin/: its clock, its faults, what it holds."""

import json
from collections.abc import Callable
from html import escape
from typing import Any

from standin.api.errors import invalid_request
from standin.core import Core
from standin.hosted_pages import html
from standin.resources import balance_transactions
from standin.store.object_store import PLATFORM, public_copy

HIDDEN_KINDS = ("idempotency_key",)
MAX_PAYMENTS_SHOWN = 50


def health(core: Core, body: Any) -> Any:
    return {"ok": True}


def state(core: Core, body: Any) -> Any:
    """Everything held, by kind, then account: {"payment_intent": {"": [...]}}."""
    by_kind: dict[str, dict[str, list[Any]]] = {}
    with core.lock:
        for (account, kind), by_id in core.store.by_account_and_kind.items():
            if kind not in HIDDEN_KINDS:
                api_objects = [public_copy(api_object) for api_object in by_id.values()]
                by_kind.setdefault(kind, {})[account] = api_objects
    return by_kind


def read_clock(core: Core, body: Any) -> Any:
    return {"now": core.clock.now(), "offset": core.clock.offset}


def move_clock(core: Core, body: Any) -> Any:
    """{"advance_seconds": n} moves on by n; {"offset_seconds": n} moves to n ahead of real time."""
    if isinstance(body, dict) and "advance_seconds" in body:
        core.advance(_seconds(body, "advance_seconds"))
    elif isinstance(body, dict) and "offset_seconds" in body:
        core.advance(_seconds(body, "offset_seconds") - core.clock.offset)
    return read_clock(core, body)


def list_faults(core: Core, body: Any) -> Any:
    return core.faults.as_list()


def plan_faults(core: Core, body: Any) -> Any:
    """One, or a list of them."""
    with core.lock:
        for plan in body if isinstance(body, list) else [body]:
            if not isinstance(plan, dict):
                raise invalid_request("A fault is an object with `operation` and `fault`.")
            core.faults.plan(**plan)
        return core.faults.as_list()


def clear_faults(core: Core, body: Any) -> Any:
    with core.lock:
        core.faults.clear()
    return []


def set_webhooks(core: Core, body: Any) -> Any:
    """Where events go from now on: {"url": …, "secret": …}."""
    if not isinstance(body, dict) or not {"url", "secret"} <= set(body):
        raise invalid_request("Say `url` and `secret`.")
    core.send_webhooks(body["url"], body["secret"])
    return {"url": body["url"]}


def _seconds(body: dict[str, Any], name: str) -> int:
    if not isinstance(body[name], int):
        raise invalid_request(f"{name} is a whole number.", param=name)
    seconds: int = body[name]
    return seconds


CONTROL_HANDLERS: dict[tuple[str, str], Callable[[Core, Any], Any]] = {
    ("GET", "health"): health,
    ("GET", "state"): state,
    ("GET", "clock"): read_clock,
    ("POST", "clock"): move_clock,
    ("GET", "faults"): list_faults,
    ("POST", "faults"): plan_faults,
    ("DELETE", "faults"): clear_faults,
    ("POST", "webhooks"): set_webhooks,
}


def handle_control(core: Core, method: str, name: str, text: str) -> tuple[int, str]:
    """(status, JSON) of one of the handles."""
    handler = CONTROL_HANDLERS.get((method, name))
    if handler is None:
        raise invalid_request(f"No such handle: {method} /_standin/{name}", status=404)
    try:
        body = json.loads(text) if text else None
    except ValueError:
        raise invalid_request("That is not JSON.") from None
    return 200, json.dumps(handler(core, body))


def overview(core: Core) -> str:
    """A plain page for the curious: what the stand-in holds just now."""
    by_kind = state(core, None)
    counts = "".join(
        f"<tr><th scope='row'>{escape(kind)}</th><td>{sum(map(len, by_account.values()))}</td></tr>"
        for kind, by_account in sorted(by_kind.items())
    )
    intents = "".join(
        f"<tr><td>{escape(intent['id'])}</td><td>£{intent['amount'] / 100:.2f}</td>"
        f"<td>{escape(intent['status'])}</td></tr>"
        for intent in by_kind.get("payment_intent", {}).get(PLATFORM, [])[-MAX_PAYMENTS_SHOWN:]
    )
    accounts = "".join(
        f"<tr><td>{escape(account['id'])}</td>"
        f"<td>{_balance_text(core, account['id'], 'available')}</td>"
        f"<td>{_balance_text(core, account['id'], 'pending')}</td></tr>"
        for account in by_kind.get("account", {}).get(PLATFORM, [])
    )
    return html.page(
        "What the pretend processor holds",
        html.DEMO_NOTICE
        + _table("How many of each", ("What", "How many"), counts)
        + _table("The latest payments", ("Payment", "Amount", "State"), intents)
        + _table("Providers' accounts", ("Account", "Can be paid out", "Not yet"), accounts),
    )


def _balance_text(core: Core, account: str, status: str) -> str:
    pence = core.run(lambda call: balance_transactions.balance_pence(call, status), account)
    return f"£{pence / 100:.2f}"


def _table(title: str, heads: tuple[str, ...], rows: str) -> str:
    if not rows:
        return f"<h2>{title}</h2><p>None yet.</p>"
    cells = "".join(f"<th scope='col'>{head}</th>" for head in heads)
    return (
        f"<h2>{title}</h2><div class='wide' tabindex='0' role='region' aria-label='{title}'>"
        f"<table><thead><tr>{cells}</tr></thead><tbody>{rows}</tbody></table></div>"
    )
