"""What tests hold: the marker `holds`, and `docs/held.md`, which is written from it.

    @pytest.mark.holds("M49", "C3", "fault:C2")

`docs/held.md` names every id once, with a title; the tests beside it come from the markers.
`python -m tests.holding` writes them again.
"""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "held.md"
MAX_IDS = 3
ROW = re.compile(r"^\| (?P<id>\S+) \| (?P<title>[^|]+) \|(?P<tests>[^|]*)\|$")
# An id of the table of contents, as the papers that these come from write it: paper, pattern, id.
PAPERS = [
    ("requirements.md", r"^\*\*(M\d+) ", "{}"),
    ("failures.md", r"\*\*(C\d+)\b", "{}"),
    ("trust.md", r"^\| (I\d+) \|", "{}"),
    ("trust.md", r"^(\d+)\. \*\*", "T{}"),
    ("journeys.md", r"^### (J\d+) ", "{}"),
    ("people.md", r"^- \*\*(P\d+) ·", "{}"),
    ("faults.md", r"^- \*\*([A-N]\d+) ·", "fault:{}"),
]


class NotHeld(Exception):
    """A marker that says nothing, too much, or an id that is not there."""


@dataclass(frozen=True)
class Holding:
    """A test, and the ids that stand in its markers."""

    path: Path
    test: str
    ids: tuple[str, ...]

    @property
    def name(self) -> str:
        return f"{self.path.stem.removeprefix('test_')}: {self.test.removeprefix('test_')}"


def known_ids(page: str) -> list[str]:
    return [row["id"] for line in page.splitlines() if (row := _row(line))]


def check_ids(ids: tuple[object, ...], known: set[str]) -> None:
    """Refuse a marker that names no id, more than three, one twice, or one that is unknown."""
    if not 1 <= len(ids) <= MAX_IDS:
        raise NotHeld(f"names {len(ids)} ids: a test holds one to {MAX_IDS}")
    if len(set(ids)) < len(ids):
        raise NotHeld(f"names an id twice: {ids}")
    if unknown := [one for one in ids if one not in known]:
        raise NotHeld(f"holds {unknown}, which docs/held.md does not name")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """No test runs while one of them says that it holds what is not there."""
    known = set(known_ids(PAGE.read_text()))
    for item in items:
        markers = list(item.iter_markers("holds"))
        try:
            if markers:
                check_ids(tuple(one for marker in markers for one in marker.args), known)
        except NotHeld as no:
            raise pytest.UsageError(f"{item.nodeid} {no}") from None


def ids_in_papers(folder: Path) -> set[str]:
    """Every id of the papers in a folder."""
    return {
        form.format(number)
        for paper, pattern, form in PAPERS
        for number in re.findall(pattern, (folder / paper).read_text(), re.MULTILINE)
    }


def holdings(folder: Path) -> list[Holding]:
    """The markers of every test of a folder, also of those that are left out of a run."""
    return [
        Holding(path, function.name, tuple(ids))
        for path in sorted(folder.rglob("test_*.py"))
        for function, ids in _tests_of(ast.parse(path.read_text()))
        if ids
    ]


def write_page(page: str, held: list[Holding]) -> str:
    """The page with the tests that hold each id; ids and titles stay as they are."""
    tests: dict[str, list[str]] = {}
    for holding in held:
        for one in holding.ids:
            tests.setdefault(one, []).append(holding.name)
    return "".join(_line(line, tests) for line in page.splitlines(keepends=True))


def _tests_of(module: ast.Module) -> Iterator[tuple[ast.FunctionDef, list[str]]]:
    """Each with the ids in its decorators (its own marker's, or that of one row of a table), and
    those that the module's `pytestmark` gives to every test of it."""
    of_all = [
        statement.value
        for statement in module.body
        if isinstance(statement, ast.Assign) and ast.unparse(statement.targets[0]) == "pytestmark"
    ]
    for function in ast.walk(module):
        if isinstance(function, ast.FunctionDef):
            marks = [*function.decorator_list, *of_all * function.name.startswith("test_")]
            yield function, list(dict.fromkeys(one for mark in marks for one in _ids_in(mark)))


def _ids_in(mark: ast.expr) -> Iterator[str]:
    for call in ast.walk(mark):
        if isinstance(call, ast.Call) and ast.unparse(call.func) == "pytest.mark.holds":
            yield from (ast.literal_eval(word) for word in call.args)


def _row(line: str) -> re.Match[str] | None:
    row = ROW.match(line)
    return row if row and re.search(r"\d", row["id"]) else None


def _line(line: str, tests: dict[str, list[str]]) -> str:
    row = _row(line.rstrip("\n"))
    if row is None:
        return line
    names = sorted(set(tests.get(row["id"], [])))
    return f"| {row['id']} | {row['title']} | {'<br>'.join(names)}{' |' if names else '|'}\n"


if __name__ == "__main__":
    PAGE.write_text(write_page(PAGE.read_text(), holdings(ROOT / "tests")))
