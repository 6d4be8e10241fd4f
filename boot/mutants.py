"""`make mutants`: change the rules a word at a time, and see whether a test notices.

mutmut makes each change and judges it in a fork, by the tests that call what was changed. What is
changed and which tests judge stands in `[tool.mutmut]` of pyproject.toml; what may live, and why,
in docs/mutants.md. In `.local/mutants` are links to what mutmut copies, its copy, and its results.

Stopped and started again, it goes on where it was. Where a test or our code has changed since,
what had lived is judged once more. `ARGS=afresh` begins anew; other words go to `mutmut run`.
"""

import contextlib
import json
import os
import re
import shlex
import shutil
import sys
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

from mutmut.mutation.diff_apply import get_diff_for_mutant
from mutmut.stats import status_by_exit_code
from mutmut.utils.format_utils import orig_function_and_class_names_from_key

from boot.commands import Command, Stopped, stop_on_signals
from boot.scratch import scratch_server
from boot.steps import LOCAL, ROOT, BootError, digest, fail, say, unless_done
from boot.watch import Watch

FOLDER = LOCAL / "mutants"
COPY = FOLDER / "mutants"  # mutmut's name for it
PAGE = ROOT / "docs/mutants.md"
MIN_PERCENT = 90
KILLED = {"killed", "timeout"}
NOT_JUDGED = "not checked"


@dataclass(frozen=True)
class Change:
    """One change of the code, by what it says: line numbers would not last."""

    path: str
    function: str
    was: str
    becomes: str

    def row(self, reason: str) -> str:
        """As it stands in docs/mutants.md."""
        cells = (self.path, self.function, self.was, self.becomes)
        return "".join(f"| `{_escape(cell)}` " for cell in cells) + f"| {reason} |"


@dataclass(frozen=True)
class Mutant:
    name: str
    path: str
    status: str


@dataclass(frozen=True)
class Score:
    """Of one module: a file, or a folder of them."""

    module: str
    killed: int
    number: int

    @property
    def is_enough(self) -> bool:
        return self.killed * 100 >= self.number * MIN_PERCENT

    def __str__(self) -> str:
        percent = self.killed * 100 / self.number if self.number else 100
        return f"killed {self.killed} of {self.number} ({percent:.1f} %)  {self.module}"


def settings() -> dict[str, Any]:
    config: dict[str, Any] = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["mutmut"]
    return config


def read_results(copy: Path) -> list[Mutant]:
    """What became of each mutant, as mutmut wrote it beside each file that it changed."""
    return [
        Mutant(name, str(meta.relative_to(copy)).removesuffix(".meta"), status_by_exit_code[code])
        for meta in sorted(copy.rglob("*.py.meta"))
        for name, code in json.loads(meta.read_text())["exit_code_by_key"].items()
    ]


def scores(mutants: Iterable[Mutant], modules: Sequence[str]) -> list[Score]:
    """One for each module, named as in `only_mutate`."""
    inside = {module: [m for m in mutants if fnmatch(m.path, module)] for module in modules}
    return [
        Score(module, sum(m.status in KILLED for m in those), len(those))
        for module, those in inside.items()
    ]


def read_reasons(page: str) -> dict[Change, str]:
    """Why each change may live: the rows of docs/mutants.md that begin with a path."""
    rows = [re.split(r"(?<!\\)\|", line)[1:-1] for line in page.splitlines() if line[:3] == "| `"]
    return {
        Change(*(_unescape(cell) for cell in (path, function, was, becomes))): reason.strip()
        for path, function, was, becomes, reason in rows
    }


def complaints(
    every_score: Iterable[Score],
    survivors: Mapping[Change, str],
    reasons: Mapping[Change, str],
    not_judged: int,
) -> list[str]:
    """What is wrong, a line each; nothing when all is well. `survivors` is {change: status}."""
    complaint_lines = [
        f"lives without a reason ({status}): {change.row('?')}"
        for change, status in survivors.items()
        if not reasons.get(change)
    ]
    if not_judged:
        return [
            *complaint_lines,
            f"{not_judged} not judged: start it again, it goes on where it was",
        ]
    few = [f"under {MIN_PERCENT} %: {score}" for score in every_score if not score.is_enough]
    gone = [change for change in reasons if change not in survivors]
    complaint_lines += [
        f"lives no longer, take it out: {change.row(reasons[change])}" for change in gone
    ]
    return few + complaint_lines


