"""When a page is first seen on a slow line, of a site that runs:

    make demo (and once `make test`, which finds the browser)
    python -m bench.first_paint http://127.0.0.1:8000 / "/find/?words=coffee&postcode=ZZ1+1AA"

A new browser for each, of 360 by 640, on a line of 400 kbit/s with 400 ms to the site and back,
its processor four times slower. Prints the middle of five first contentful paints, in
milliseconds: to be held against the same pages of another commit on the same machine.
"""

import statistics
import sys

from playwright.sync_api import Browser, sync_playwright

from boot.browser import RECORD

ROUNDS = 5
SLOW_LINE = {
    "offline": False,
    "latency": 400,
    "downloadThroughput": 50_000,
    "uploadThroughput": 50_000,
}
SLOW_PROCESSOR = {"rate": 4}
FIRST_PAINT = """
() => new Promise(resolve => {
    const seen = () => performance.getEntriesByName("first-contentful-paint")[0];
    const look = () => seen() ? resolve(seen().startTime) : setTimeout(look, 20);
    look();
})
"""


def first_paint(browser: Browser, address: str) -> float:
    """In milliseconds from when it was asked for; nothing is kept from before."""
    context = browser.new_context(viewport={"width": 360, "height": 640})
    try:
        page = context.new_page()
        line = context.new_cdp_session(page)
        line.send("Network.enable")
        line.send("Network.emulateNetworkConditions", SLOW_LINE)
        line.send("Emulation.setCPUThrottlingRate", SLOW_PROCESSOR)
        page.goto(address)
        return float(page.evaluate(FIRST_PAINT))
    finally:
        context.close()


def main(site: str, paths: list[str]) -> None:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=RECORD.read_text(), args=["--no-sandbox"]
        )
        for path in paths or ["/"]:
            paints = [first_paint(browser, site + path) for _round in range(ROUNDS)]
            print(f"{statistics.median(paints):7.0f} ms  {path}")
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
