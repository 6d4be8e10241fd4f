"""The pretend card processor as the demo needs it: there while loading, pressed like a browser
would, and on the same day as we are. With a real processor none of this is done."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from http.client import HTTPConnection, HTTPException, HTTPResponse
from urllib.parse import parse_qs, urlencode, urlsplit

from django.conf import settings

from standin.core import Core
from standin.http.server import Server
from standin.store.sqlite_store import SqliteStore

TIMEOUT_SECONDS = 10
FORM = "application/x-www-form-urlencoded"


class PageDidNotLead(Exception):
    """A page of the pretend processor's did not lead where it always does."""


def is_pretend() -> bool:
    """Is the processor of these settings ours, and does it answer?"""
    if urlsplit(settings.STRIPE_API_BASE).hostname not in ("127.0.0.1", "localhost"):
        return False
    with suppress(OSError, HTTPException):
        return _ask("GET", "/_standin/health").status == 200
    return False


@contextmanager
def at_hand() -> Iterator[bool]:
    """Whether cards can be used while this lasts. Where the pretend processor is not up yet, it
    runs in a thread of ours, which cannot outlive us, and keeps all in the file it will find."""
    if is_pretend():
        yield True
        return
    base = urlsplit(settings.STRIPE_API_BASE)
    if base.hostname != "127.0.0.1":
        yield False
        return
    folder = settings.LOCAL_DIR / "processor"
    folder.mkdir(parents=True, exist_ok=True)
    sqlite = SqliteStore(str(folder / "state.json"))
    server = Server(Core(sqlite=sqlite), base.port or 80)
    thread = threading.Thread(target=partial(server.serve_forever, poll_interval=0.05))
    thread.start()
    try:
        yield True
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
        sqlite.close()


def set_processor_offset(seconds: int) -> None:
    """Its day is ours: so many seconds ahead of real time."""
    answer = _ask(
        "POST", "/_standin/clock", json.dumps({"offset_seconds": seconds}), "application/json"
    )
    if answer.status != 200:
        raise PageDidNotLead(f"the pretend processor's clock answered {answer.status}")


def choose_card(page_url: str, number: str) -> str:
    """Choose a pretend card on the card page; the session it leads back with."""
    back = _press(page_url, card=number)
    if urlsplit(back).path.startswith("/prove/"):
        back = _press(back, answer="yes")
    return parse_qs(urlsplit(back).query)["session"][0]


def finish_onboarding(link_url: str) -> None:
    """Tell the pretend processor all it asks of a provider."""
    answer = _ask("GET", urlsplit(link_url).path)
    _press(answer.getheader("Location", ""), how="finished")


def _press(url: str, **form: str) -> str:
    answer = _ask("POST", urlsplit(url).path, urlencode(form), FORM)
    location = answer.getheader("Location")
    if not location:
        raise PageDidNotLead(f"{urlsplit(url).path} answered {answer.status}")
    return location


def _ask(method: str, path: str, body: str | None = None, kind: str = FORM) -> HTTPResponse:
    base = urlsplit(settings.STRIPE_API_BASE)
    connection = HTTPConnection(base.hostname or "", base.port, timeout=TIMEOUT_SECONDS)
    try:
        connection.request(method, path, body, {"Content-Type": kind} if body else {})
        answer = connection.getresponse()
        answer.read()
        return answer
    finally:
        connection.close()