def change_of(mutant: Mutant) -> Change:
    with contextlib.chdir(FOLDER):
        diff = get_diff_for_mutant(mutant.name, path=mutant.path)
    function, class_name = orig_function_and_class_names_from_key(mutant.name)
    where = f"{class_name}.{function}" if class_name else function
    return Change(mutant.path, where, _lines(diff, "-"), _lines(diff, "+"))


def _lines(diff: str, sign: str) -> str:
    lines = [line for line in diff.splitlines()[2:] if line.startswith(sign)]
    return " ".join(line[1:].strip() for line in lines)


def _escape(code: str) -> str:
    return code.replace("|", r"\|")


def _unescape(cell: str) -> str:
    return cell.strip().strip("`").replace(r"\|", "|")


def make_ready(config: Mapping[str, Any], *, afresh: bool) -> None:
    """Links to what is copied. Other settings than last time make other mutants: begin anew."""
    lock = ROOT / "requirements/test.txt"
    if afresh:
        shutil.rmtree(FOLDER, ignore_errors=True)
    with unless_done(FOLDER / "settings", digest([lock], repr(config))) as is_needed:
        if is_needed:
            shutil.rmtree(FOLDER, ignore_errors=True)
            FOLDER.mkdir(parents=True)
            for name in ("pyproject.toml", "tests", *config["source_paths"], *config["also_copy"]):
                (FOLDER / name).symlink_to(ROOT / name)
    folders = [ROOT / name for name in ("tests", *config["source_paths"])]
    files = [path for folder in folders for path in folder.rglob("*.py")]
    with unless_done(FOLDER / "code", digest(files)) as is_needed:
        if is_needed:
            forget_survivors(COPY)


def forget_survivors(copy: Path) -> None:
    """Have them judged again, after mutmut has looked anew at which test calls what."""
    (copy / "mutmut-stats.json").unlink(missing_ok=True)
    for meta in copy.rglob("*.py.meta"):
        facts = json.loads(meta.read_text())
        codes = facts["exit_code_by_key"]
        codes_left = {
            name: c if status_by_exit_code[c] in KILLED else None for name, c in codes.items()
        }
        meta.write_text(json.dumps(facts | {"exit_code_by_key": codes_left}, indent=4))


def judge(options: Sequence[str]) -> None:
    """Run mutmut, on one server for all its runs of tests. It writes down each result at once."""
    watch = Watch()
    try:
        with scratch_server() as server:
            at = {"TEST_SERVER": json.dumps([str(server.folder), server.port])}
            env = {**os.environ, **at, "PYTHONPATH": str(ROOT)}
            command: Command = [Path(sys.executable).with_name("mutmut"), "run", *options]
            process = watch.launch(command, cwd=FOLDER, env=env, output=sys.stdout.buffer)
            try:
                status = process.wait()
            finally:
                watch.stop([process])
        if status:
            raise BootError(f"mutmut ended with {status}")
    finally:
        watch.close()


def main() -> None:
    config, words = settings(), shlex.split(os.environ.get("ARGS", ""))
    make_ready(config, afresh="afresh" in words)
    with contextlib.suppress(Stopped):
        judge([word for word in words if word != "afresh"])
    mutants = read_results(COPY)
    every_score = scores(mutants, config["only_mutate"])
    not_judged = sum(mutant.status == NOT_JUDGED for mutant in mutants)
    lived = [m for m in mutants if m.status not in KILLED and m.status != NOT_JUDGED]
    survivors = {change_of(mutant): mutant.status for mutant in lived}
    complaint_lines = complaints(every_score, survivors, read_reasons(PAGE.read_text()), not_judged)
    say("\n".join(["", *(f"  {line}" for line in complaint_lines), *map(str, every_score)]))
    killed, number = sum(s.killed for s in every_score), sum(s.number for s in every_score)
    say(str(Score("in all", killed, number)))
    raise SystemExit(1 if complaint_lines else 0)


if __name__ == "__main__":
    stop_on_signals()
    try:
        main()
    except BootError as error:
        fail(error)
