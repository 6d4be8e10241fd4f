"""`make test`, `make prove`, `make fuzz`, `make lint`: every check, and one line that counts them.

A step such as lint counts as one test. `make test ARGS=…` goes straight to pytest.
"""

import os
import secrets
import shlex
import signal
import sys
import traceback
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

import pytest

from boot import browser, install, scratch
from boot.commands import Command, Running, Stopped, begin, run, stop_on_signals
from boot.steps import ROOT, BootError, fail, say, step
from boot.watch import Watch

BIN = install.VENV / "bin"
LONG = {"prove": "prove", "fuzz": "prove and fuzz"}  # what -m names for each
MAX_CI_SECONDS = 75 * 60  # a run that hangs ends by itself
TWO_PROCESSES = [
    "-n",
    "2",
    "--dist",
    "worksteal",
]  # a proof may take minutes, its neighbour seconds


@dataclass(eq=False)
class Outcomes:
    """What became of each step and each test; a pytest plugin that fills itself."""

    outcome_of: dict[str, str] = field(default_factory=dict)

    def count_step(self, name: str, work: Callable[[], object]) -> None:
        """Do one step, and count it as one test."""
        try:
            with step(name):
                work()
        except BootError as error:
            print(error, flush=True)
            self.outcome_of[name] = "failed"
        else:
            self.outcome_of[name] = "passed"

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Of the set-up, of the test and of the clearing up; each of them can fail the test."""
        if report.failed:
            self.outcome_of[report.nodeid] = "failed"
        elif report.skipped or report.when == "call":
            self.outcome_of.setdefault(report.nodeid, report.outcome)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        if report.failed:
            self.outcome_of[report.nodeid] = "failed"

    def failures(self) -> list[str]:
        return [name for name, outcome in self.outcome_of.items() if outcome == "failed"]

    def closing_line(self) -> str:
        count = Counter(self.outcome_of.values())
        return f"{count['passed']} passed, {count['failed']} failed, {count['skipped']} skipped"


def lint(outcomes: Outcomes, watch: Watch) -> Running:
    """Every step but the types, which take as long as all others: these go on beside them, and
    whatever else is to be made ready. `finish` it at last."""
    env = {"DJANGO_SETTINGS_MODULE": "config.settings_for_tests"}
    types = begin([BIN / "mypy"], log="types", watch=watch, env=env)
    migrations: Command = [install.PYTHON, "manage.py", "makemigrations", "--check", "--dry-run"]
    commands: dict[str, Command] = {
        "Lint": [BIN / "ruff", "check"],
        "Format": [BIN / "ruff", "format", "--check"],
        "Format of templates": [BIN / "djangofmt", "--check", "."],
        "Import contract": [BIN / "lint-imports", "--no-logo", "--no-cache"],
        "Migrations are all there": migrations,
    }
    for name, command in commands.items():
        outcomes.count_step(name, partial(run, command, log="lint", watch=watch, env=env))
    return types


def run_pytest(outcomes: Outcomes, arguments: list[str]) -> None:
    """In this process, so that what stops us lets it clear up: its server, its browser."""
    os.environ.update(install.node()[1])
    if os.environ.get("CI"):
        signal.signal(signal.SIGALRM, _stop_slow_run)
        signal.alarm(MAX_CI_SECONDS)
    try:
        status = pytest.main(arguments, plugins=[outcomes])
    except Exception:  # settings or a conftest that cannot be imported
        traceback.print_exc()
        status = pytest.ExitCode.INTERNAL_ERROR
    if status == pytest.ExitCode.NO_TESTS_COLLECTED:
        outcomes.outcome_of["pytest found no test to run"] = "failed"
    elif status == pytest.ExitCode.INTERRUPTED and not outcomes.failures():
        outcomes.outcome_of["stopped before the end"] = "failed"
    elif status != pytest.ExitCode.OK and not outcomes.failures():
        outcomes.outcome_of[f"pytest itself (status {int(status)})"] = "failed"


def _stop_slow_run(_number: int, _frame: object) -> None:
    raise Stopped(f"it took longer than {MAX_CI_SECONDS // 60} minutes")


def requested_seed(target: str) -> int:
    """What chance begins with: for the proofs a new one each time, for `make test` the same."""
    seed = os.environ.get("SEED", "")
    if seed and not seed.isdecimal():
        raise BootError(f"SEED={seed} is not a seed: it is a whole number from 0 on.")
    if seed:
        return int(seed)
    return secrets.randbelow(1_000_000) if target in LONG else 0


def main(target: str) -> None:
    arguments = shlex.split(os.environ.get("ARGS", ""))
    outcomes, watch = Outcomes(), Watch()
    types = None
    try:
        seed = requested_seed(target)
        if target == "lint" or (target == "test" and not arguments):
            types = lint(outcomes, watch)
        if target != "lint":
            if arguments:
                install.front_end(watch)
                browser.make_ready(watch, is_known_to_start=True)
            else:
                outcomes.count_step("Front end", partial(install.front_end, watch))
                outcomes.count_step("Browser", partial(browser.make_ready, watch))
                outcomes.count_step("Tables", scratch.make_ready)
        if target != "lint":
            if target in LONG:
                say(f"  With chance as it is for `make {target} SEED={seed}`")
            run_pytest(outcomes, [*default_arguments(target, arguments, seed), *arguments])
        if types:
            outcomes.count_step("Types", types.finish)
    except BootError as error:
        fail(error)
    except Stopped:
        outcomes.outcome_of["stopped before the end"] = "failed"
    finally:
        watch.close()
    for name in outcomes.failures():
        print(f"  failed: {name}")
    print(outcomes.closing_line(), flush=True)
    raise SystemExit(1 if outcomes.failures() else 0)


def default_arguments(target: str, arguments: list[str], seed: int) -> list[str]:
    """A second test process is worth its start for all the tests, not for a few files."""
    names_paths = any((ROOT / argument.partition("::")[0]).exists() for argument in arguments)
    proofs = ["-m", LONG[target]] if target in LONG else []
    return [*proofs, f"--hypothesis-seed={seed}", *([] if names_paths else TWO_PROCESSES)]


if __name__ == "__main__":
    stop_on_signals()
    main(sys.argv[1])
