"""The stand-in, spoken to in both ways it can be: in process and over HTTP."""

import threading
from collections.abc import Iterator
from functools import cached_property, partial
from urllib.parse import urlsplit

import pytest
import requests
import stripe

from standin import inprocess
from standin.clock import Clock
from standin.core import Core
from standin.hosted_pages.pages import Page, visit_page
from standin.http.server import Server
from standin.store.object_store import ApiObject
from tests.waits import TEST_WAIT_SECONDS

NINE_IN_MAY = 1_810_026_000  # a Wednesday in May 2027, nine in the morning UTC
DAY = 24 * 60 * 60


class Processor:
    """The stand-in as a test sees it: the real client, its hosted pages and, where it runs in
    this process, its core."""

    def __init__(self, core: Core | None, base: str = "") -> None:
        self._core = core
        self.base = base

    @property
    def core(self) -> Core:
        assert self._core is not None, "it runs in a process of its own"
        return self._core

    @cached_property
    def v1(self) -> stripe.V1Services:
        """The real client, which does not try again by itself."""
        return self.client(max_network_retries=0).v1

    def client(self, **options) -> stripe.StripeClient:
        if self.base:
            return stripe.StripeClient(
                inprocess.API_KEY, base_addresses={"api": self.base}, **options
            )
        return inprocess.client(self.core, **options)

    def objects(self, kind: str, account: str = "") -> list[ApiObject]:
        return self.core.store.objects(account, kind)

    def open(self, url: str) -> Page:
        return self._visit("GET", url, "")

    def press(self, url: str, form: str) -> Page:
        return self._visit("POST", url, form)

    def _visit(self, method: str, url: str, form: str) -> Page:
        path = urlsplit(url).path
        if not self.base:
            page = visit_page(self.core, method, path, form)
            assert page is not None
            return page
        response = requests.request(
            method,
            self.base + path,
            data=form,
            headers={"Content-Type": "application/x-www-form-urlencoded"},
            allow_redirects=False,
            timeout=TEST_WAIT_SECONDS,
        )
        location = response.headers.get("Location", "")
        return Page(response.status_code, response.text, location)


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
    return processor.v1
