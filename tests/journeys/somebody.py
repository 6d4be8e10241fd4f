"""Somebody at a browser, with their hands on a keyboard and none on a mouse.

    ann.goes_to("/find/")
    ann.types("Where are you?", "ZZ1 1AA")
    ann.presses("Look")
    ann.reads("Near you first")

Whatever is pressed, ticked or typed in is first reached by the Tab key, or the step fails. Every
page that comes is looked at (see looks.py).
"""

import re
from datetime import date
from urllib.parse import urlsplit

from playwright.sync_api import Error, Locator, Page, expect

MOST_STOPS = 250
# How many stops of the Tab key lie before the thing wanted, as far as can be counted: radios of one
# name are one stop. Only a guess, to save looking after each: what counts is where the focus is.
STOPS_BEFORE = """(wanted) => {
  const stops = [], radios = new Set(), at = document.activeElement;
  const may = "a[href], button, input, select, textarea, summary, [tabindex='0']";
  for (const each of document.querySelectorAll(may)) {
    if (each.disabled || each.type === "hidden" || !each.getClientRects().length) continue;
    if (each.type !== "radio") stops.push(each);
    else if (!radios.has(each.name)) { radios.add(each.name); stops.push(each); }
  }
  const same = (a, b) => a === b || (a.type === "radio" && b.type === "radio" && a.name === b.name);
  const place = (thing) => stops.findIndex((stop) => same(stop, thing));
  const all = stops.length + 1, from = at === document.body ? -1 : place(at);
  return (place(wanted) - from + all) % all - 1;
}"""
HAS_FOCUS = "(wanted) => wanted === document.activeElement"
HAS_GROUP = """(wanted) => {
  const at = document.activeElement;
  return at.type === "radio" && at.name === wanted.name;
}"""


