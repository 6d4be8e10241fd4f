"""The stand-in, spoken to in both ways it can be: in process and over HTTP."""

import threading
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from urllib.parse import urlsplit

import pytest
import requests
import stripe

from standin import hosted, inprocess
from standin.clock import Clock
from standin.core import Core
from standin.server import Server

NINE_IN_MAY = 1_810_026_000  # a Wednesday in May 2027, nine in the morning UTC
DAY = 24 * 60 * 60


@dataclass
class Processor:
    """The stand-in as a test sees it: its core, the real client, and its hosted pages."""

    core: Core
    base: str = ""

    def client(self, **options) -> stripe.StripeClient:
        if self.base:
            return stripe.StripeClient(inprocess.KEY, base_addresses={"api": self.base}, **options)
        return inprocess.client(self.core, **options)

    def open(self, url: str) -> hosted.Page:
        return self._visit("GET", url, "")

    def press(self, url: str, form: str) -> hosted.Page:
        return self._visit("POST", url, form)

    def _visit(self, method: str, url: str, form: str) -> hosted.Page:
        path = urlsplit(url).path
        if not self.base:
            return hosted.visit(self.core, method, path, form)
        answer = requests.request(
            method,
            self.base + path,
            data=form,
            headers={"Content-Type": "application/x-www-form-urlencoded"},
            allow_redirects=False,
            timeout=5,
        )
        return hosted.Page(answer.status_code, answer.text, answer.headers.get("Location", ""))


@pytest.fixture
def core() -> Core:
    return Core(seed=7, clock=Clock(lambda: NINE_IN_MAY), pause=lambda seconds: None)


@pytest.fixture
def served(core) -> Iterator[Processor]:
    server = Server(core)
    thread = threading.Thread(target=partial(server.serve_forever, poll_interval=0.01))
    thread.start()
    yield Processor(core, server.origin)
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(params=["in process", "over http"])
def processor(request, core) -> Processor:
    if request.param == "over http":
        return request.getfixturevalue("served")
    return Processor(core)


@pytest.fixture
def v1(processor):
    """The real client, which does not try again by itself."""
    return processor.client(max_network_retries=0).v1
