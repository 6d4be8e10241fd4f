"""What every page of a journey must hold, whoever is on it.

Every page: one h1, the way to say that one is worried, that nobody watches, no banned word.
The first time a page is seen in a journey also: axe and no sideways scrolling at 320 and 1280 px,
pictures, and at the end of the journey the HTML of all of them is validated.
"""

import re
from urllib.parse import urlsplit

from django.urls import Resolver404, resolve

from frontend.words import lists
from tests.frontend.browser import faults_of_html, look_over

WORRIED = "I am worried about someone"
NOBODY_WATCHES = "Nobody watches this page all the time."
EVERYWHERE = lists.read_rules(*lists.LISTS_FOR_EVERYWHERE)
FOR_PROVIDERS = lists.read_rules(*lists.LISTS_FOR_PROVIDERS)


class Looks:
    """The pages of one journey: how each looks is kept once, under a name that tells its turn."""

    def __init__(self, journey: str, site: str):
        self.journey, self.site = journey, site
        self.seen: dict[tuple, str] = {}
        self.faults: list[str] = []

    def at(self, page) -> None:
        if not page.url.startswith(self.site):
            return  # the card company's own page
        route = self._route(page)
        text = page.locator("body").inner_text()
        self._hold(route, page, text)
        shown = (route, page.title(), *page.locator("main h2, main .cp-state").all_inner_texts())
        if shown not in self.seen:
            self.seen[shown] = name = f"{self.journey}-{len(self.seen) + 1:02d}-{route}"
            try:
                look_over(page, name)
            except AssertionError as found:
                self.faults += str(found).splitlines()

    def _route(self, page) -> str:
        try:
            return resolve(urlsplit(page.url).path).url_name or "page"
        except Resolver404:
            return "not-found"

    def _hold(self, route, page, text) -> None:
        if page.locator("h1").count() != 1:
            self.faults.append(f"{route}: not one h1")
        for words in (WORRIED, NOBODY_WATCHES):
            if words not in text:
                self.faults.append(f"{route}: does not say “{words}”")
        rules = EVERYWHERE + (FOR_PROVIDERS if "/provide/" in page.url else [])
        self.faults += [
            f"{route}: “{rule.words}” breaks {rule.name}: {_where(rule, text)}"
            for rule in rules
            if rule.is_broken_by(text)
        ]

    def are_all_right(self) -> None:
        """At the end: nothing was found on any page, and the HTML of all is valid."""
        faults = list(dict.fromkeys(self.faults)) + faults_of_html(*self.seen.values())
        assert not faults, "\n".join(faults)


def _where(rule, text) -> str:
    found = rule.pattern.search(text)
    around = text[max(found.start() - 40, 0) : found.end() + 40] if found else ""
    return re.sub(r"\s+", " ", around)