class Somebody:
    """`looks` is told of every page; `town` is where they live."""

    def __init__(self, name: str, page: Page, town, looks):
        self.name, self.page, self.town, self.looks = name, page, town, looks

    @property
    def address(self) -> str:
        return f"{self.name}@example.org"

    @property
    def here(self) -> str:
        """Where they are, without the machine's name."""
        parts = urlsplit(self.page.url)
        return parts.path + (f"?{parts.query}" if parts.query else "")

    # ---- going about

    def goes_to(self, path: str):
        """By an address they were given: a link in a letter, a bookmark."""
        self.page.goto(path if path.startswith("http") else self.town.site + path)
        self._looks()

    def presses(self, words: str, *, within: str | None = None):
        """A link or a button, by its words; a new page comes."""
        self._press(self._one_of(words, within))

    def opens(self, words: str, *, within: str | None = None):
        """Something folded away on the same page."""
        self.reaches(self._place(within).locator("summary", has_text=words).first)
        self.page.keyboard.press("Enter")

    def goes_back(self):
        self.page.go_back()
        self._looks()

    # ---- answering

    def types(self, label: str, words: str, *, within: str | None = None):
        """Into a box, in place of what is there."""
        box = self._box(label, within)
        self.reaches(box)
        self.page.keyboard.press("Control+a")
        self.page.keyboard.press("Delete")
        self.page.keyboard.insert_text(words)

    def types_day(self, question: str, day: date, *, within: str | None = None):
        """Into the three boxes of a date."""
        group = self._place(within).get_by_role("group", name=question)
        for label, part in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
            self.reaches(group.get_by_label(label, exact=True))
            self.page.keyboard.press("Control+a")
            self.page.keyboard.insert_text(str(part))

    def chooses(self, question: str, answer: str, *, within: str | None = None):
        """One of several, by the arrow keys as a group of radios is walked."""
        group = self._place(within).get_by_role("group", name=question)
        self._choose(group.get_by_label(answer, exact=True))

    def ticks(self, label: str):
        box = self.page.get_by_role("checkbox", name=label, exact=True).first
        if not box.is_checked():
            self.reaches(box)
            self.page.keyboard.press("Space")
            expect(box).to_be_checked()

    def picks(self, label: str, option: str, *, within: str | None = None):
        """From a list that folds."""
        box = self._box(label, within)
        self.reaches(box)
        self.page.keyboard.press("Home")
        for _step in range(60):
            if box.evaluate("e => e.selectedOptions[0].label.trim()") == option:
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"“{label}” has no “{option}”")

    # ---- reading

    def reads(self, *words: str):
        text = self.text()
        for each in words:
            assert each in text, f"{self.name} does not read “{each}” at {self.here}:\n{text}"

    def does_not_read(self, *words: str):
        text = self.text()
        for each in words:
            assert each not in text, f"{self.name} reads “{each}” at {self.here}"

    def text(self) -> str:
        return " ".join(self.page.locator("body").inner_text().split())

    def fetches(self, words: str) -> bytes:
        """A file behind a link, as this browser would save it."""
        link = self._one_of(words)
        self.reaches(link)
        answer = self.page.context.request.get(self.town.site + link.get_attribute("href"))
        assert answer.ok, f"{answer.status} for “{words}” at {self.here}"
        return answer.body()

    def link_to(self, part: str) -> str:
        """The address of the link whose address has this in it, to be sent to somebody."""
        return self.page.locator(f"main a[href*='{part}']").first.get_attribute("href")

    # ---- signing in

    def is_new(self, called: str | None = None):
        """Signs up by a code that comes by e-mail."""
        if not self.here.startswith("/account/signup/"):
            self.goes_to("/account/login/")
            self.presses("I am new here")
        self.types("What shall we call you?", called or self.name)
        self.types("Email", self.address)
        self.presses("Send me a code")
        self._types_the_code()

    def signs_in(self):
        if not self.here.startswith("/account/login/"):
            self.goes_to("/account/login/")
        self.presses("Send me a code")
        self.types("Email", self.address)
        self.presses("Send the code")
        self._types_the_code()

    def signs_out(self):
        self.presses("Sign out")

    def _types_the_code(self):
        self.types("Code", self.town.code_sent_to(self.address))
        self.presses("Go on")

    # ---- hands

    def _place(self, within: str | None) -> Locator:
        """The whole page, or the smallest part of it that has these words."""
        if within is None:
            return self.page.locator("body")
        parts = self.page.locator("li, section, article, tr, fieldset, dl > div")
        return parts.filter(has_text=within).last

    def _box(self, label: str, within: str | None = None) -> Locator:
        said = re.compile(rf"^\s*{re.escape(label)}( \(optional\))?\s*$")
        return self._place(within).get_by_label(said).first

    def reaches(self, wanted: Locator):
        """By the Tab key alone."""
        expect(wanted).to_be_visible()
        self._tab_until(wanted, HAS_FOCUS)

    def _tab_until(self, wanted: Locator, there: str):
        handle = wanted.element_handle()
        for _stop in range(max(handle.evaluate(STOPS_BEFORE), 0)):
            self.page.keyboard.press("Tab")
        for _stop in range(MOST_STOPS):
            if handle.evaluate(there):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{wanted} cannot be reached by keyboard at {self.here}")

    def _choose(self, radio: Locator):
        expect(radio).to_be_visible()
        self._tab_until(radio, HAS_GROUP)
        for _step in range(60):
            if radio.evaluate(HAS_FOCUS):
                break
            self.page.keyboard.press("ArrowDown")
        if not radio.is_checked():
            self.page.keyboard.press("Space")
        expect(radio).to_be_checked()

    def _one_of(self, words: str, within: str | None = None) -> Locator:
        """A button or link said so or beginning so: in the main part before what surrounds it."""
        places = [self.page.locator("main"), self.page.locator("body")]
        if within:
            places = [self._place(within)]
        for place in places:
            for name in (re.compile(f"^{re.escape(words)}$"), re.compile(f"^{re.escape(words)}")):
                for role in ("button", "link"):
                    found = place.get_by_role(role, name=name)
                    if found.count():
                        return found.first
        raise AssertionError(f"{self.name} finds no “{words}” at {self.here}:\n{self.text()}")

    def _press(self, thing: Locator):
        self.reaches(thing)
        try:
            with self.page.expect_navigation():
                self.page.keyboard.press("Enter")
        except Error as error:
            raise AssertionError(f"nothing came of pressing it at {self.here}: {error}") from error
        self._looks()

    def _looks(self):
        self.looks.at(self.page)
