"""The stand-in's own handles, under /_standin/: its clock, its faults, what it holds."""

import json
from collections.abc import Callable
from html import escape
from typing import Any

from standin import balances, html
from standin.books import PLATFORM, public
from standin.core import Core
from standin.errors import invalid

NOT_SHOWN = ("idempotency_key",)


def health(core: Core, said: Any) -> Any:
    return {"ok": True}


def state(core: Core, said: Any) -> Any:
    """Everything held, by kind, then account: {"payment_intent": {"": [...]}}."""
    held: dict[str, dict[str, list[Any]]] = {}
    with core.lock:
        for (account, kind), shelf in core.books.shelves.items():
            if kind not in NOT_SHOWN:
                things = [public(thing) for thing in shelf.values()]
                held.setdefault(kind, {})[account] = things
    return held


def clock(core: Core, said: Any) -> Any:
    """{"advance_seconds": n} moves on by n; {"offset_seconds": n} moves to n ahead of real time."""
    if isinstance(said, dict) and "advance_seconds" in said:
        core.advance(_whole(said, "advance_seconds"))
    elif isinstance(said, dict) and "offset_seconds" in said:
        core.advance(_whole(said, "offset_seconds") - core.clock.offset)
    return {"now": core.clock.now(), "offset": core.clock.offset}


def faults(core: Core, said: Any) -> Any:
    with core.lock:
        for one in said if isinstance(said, list) else [said]:
            if not isinstance(one, dict):
                raise invalid("A fault is an object with `operation` and `fault`.")
            core.faults.plan(**one)
        return core.faults.as_list()


def no_faults(core: Core, said: Any) -> Any:
    with core.lock:
        core.faults.clear()
    return []


def webhooks(core: Core, said: Any) -> Any:
    """Where events go from now on: {"url": …, "secret": …}."""
    if not isinstance(said, dict) or not {"url", "secret"} <= set(said):
        raise invalid("Say `url` and `secret`.")
    core.post_to(said["url"], said["secret"])
    return {"url": said["url"]}


def _whole(said: dict[str, Any], name: str) -> int:
    if not isinstance(said[name], int):
        raise invalid(f"{name} is a whole number.", param=name)
    seconds: int = said[name]
    return seconds


HANDLES: dict[tuple[str, str], Callable[[Core, Any], Any]] = {
    ("GET", "health"): health,
    ("GET", "state"): state,
    ("GET", "clock"): clock,
    ("POST", "clock"): clock,
    ("GET", "faults"): lambda core, said: core.faults.as_list(),
    ("POST", "faults"): faults,
    ("DELETE", "faults"): no_faults,
    ("POST", "webhooks"): webhooks,
}


def handle(core: Core, method: str, name: str, sent: str) -> tuple[int, str]:
    """(status, JSON) of one of the handles."""
    act = HANDLES.get((method, name))
    if act is None:
        raise invalid(f"No such handle: {method} /_standin/{name}", status=404)
    try:
        said = json.loads(sent) if sent else None
    except ValueError:
        raise invalid("That is not JSON.") from None
    return 200, json.dumps(act(core, said))


def overview(core: Core) -> str:
    """A plain page for the curious: what the stand-in holds just now."""
    held = state(core, None)
    counts = "".join(
        f"<tr><th scope='row'>{escape(kind)}</th><td>{sum(map(len, by_account.values()))}</td></tr>"
        for kind, by_account in sorted(held.items())
    )
    intents = "".join(
        f"<tr><td>{escape(intent['id'])}</td><td>£{intent['amount'] / 100:.2f}</td>"
        f"<td>{escape(intent['status'])}</td></tr>"
        for intent in held.get("payment_intent", {}).get(PLATFORM, [])[-50:]
    )
    accounts = "".join(
        f"<tr><td>{escape(account['id'])}</td><td>{_pounds(core, account['id'], 'available')}</td>"
        f"<td>{_pounds(core, account['id'], 'pending')}</td></tr>"
        for account in held.get("account", {}).get(PLATFORM, [])
    )
    return html.page(
        "What the pretend processor holds",
        html.PRETEND
        + _table("How many of each", ("What", "How many"), counts)
        + _table("The latest payments", ("Payment", "Amount", "State"), intents)
        + _table("Providers' accounts", ("Account", "Can be paid out", "Not yet"), accounts),
    )


def _pounds(core: Core, account: str, status: str) -> str:
    return f"£{core.work(lambda call: balances.total(call, status), account) / 100:.2f}"


def _table(title: str, heads: tuple[str, ...], rows: str) -> str:
    if not rows:
        return f"<h2>{title}</h2><p>None yet.</p>"
    cells = "".join(f"<th scope='col'>{head}</th>" for head in heads)
    return (
        f"<h2>{title}</h2><div class='wide' tabindex='0' role='region' aria-label='{title}'>"
        f"<table><thead><tr>{cells}</tr></thead><tbody>{rows}</tbody></table></div>"
    )
