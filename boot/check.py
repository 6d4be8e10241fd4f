"""`make test`, `make prove`, `make lint`: every check, and one closing line that counts them.

A step such as lint counts as one test; pytest's tests are counted from its own report.
"""

import contextlib
import os
import shlex
import signal
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from boot import browser, install
from boot.programs import Command, Stopped, run, stop_on_signals
from boot.steps import LOCAL, ROOT, Trouble, step
from boot.watch import Watch

REPORT = LOCAL / "test-report.xml"
BIN = install.VENV / "bin"
CI_SECONDS = 75 * 60  # a run that hangs ends by itself; the aim is 25 minutes for all of it
TIDY_SECONDS = 20.0
NOTHING_MATCHED = 5  # pytest's status when it found no test to run


@dataclass
class Count:
    passed: int = 0
    failed: int = 0
    skipped: int = 0
    names_failed: list[str] = field(default_factory=list)

    def line(self) -> str:
        return f"{self.passed} passed, {self.failed} failed, {self.skipped} skipped"

    def add(self, name: str, outcome: str) -> None:
        setattr(self, outcome, getattr(self, outcome) + 1)
        if outcome == "failed":
            self.names_failed.append(name)


def one(count: Count, name: str, work: Callable[[], object]) -> None:
    """Do one step, and count it as one test."""
    try:
        with step(name):
            work()
    except Trouble as trouble:
        print(trouble, flush=True)
        count.add(name, "failed")
    else:
        count.add(name, "passed")


def lint(count: Count, watch: Watch) -> None:
    steps: dict[str, Command] = {
        "Lint": [BIN / "ruff", "check"],
        "Format": [BIN / "ruff", "format", "--check"],
        "Format of templates": [BIN / "djangofmt", "--check", "."],
        "Import contract": [BIN / "lint-imports", "--no-logo", "--no-cache"],
        "Types": [BIN / "mypy"],
        "Migrations are all there": [
            install.PYTHON,
            "manage.py",
            "makemigrations",
            "--check",
            "--dry-run",
        ],
    }
    settings = {"DJANGO_SETTINGS_MODULE": "config.settings_for_tests"}
    for name, command in steps.items():
        one(count, name, partial(run, command, log="lint", watch=watch, env=settings))


def pytest(count: Count, words: list[str], env: dict[str, str]) -> None:
    """Run it as if typed, with its own words on the screen, and count what its report says."""
    REPORT.unlink(missing_ok=True)
    code = run_pytest([BIN / "pytest", f"--junit-xml={REPORT}", *words], env)
    found = outcomes(REPORT)
    for name, outcome in found.items():
        count.add(name, outcome)
    if code == NOTHING_MATCHED:
        count.add("pytest found no test to run", "failed")
    elif code != 0 and "failed" not in found.values():
        count.add(f"pytest itself (status {code})", "failed")


def run_pytest(command: Command, env: dict[str, str]) -> int:
    """Its status. However it has to stop, it is given time to drop its databases."""
    process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, **env})
    try:
        return process.wait(timeout=CI_SECONDS if os.environ.get("CI") else None)
    except (Stopped, subprocess.TimeoutExpired) as why:
        # At a terminal Ctrl-C has reached it already, and a second one would cut it short.
        if why.args[:1] != (signal.SIGINT,):
            process.send_signal(signal.SIGINT)
        if isinstance(why, Stopped):
            raise
        print(f"pytest was stopped: it took longer than {CI_SECONDS // 60} minutes.", flush=True)
        return 1
    finally:
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(timeout=TIDY_SECONDS)
        process.kill()
        process.wait()


def outcomes(report: Path) -> dict[str, str]:
    """{test: "passed" | "failed" | "skipped"}, from a JUnit report.

    A test that fails and then fails again while clearing up is in the report twice.
    """
    if not report.exists():
        return {}
    found: dict[str, str] = {}
    for case in ElementTree.parse(report).iter("testcase"):
        name = f"{case.get('classname')}::{case.get('name')}"
        tags = {child.tag for child in case}
        outcome = "failed" if tags & {"failure", "error"} else "passed"
        if "skipped" in tags and outcome == "passed":
            outcome = "skipped"
        if found.get(name) != "failed":
            found[name] = outcome
    return found


def main(word: str) -> None:
    count, watch = Count(), Watch()
    words = shlex.split(os.environ.get("ARGS", ""))
    try:
        if word != "prove":
            lint(count, watch)
        if word != "lint":
            one(count, "Front end", partial(install.front_end, watch))
            one(count, "Browser", partial(browser.make_ready, watch))
            env = install.node()[1] | {"CHROMIUM": str(browser.find() or "")}
            chosen = ["-m", "prove"] if word == "prove" else ["-n", "2"]
            pytest(count, [*chosen, *words], env)
    except Stopped:
        count.add("stopped before the end", "failed")
    finally:
        watch.close()
    for name in count.names_failed:
        print(f"  failed: {name}")
    print(count.line(), flush=True)
    raise SystemExit(1 if count.failed else 0)


if __name__ == "__main__":
    stop_on_signals()
    main(sys.argv[1])
