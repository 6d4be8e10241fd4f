"""A real browser for journeys, and what every page visited in it must hold.

    def test_…(site, open_page):
        page = open_page(scripts=False)
        page.goto(site + "/find/")
        look_over(page, "find")

`look_over` asks axe-core, looks for sideways scrolling at 320 px, for one h1 and a title, and
leaves the HTML in `screenshots/`; with PICTURES=1 also how it looks at 320 and 1280 px.
`faults_of_html` validates the HTML kept there in one go, all of it or only the pages named.
"""

import gzip
import json
import os
import re
import shutil
import subprocess
import threading
import weakref
from collections import defaultdict
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from axe_playwright_python.base import AXE_SCRIPT
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from playwright.sync_api import expect, sync_playwright

from tests.waits import TEST_WAIT_SECONDS

ROOT = Path(__file__).resolve().parents[2]
SCREENSHOTS = ROOT / "screenshots"
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
NARROW, WIDE = 320, 1280

# Off by default in axe: our own promise is 7:1 and targets that a shaky hand can hit.
RULES = {
    "color-contrast-enhanced": {"enabled": True},
    "target-size": {"enabled": True},
}
AXE_OPTIONS = {"resultTypes": ["violations"], "rules": RULES}
# What can change with the width alone; whatever is shown on a narrow page is shown on a wide one.
LAYOUT_RULES = [
    "color-contrast",
    "color-contrast-enhanced",  # from 4.5:1 to 7:1
    "scrollable-region-focusable",
    "target-size",
]
AXE_OPTIONS_OF = {
    NARROW: {"resultTypes": ["violations"], "runOnly": {"type": "rule", "values": LAYOUT_RULES}},
    WIDE: AXE_OPTIONS,
}
RUN_AXE = "async (options) => (await axe.run(options)).violations"
HAS_SCRIPTS = "matchMedia('(scripting: enabled)').matches"


@contextmanager
def chromium():
    """The one that CHROMIUM names, else the machine's own, else Playwright's."""
    path = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    expect.set_options(timeout=TEST_WAIT_SECONDS * 1000)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path, args=list(FLAGS), timeout=TEST_WAIT_SECONDS * 1000
        )
        yield browser
        browser.close()


class _Quiet(WSGIRequestHandler):
    def log_message(self, *_args):
        pass


@contextmanager
def served(application):
    """The site on a free port of this machine: its address."""
    server = ThreadedWSGIServer(("127.0.0.1", 0), _Quiet)
    server.set_app(application)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


_sent = weakref.WeakKeyDictionary()  # page: the answer it was last drawn from


def remember_what_is_sent(page):
    """Keep the HTML as the server wrote it: a browser mends what it shows."""

    def keep(answer):
        is_page = answer.request.is_navigation_request() and answer.frame == page.main_frame
        if is_page and not 300 <= answer.status < 400:
            _sent[page] = answer

    page.on("response", keep)
    return page


def _as_sent(page):
    return _sent[page].text() if page in _sent else page.content()


def look_over(page, name):
    """Hold the page shown now to what every page promises, narrow and wide."""
    (SCREENSHOTS / "html").mkdir(parents=True, exist_ok=True)
    (SCREENSHOTS / "html" / f"{name}.html").write_text(_as_sent(page), encoding="utf-8")
    before = page.viewport_size
    faults = []
    with _with_scripts(page) as shown:
        for width in (NARROW, WIDE):
            for each in {page, shown}:
                each.set_viewport_size({"width": width, "height": 900})
            if os.environ.get("PICTURES"):
                page.screenshot(path=SCREENSHOTS / f"{name}-{width}.png", full_page=True)
            page_faults = [*faults_in_view(page), *_axe(shown, AXE_OPTIONS_OF[width])]
            faults += [f"{name} at {width} px: {fault}" for fault in page_faults]
    page.set_viewport_size(before)
    if faults:
        raise AssertionError("\n".join(faults))


# Of the line that says where to turn now, where nothing new is told above the title; else 0.
END_OF_CALM_LINE = """(() => {
  const line = document.querySelector(".cp-calm");
  const told = document.querySelector(".govuk-error-summary, .govuk-notification-banner");
  return line && !told ? line.getBoundingClientRect().bottom + window.scrollY : 0;
})()"""
A_PHONE_HIGH = 640


