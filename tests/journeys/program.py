"""Somebody's program: bearer token in hand, no page, no cookie. It remembers what it called.

    ann.posts("/groups/", name="Tuesday people", …)
    ann.gets("/pools/1/")
    ann.is_refused("POST", "/pools/", offer_id=7, closes_on="2027-06-01")

A field that Python keeps for itself, or a list as the whole of what is sent, goes as `sent=`.
"""

import json
import re
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from knox.models import AuthToken

from community.people.models.logins import Login
from tests.waits import TEST_WAIT_SECONDS

WORDS = {"code", "message", "field", "next_step"}


@dataclass
class Program:
    """`acting_for` is the id of the person each call is made for, if it is not one's own life."""

    site: str
    login: Login | None
    acting_for: str = ""
    called: set[tuple[str, str]] = field(default_factory=set)

    def __post_init__(self):
        self.token = AuthToken.objects.create(user=self.login)[1] if self.login else ""

    def gets(self, path: str, **asked) -> Any:
        return self._read("GET", path + (f"?{urlencode(asked)}" if asked else ""))

    def posts(self, path: str, **sent) -> Any:
        return self._read("POST", path, sent)

    def puts(self, path: str, **sent) -> Any:
        return self._read("PUT", path, sent)

    def patches(self, path: str, **sent) -> Any:
        return self._read("PATCH", path, sent)

    def deletes(self, path: str) -> Any:
        return self._read("DELETE", path)

    def fetches(self, path: str, **asked) -> bytes:
        """A file, as it comes."""
        status, body = self._call("GET", path + (f"?{urlencode(asked)}" if asked else ""))
        assert status == 200, (path, status, body[:300])
        return body

    def is_refused(self, method: str, path: str, status: int = 409, **sent) -> dict:
        """The answer to a call that must not succeed: why not, and what to do instead."""
        answered, body = self._call(method, path, None if method == "GET" else sent)
        told: dict = json.loads(body)
        assert (answered, set(told) - {"errors"}) == (status, WORDS), (path, answered, told)
        assert told["code"] and told["message"], told
        if status == 409:
            assert told["next_step"] or told["field"], told
        return told

    def _read(self, method: str, path: str, sent: dict | None = None) -> Any:
        status, body = self._call(method, path, sent)
        assert 200 <= status < 300, (method, path, status, body[:500].decode())
        self.called.add((method, path.partition("?")[0]))
        read = json.loads(body) if body else None
        # A long list comes by the page; none in a journey is longer than one.
        return read["results"] if isinstance(read, dict) and "results" in read else read

    def _call(self, method: str, path: str, sent: dict | None = None) -> tuple[int, bytes]:
        headers = {"Content-Type": "application/json"}
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        if self.acting_for:
            headers["X-Acting-For"] = self.acting_for
        request = urllib.request.Request(
            f"{self.site}/api{path}",
            data=None if sent is None else json.dumps(sent, default=str).encode(),
            headers=headers,
            method=method,
        )
        try:
            with urllib.request.urlopen(request, timeout=TEST_WAIT_SECONDS) as answer:
                return answer.status, answer.read()
        except urllib.error.HTTPError as error:
            return error.code, error.read()


class _Stays(urllib.request.HTTPRedirectHandler):
    """Where a page would send the browser next is not gone to."""

    def redirect_request(self, *_args):
        return None


def on_hosted_page(url: str, **pressed: str) -> str:
    """What somebody presses on the card company's page; gives where that leads back to."""
    with urllib.request.urlopen(url, timeout=TEST_WAIT_SECONDS) as page:
        form = page.url
    try:
        urllib.request.build_opener(_Stays).open(
            form, urlencode(pressed).encode(), TEST_WAIT_SECONDS
        ).close()
    except urllib.error.HTTPError as moved:
        with moved:
            return moved.headers["Location"]
    raise AssertionError(f"pressing {pressed} leads nowhere at {form}")


def not_described(called: set[tuple[str, str]], schema: dict) -> list[str]:
    """The calls that the API's own description does not have."""
    described = [
        (method.upper(), re.compile(re.sub(r"\\\{[^}]*\\\}", "[^/]+", re.escape(path)) + "$"))
        for path, methods in schema["paths"].items()
        for method in methods
    ]
    return [
        f"{method} {path}"
        for method, path in sorted(called)
        if not any(method == known and here.match("/api" + path) for known, here in described)
    ]
