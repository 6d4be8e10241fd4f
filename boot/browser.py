"""A Chromium for the tests: the machine's, else Playwright's own, else the distribution's."""

import os
import shutil
import sys
from pathlib import Path

from boot.programs import output_of, run
from boot.steps import Trouble, step
from boot.watch import Watch

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
WHERE_PLAYWRIGHT_KEEPS_IT = """
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    print(playwright.chromium.executable_path)
"""
# A browser that lacks a library of the system dies at once, so it is asked for a page.
BLANK = ("--headless", "--no-sandbox", "--disable-gpu", "--dump-dom", "about:blank")


def find() -> Path | None:
    """One that starts. `CHROMIUM=` names one of your own."""
    named = os.environ.get("CHROMIUM")
    here = [Path(found) for name in NAMES if (found := shutil.which(name))]
    for path in [*([Path(named)] if named else []), *here, *_of_playwright()]:
        if "html" in output_of([path, *BLANK]):
            return path
    return None


def make_ready(watch: Watch) -> Path:
    found = find()
    if found:
        return found
    trouble: object = ""
    with step("Installing a browser"):
        for way in (_download, _from_the_distribution):
            try:
                way(watch)
            except Trouble as why:
                trouble = why
            found = find()
            if found:
                return found
    raise Trouble(
        "The tests need a browser, and none could be installed. Install Chromium or Chrome, "
        f"or name one: make test CHROMIUM=/path/to/it\n{trouble}"
    )


def _of_playwright() -> list[Path]:
    said = output_of([sys.executable, "-c", WHERE_PLAYWRIGHT_KEEPS_IT])
    return [Path(said)] if said and Path(said).exists() else []


def _download(watch: Watch) -> None:
    run([sys.executable, "-m", "playwright", "install", "chromium"], log="browser", watch=watch)


def _from_the_distribution(watch: Watch) -> None:
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        raise Trouble("Only root of a Debian or Ubuntu can have one installed from here.")
    env = {"DEBIAN_FRONTEND": "noninteractive"}
    run(["apt-get", "update"], log="browser", watch=watch, env=env)
    packages = ["chromium", "fonts-dejavu-core"]
    run(
        ["apt-get", "install", "-y", "--no-install-recommends", *packages],
        log="browser",
        watch=watch,
        env=env,
    )
