"""The real client talking to the core with no network between: for fast tests."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import stripe

from standin.api.errors import ConnectionLost
from standin.core import Core, Request
from standin.hosted_pages.pages import Page, visit_page

API_KEY = "sk_test_standin"


class InProcess(stripe.HTTPClient):
    name = "standin"

    def __init__(self, core: Core) -> None:
        super().__init__()
        self.core = core

    def request(
        self,
        method: str,
        url: str,
        headers: Mapping[str, str] | None,
        post_data: Any = None,
        **_: Any,
    ) -> tuple[str, int, Mapping[str, str]]:
        parts = urlsplit(url)
        lower_case = {name.lower(): value for name, value in (headers or {}).items()}
        form = (post_data or "") if method.upper() == "POST" else parts.query
        try:
            response = self.core.handle(Request(method.upper(), parts.path, form, lower_case))
        except ConnectionLost:
            raise stripe.APIConnectionError("The connection was lost.", should_retry=True) from None
        return response.body, response.status, response.headers

    def _sleep_time_seconds(self, num_retries: int) -> float:
        return 0

    def close(self) -> None:
        pass


def client(core: Core, **options: Any) -> stripe.StripeClient:
    return stripe.StripeClient(API_KEY, http_client=InProcess(core), **options)


def press_button(core: Core, url: str, form: str) -> Page:
    """Send a form of a hosted page, as a browser would."""
    page = visit_page(core, "POST", urlsplit(url).path, form)
    if page is None:
        raise LookupError(f"No hosted page at {url}")
    return page


def save_card(core: Core, session_url: str, number: str) -> Page:
    """Choose a pretend card on the card page; answers “it is me” where a bank asks."""
    page = press_button(core, session_url, f"card={number}")
    if page.location.startswith("/prove/"):
        return press_button(core, page.location, "answer=yes")
    return page


def finish_onboarding(core: Core, link_url: str, outcome: str = "finished") -> Page:
    page = visit_page(core, "GET", urlsplit(link_url).path)
    if page is None or not page.location.startswith("/onboarding/"):
        raise LookupError(f"That link leads nowhere any more: {link_url}")
    return press_button(core, page.location, f"how={outcome}")