def faults_in_view(page):
    """What every page promises at any width, of the page as it is shown now."""
    inside, outside = page.evaluate(
        "[document.documentElement.scrollWidth, document.documentElement.clientWidth]"
    )
    if inside > outside:
        yield f"scrolls sideways: {inside} px wide in {outside}"
    headings = page.locator("h1").count()
    if headings != 1:
        yield f"has {headings} h1"
    if not re.search(r"\w.* – Common Purse$", page.title()):
        yield f"is titled “{page.title()}”"
    ends_at = page.evaluate(END_OF_CALM_LINE)
    if ends_at > A_PHONE_HIGH:
        yield f"says where to turn {ends_at:.0f} px down (M45)"


def _axe(shown, options):
    for fault in shown.evaluate(RUN_AXE, options):
        where = "; ".join(node["html"][:120] for node in fault["nodes"][:3])
        yield f"axe {fault['id']}: {fault['help']}: {where}"


_shown = weakref.WeakKeyDictionary()  # browser: a page of its own to show others to axe in


@contextmanager
def _with_scripts(page):
    """The page with axe in it, which is a script; if it may have none, the page again."""
    if page.evaluate(HAS_SCRIPTS):
        page.evaluate(AXE_SCRIPT)
        yield page
        return
    browser = page.context.browser
    if browser not in _shown:
        _shown[browser] = browser.new_page()
        _shown[browser].set_default_timeout(TEST_WAIT_SECONDS * 1000)
        _shown[browser].add_init_script(AXE_SCRIPT)
    shown, html = _shown[browser], page.content()  # as it is now, with what was typed and opened
    address = page.url.split("#")[0]
    shown.route(
        address, lambda route: route.fulfill(body=html, content_type="text/html; charset=utf-8")
    )
    shown.goto(address)
    yield shown
    shown.unroute(address)


def faults_of_html(*names):
    """What html-validate says of these pages, or of all kept, as "page:line rule: message"."""
    folder = SCREENSHOTS / "html"
    pages = [folder / f"{name}.html" for name in names] or sorted(folder.glob("*.html"))
    program = ROOT / "frontend" / "node_modules" / ".bin" / "html-validate"
    config = ROOT / "frontend" / ".htmlvalidate.json"
    run = subprocess.run(
        [program, "--config", config, "--formatter", "json", *pages],
        capture_output=True,
        text=True,
        check=False,
    )
    if run.returncode not in (0, 1):
        raise RuntimeError(run.stderr)
    return [
        f"{Path(page['filePath']).name}:{message['line']} {message['ruleId']}: {message['message']}"
        for page in json.loads(run.stdout or "[]")
        for message in page["messages"]
    ]


@dataclass(frozen=True)
class FirstVisit:
    """What a browser with an empty cache fetches for a page, in bytes after compression. Of all but
    the largest picture: without pictures."""

    requests: int
    bytes: int
    script_bytes: int
    fonts: int
    largest_picture_bytes: int


def first_visit(browser, url, session=""):
    """`session` signs in; what is fetched is the same as for anybody with an empty cache."""
    context = browser.new_context()
    if session:
        cookie = {"name": "sessionid", "value": session, "domain": "127.0.0.1", "path": "/"}
        context.add_cookies([cookie])
    page = context.new_page()
    page.set_default_timeout(TEST_WAIT_SECONDS * 1000)
    answers = []
    page.on("response", lambda answer: answers.append(answer))
    page.goto(url, wait_until="networkidle")
    sizes: dict[str, list[int]] = defaultdict(list)
    for answer in answers:
        sizes[answer.request.resource_type].append(len(gzip.compress(answer.body(), 9)))
    context.close()
    pictures = sizes.pop("image", [])
    return FirstVisit(
        requests=sum(map(len, sizes.values())),
        bytes=sum(map(sum, sizes.values())),
        script_bytes=sum(sizes["script"]),
        fonts=len(sizes["font"]),
        largest_picture_bytes=max(pictures, default=0),
    )
