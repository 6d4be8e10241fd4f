"""A Chromium for the tests: the machine's, else Playwright's own, else the distribution's."""

import os
import shutil
import sys
from pathlib import Path

from boot.commands import output_of, run
from boot.steps import LOCAL, BootError, step
from boot.watch import Watch

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
PLAYWRIGHT_PATH_SCRIPT = """
from playwright.sync_api import sync_playwright
with sync_playwright() as playwright:
    print(playwright.chromium.executable_path)
"""
# A browser that lacks a library of the system dies at once, so it is asked for a page.
BLANK_PAGE_ARGUMENTS = ("--headless", "--no-sandbox", "--disable-gpu", "--dump-dom", "about:blank")
RECORD = LOCAL / "browser"  # the path of the one that started last time


def make_ready(watch: Watch, *, is_known_to_start: bool = False) -> None:
    """See that one starts, installing it if need be; tell the tests which, by CHROMIUM.

    One that is known to start, from last time, is not started again to see.
    """
    recent = Path(os.environ.get("CHROMIUM") or _read(RECORD))
    path = recent if is_known_to_start and recent.is_file() else _find()
    if path is None:
        with step("Installing a browser"):
            path = _install(watch)
    RECORD.parent.mkdir(exist_ok=True)
    RECORD.write_text(str(path))
    os.environ["CHROMIUM"] = str(path)


def _read(record: Path) -> str:
    return record.read_text() if record.exists() else ""


def _find() -> Path | None:
    """One that starts. `CHROMIUM=` names one of your own."""
    names = filter(None, [os.environ.get("CHROMIUM"), *map(shutil.which, NAMES)])
    for path in [*map(Path, names), *_of_playwright()]:
        if "html" in output_of([path, *BLANK_PAGE_ARGUMENTS]):
            return path
    return None


def _install(watch: Watch) -> Path:
    last_error: object = ""
    for install in (_download, _install_from_distribution):
        try:
            install(watch)
        except BootError as error:
            last_error = error
        path = _find()
        if path:
            return path
    raise BootError(
        "The tests need a browser, and none could be installed. Install Chromium or Chrome, "
        f"or name one: make test CHROMIUM=/path/to/it\n{last_error}"
    )


def _of_playwright() -> list[Path]:
    path = output_of([sys.executable, "-c", PLAYWRIGHT_PATH_SCRIPT])
    return [Path(path)] if path and Path(path).exists() else []


def _download(watch: Watch) -> None:
    run([sys.executable, "-m", "playwright", "install", "chromium"], log="browser", watch=watch)


def _install_from_distribution(watch: Watch) -> None:
    if os.geteuid() != 0 or shutil.which("apt-get") is None:
        raise BootError("Only root of a Debian or Ubuntu can have one installed from here.")
    env = {"DEBIAN_FRONTEND": "noninteractive"}
    run(["apt-get", "update"], log="browser", watch=watch, env=env)
    install = ["apt-get", "install", "-y", "--no-install-recommends"]
    packages = ["chromium", "fonts-dejavu-core"]
    run([*install, *packages], log="browser", watch=watch, env=env)
