"""What every page of a journey must hold, whoever is on it.

Every page: one h1, the way to say that one is worried, that nobody watches, no banned word.
In a browser also: a title, and no sideways scrolling at 320 px. With scripts, the first time that a
page has these parts: axe, no sideways scrolling at 1280 px, pictures, and at the end of the journey
its HTML is validated. Without scripts it is the same HTML.
"""

from urllib.parse import urlsplit

from django.urls import Resolver404, resolve
from playwright.sync_api import Page

from frontend.words import lists
from tests.frontend.browser import faults_in_view, faults_of_html, look_over

from .at_a_keyboard import Keyboard
from .form_client import FormClient

WORRIED = "I am worried about someone"
NOBODY_WATCHES = "Nobody watches this page all the time."
EVERYWHERE = lists.read_rules(*lists.LISTS_FOR_EVERYWHERE)
FOR_PROVIDERS = lists.read_rules(*lists.LISTS_FOR_PROVIDERS)
PARTS = """[...new Set([...document.body.querySelectorAll("*")].map(
  (part) => `${part.tagName} ${part.getAttribute("class")} ${part.getAttribute("type")}`
))]"""

# Pages that this process has looked over, by what they consist of; words and numbers aside.
looked_over: set[tuple[str, frozenset[str]]] = set()


class Looks:
    """The pages of one journey. How one looks that is looked over is kept, under a name that tells
    its turn.

    `in_all` is False where the words of a page are enough.
    """

    def __init__(self, journey: str, site: str, *, in_all: bool) -> None:
        self.journey, self.site, self.in_all = journey, site, in_all
        self.names: list[str] = []
        self.routes: set[str] = set()
        self.faults: list[str] = []

    def at(self, hands: Keyboard | FormClient) -> None:
        if not hands.url.startswith(self.site):
            return  # the card company's own page
        route = _route(hands.url)
        self.routes.add(route)
        self._hold(route, hands)
        if isinstance(hands, Keyboard):
            self.faults += [f"{route}: {fault}" for fault in faults_in_view(hands.page)]
            if self.in_all:
                self._look_over(route, hands.page)

    def _hold(self, route: str, hands: Keyboard | FormClient) -> None:
        text = hands.text()
        if hands.count("h1") != 1:
            self.faults.append(f"{route}: not one h1")
        for words in (WORRIED, NOBODY_WATCHES):
            if words not in text:
                self.faults.append(f"{route}: does not say “{words}”")
        rules = EVERYWHERE + (FOR_PROVIDERS if "/provide/" in hands.url else [])
        self.faults += [
            f"{route}: “{rule.words}” breaks {rule.name}: {_where(rule, text)}"
            for rule in rules
            if rule.is_broken_by(text)
        ]

    def _look_over(self, route: str, page: Page) -> None:
        parts = (route, frozenset(page.evaluate(PARTS)))
        if parts in looked_over:
            return
        looked_over.add(parts)
        self.names.append(f"{self.journey}-{len(self.names) + 1:02d}-{route}")
        try:
            look_over(page, self.names[-1])
        except AssertionError as found:
            self.faults += str(found).splitlines()

    def are_all_right(self) -> None:
        """At the end: nothing was found on any page, and the HTML of all is valid."""
        faults = list(dict.fromkeys(self.faults))
        if self.names:
            faults += faults_of_html(*self.names)
        assert not faults, "\n".join(faults)


def _route(url: str) -> str:
    try:
        return resolve(urlsplit(url).path).url_name or "page"
    except Resolver404:
        return "not-found"


def _where(rule: lists.Rule, text: str) -> str:
    match = rule.pattern.search(text)
    return text[max(match.start() - 40, 0) : match.end() + 40] if match else ""
