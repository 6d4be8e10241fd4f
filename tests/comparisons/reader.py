"""What a person reads of a page, as a browser lays it out, without asking the server for it again.

A document that has a page's styles stays open, and each body is put into it: hidden words stay
hidden, a lost space is lost. Scripts are off, as every page must work without them.
"""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Route
from playwright.sync_api import Page as Tab

from tests.frontend.browser import chromium

READ_PAGE = Path(__file__).resolve().with_name("read_page.js").read_text()
STYLES_PATTERN = re.compile(r"<link\b[^>]*\bstylesheet\b[^>]*>|<style\b.*?</style>", re.DOTALL)
SHELL = "<!doctype html><html><head>{styles}</head><body></body></html>"
ADDRESS = "http://reader.invalid/"


@dataclass(frozen=True)
class Control:
    """Part of a form that is sent with it. `kind` is HTML's `type`."""

    name: str
    kind: str
    value: str = ""
    label: str = ""
    inputmode: str = ""
    is_chosen: bool = False
    options: tuple[str, ...] = ()


@dataclass(frozen=True)
class Form:
    """`action` is empty where it is sent to its own page."""

    action: str
    controls: tuple[Control, ...]

    @property
    def buttons(self) -> list[Control]:
        return [control for control in self.controls if control.kind in ("submit", "button")]


@dataclass(frozen=True)
class Reading:
    """`unspoken` is what is there and not in the text: alternatives, values, links, forms."""

    title: str
    text: str
    unspoken: tuple[str, ...]
    links: tuple[str, ...]
    forms: tuple[Form, ...]

    @cached_property
    def whole(self) -> str:
        return "\n".join([self.title, "", self.text, "", *self.unspoken])


@dataclass
class Reader:
    """`static` gives a stylesheet by its path."""

    browser: Browser
    static: Callable[[str], str]
    _tabs: dict[str, Tab] = field(default_factory=dict)

    def read(self, html: str) -> Reading:
        styles = "".join(STYLES_PATTERN.findall(html.partition("<body")[0]))
        if styles not in self._tabs:
            self._tabs[styles] = self._open(styles)
        return _reading(self._tabs[styles].evaluate(READ_PAGE, html))

    def _open(self, styles: str) -> Tab:
        tab = self.browser.new_page(java_script_enabled=False)
        tab.route("**/*", lambda route: self._answer(route, styles))
        tab.goto(ADDRESS)
        return tab

    def _answer(self, route: Route, styles: str) -> None:
        url = route.request.url
        if url == ADDRESS:
            route.fulfill(body=SHELL.format(styles=styles), content_type="text/html")
        elif ".css" in url:
            path = "/" + url.removeprefix(ADDRESS).partition("?")[0]
            route.fulfill(body=self.static(path), content_type="text/css")
        else:
            route.abort()


@contextmanager
def open_reader(static: Callable[[str], str]) -> Iterator[Reader]:
    with chromium() as browser:
        yield Reader(browser, static)


def _reading(answer: dict[str, Any]) -> Reading:
    return Reading(
        title=answer["title"],
        text=answer["text"],
        unspoken=tuple(answer["unspoken"]),
        links=tuple(answer["links"]),
        forms=tuple(_form(form) for form in answer["forms"]),
    )


def _form(form: dict[str, Any]) -> Form:
    controls = (
        Control(**control | {"options": tuple(control["options"])}) for control in form["controls"]
    )
    return Form(form["action"], tuple(controls))
