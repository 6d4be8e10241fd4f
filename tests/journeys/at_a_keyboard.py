"""A browser, with both hands on its keyboard and none on a mouse.

Whatever is pressed, ticked or typed in is first reached by the Tab key, or the step fails. The
verbs are those of form_client.py.
"""

import re

from playwright.sync_api import Error, Locator, Page, Response, expect

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
  const isBefore = (stop) => at.compareDocumentPosition(stop) & Node.DOCUMENT_POSITION_PRECEDING;
  const before = () => stops.filter(isBefore).length - 1;  // what has focus and is no stop itself
  const all = stops.length + 1;
  const is = stops.some((stop) => same(stop, at));
  const from = at === document.body ? -1 : is ? place(at) : before();
  return (place(wanted) - from + all) % all - 1;
}"""
HAS_FOCUS = "(wanted) => wanted === document.activeElement"
HAS_GROUP = """(wanted) => {
  const at = document.activeElement;
  return at.type === "radio" && at.name === wanted.name;
}"""


class Keyboard:
    """`site` is where a path leads to."""

    def __init__(self, site: str, page: Page) -> None:
        self.site, self.page = site, page

    @property
    def url(self) -> str:
        return self.page.url

    # ---- going about

    def goes_to(self, path: str, *, status: int = 200) -> None:
        """By an address that was given: a link in a letter, a bookmark."""
        answer = self.page.goto(path if path.startswith("http") else self.site + path)
        self._comes_with(status, answer)

    def presses(self, words: str, *, within: str | None = None, status: int = 200) -> None:
        """A link or a button, by its words; a page comes."""
        self.reaches(self._one_of(words, within))
        try:
            with self.page.expect_navigation() as coming:
                self.page.keyboard.press("Enter")
        except Error as error:
            raise AssertionError(f"nothing came of “{words}” at {self.url}: {error}") from error
        self._comes_with(status, coming.value)

    def _comes_with(self, status: int, answer: Response | None) -> None:
        """No answer: it leads to another place of the same page."""
        came = answer.status if answer else 200
        assert came == status, f"{came} at {self.url}:\n{self.text()}"

    def opens(self, words: str, *, within: str | None = None) -> None:
        """Something folded away on the same page."""
        self.reaches(self._place(within).locator("summary", has_text=words).first)
        self.page.keyboard.press("Enter")

    # ---- answering

    def types(self, label: str, words: str, *, within: str | None = None) -> None:
        """Into a box, in place of what is there."""
        self._type(self._box(label, within), words)

    def types_parts(
        self, question: str, parts: dict[str, str], *, within: str | None = None
    ) -> None:
        """Into several boxes under one question: {label: words}."""
        group = self._place(within).get_by_role("group", name=question)
        for label, words in parts.items():
            self._type(group.get_by_label(label, exact=True), words)

    def _type(self, box: Locator, words: str) -> None:
        self.reaches(box)
        self.page.keyboard.press("Control+a")
        self.page.keyboard.press("Delete")
        self.page.keyboard.insert_text(words)

    def chooses(self, question: str, answer: str, *, within: str | None = None) -> None:
        """One of several, by the arrow keys as a group of radios is walked."""
        group = self._place(within).get_by_role("group", name=question)
        self._choose(group.get_by_label(answer, exact=True))

    def ticks(self, label: str) -> None:
        box = self.page.get_by_role("checkbox", name=label, exact=True).first
        if not box.is_checked():
            self.reaches(box)
            self.page.keyboard.press("Space")
            expect(box).to_be_checked()

    def picks(self, label: str, option: str, *, within: str | None = None) -> None:
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

    def text(self) -> str:
        return " ".join(self.page.locator("body").inner_text().split())

    def count(self, tag: str) -> int:
        return self.page.locator(tag).count()

    def text_in(self, part: str) -> str:
        """What stands in the first shown thing of this class."""
        return " ".join(self.page.locator(f".{part}:visible").first.inner_text().split())

    def value_in(self, label: str, *, within: str | None = None) -> str:
        """What stands in a box, which is reached."""
        box = self._box(label, within)
        self.reaches(box)
        return box.input_value()

    def link_to(self, part: str) -> str:
        """The address of the link whose address has this in it, to be sent to somebody."""
        return self.page.locator(f"main a[href*='{part}']").first.get_attribute("href") or ""

    def fetches(self, words: str) -> bytes:
        """A file behind a link, as this browser would save it."""
        link = self._one_of(words)
        self.reaches(link)
        address = f"{self.site}{link.get_attribute('href')}"
        answer = self.page.context.request.get(address)
        assert answer.ok, f"{answer.status} for “{words}” at {self.url}"
        return answer.body()

    # ---- hands

    def _place(self, within: str | None) -> Locator:
        """The whole page, or the smallest part of it that has these words."""
        if within is None:
            return self.page.locator("body")
        parts = self.page.locator("li, section, article, tr, fieldset, dl > div")
        return parts.filter(has_text=within).last

    def _box(self, label: str, within: str | None = None) -> Locator:
        label_pattern = re.compile(rf"^\s*{re.escape(label)}( \(optional\))?\s*$")
        return self._place(within).get_by_label(label_pattern).first

    def reaches(self, wanted: Locator) -> None:
        """By the Tab key alone."""
        expect(wanted).to_be_visible()
        self._tab_until(wanted, HAS_FOCUS)

    def _tab_until(self, wanted: Locator, there: str) -> None:
        handle = wanted.element_handle()
        for _stop in range(max(handle.evaluate(STOPS_BEFORE), 0)):
            self.page.keyboard.press("Tab")
        for _stop in range(MOST_STOPS):
            if handle.evaluate(there):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"{wanted} cannot be reached by keyboard at {self.url}")

    def _choose(self, radio: Locator) -> None:
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
                    matches = place.get_by_role(role, name=name)
                    if matches.count():
                        return matches.first
        raise AssertionError(f"no “{words}” at {self.url}:\n{self.text()}")
