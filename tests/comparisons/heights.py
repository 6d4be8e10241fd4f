"""How high the pages are, beside the mock-ups they follow, by a real browser:

    make demo
    python -m tests.comparisons.heights http://127.0.0.1:8000 ../shared/mockups

Of each page at 320 and 1280 px, scripts off: the height of its main part, how much it says, and how
many times as much room it takes for the same number of letters as its mock-up: more than a tenth
more is marked. Then what stands in the first 640 px at 320. The mock-ups lie beside the checkout;
the content is the demo's, so heights are held against one another letter for letter, not whole.
"""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from boot.browser import RECORD

WIDTHS = (320, 1280)
A_PHONE_HIGH = 640
MOST = 1.1
FIRST_THINGS = {"title": "h1", "calm line": ".cp-calm", "button": "main .govuk-button"}
MEASURE = """() => {
  const main = document.querySelector("main");
  return [main.getBoundingClientRect().height, main.innerText.replace(/\\s+/g, " ").length];
}"""
BOTTOM = "(part) => part.getBoundingClientRect().bottom + window.scrollY"


@dataclass(frozen=True)
class Compared:
    """`mockup` without its ending. `who` of the demo looks, or nobody; `links`: which link to
    follow from `path`, one after another, each the first in whose address this stands."""

    mockup: str
    who: str
    path: str
    links: tuple[str, ...] = ()


PAGES = (
    Compared("01_front", "", "/"),
    Compared("02_results", "", "/find/?words=museum&postcode=BS1"),
    Compared("03_listing", "", "/find/?words=museum&postcode=BS1", ("/find/listing/",)),
    Compared("04_group", "holder", "/home/", ("/groups/",)),
    Compared("05_shared_cost", "holder", "/money/", ("/pools/",)),
    Compared("06_home", "holder", "/home/"),
    Compared("07_home_worker", "connector", "/home/"),
    Compared("08_offers", "holder", "/home/", ("/brief/", "/offers/")),
    Compared("09_office", "finance-colleague", "/office/"),
    Compared("12_messages", "holder", "/home/messages/"),
    Compared("13_account", "holder", "/home/settings/"),
)


@dataclass(frozen=True)
class Measured:
    """`height` of the main part in px, and the `letters` that are read in it."""

    height: float
    letters: int

    @property
    def room(self) -> float:
        """Px for each letter."""
        return self.height / self.letters


def measure(page: Page) -> Measured:
    height, letters = page.evaluate(MEASURE)
    return Measured(float(height), int(letters))


def first_things(page: Page) -> list[str]:
    """How far down each of what should come first ends, where the page has it."""
    ends = []
    for name, selector in FIRST_THINGS.items():
        part = page.locator(selector).first
        if part.count():
            down = part.evaluate(BOTTOM)
            ends.append(f"{name} {down:.0f}{' (below)' if down > A_PHONE_HIGH else ''}")
    return ends


def compare(browser: Browser, site: str, mockups: Path) -> Iterator[str]:
    for compared in PAGES:
        context = browser.new_context(java_script_enabled=False)
        mockup, own = context.new_page(), context.new_page()
        mockup.goto((mockups / f"{compared.mockup}.html").resolve().as_uri())
        try:
            _go_to(own, site, compared)
            yield from _lines(compared.mockup, mockup, own)
        except LookupError as error:
            yield f"{compared.mockup:16} not reached: {error}"
        context.close()


def _go_to(page: Page, site: str, compared: Compared) -> None:
    if compared.who:
        page.goto(f"{site}/demo/")
        page.locator(f'form[action*="/sign-in/{compared.who}/"] button').first.click()
    page.goto(site + compared.path)
    for part in compared.links:
        link = page.locator(f'main a[href*="{part}"]').first
        if not link.count():
            raise LookupError(f"no link to {part} on {page.url}")
        page.goto(site + str(link.get_attribute("href")))


def _lines(name: str, mockup: Page, own: Page) -> Iterator[str]:
    for width in WIDTHS:
        for page in (mockup, own):
            page.set_viewport_size({"width": width, "height": A_PHONE_HIGH})
        theirs, ours = measure(mockup), measure(own)
        ratio = ours.room / theirs.room
        yield (
            f"{name:16} {width:5} px  mock-up {theirs.height:5.0f} px, {theirs.letters:5} letters;"
            f"  page {ours.height:5.0f} px, {ours.letters:5} letters;  {ratio:4.2f}"
            f"{'  MORE THAN A TENTH' if ratio > MOST else ''}"
        )
        if width == WIDTHS[0]:
            yield f"{'':16}           ends at: {', '.join(first_things(own))}"


def main(site: str, mockups: Path) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=RECORD.read_text(), args=["--no-sandbox"]
        )
        for line in compare(browser, site, mockups):
            print(line, flush=True)
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
