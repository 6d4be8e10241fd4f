"""`docs/renamed.md`: what each file and name is called now, read from the commits.

    python -m tests.comparisons.renamed BASE HEAD

A commit says `Renamed: app.module.Old → app.module.New` (or ->) on a line of its body, for each
name that another part may know; `{one,two}` where it became several, and `nothing` where it went.
All lines of one commit hold at once, so two names can change places; a module that moves takes
along the names in it. Files come from git itself. Ends with 1 where a line cannot be read, or a new
name is not in the tree.
"""

import ast
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGE = Path("docs/renamed.md")
SAYS_PATTERN = re.compile(r"^\s*Renamed:\s*(.*)$", re.MULTILINE)
LINE_PATTERN = re.compile(r"`?([\w./-]+?)`?\s*(?:→|->)\s*`?([\w./{},-]+)`?\.?")
SEVERAL_PATTERN = re.compile(r"\{([^}]*)\}")
NOTHING = "nothing"
APPS_IN_FOLDERS = ("community", "pooling", "marketplace", "frontend", "tests")
HEAD_OF_PAGE = """# What was renamed

Written by `python -m tests.comparisons.renamed BASE HEAD` from the commits between the two: read
it when you look for what you knew. What programs see of it is in the [changelog](../CHANGELOG.md).
"""

Names = dict[str, str]


@dataclass(frozen=True)
class Repository:
    root: Path

    def git(self, *words: str) -> str:
        command = ["git", "-c", "core.quotePath=false", *words]
        run = subprocess.run(command, cwd=self.root, check=True, capture_output=True, text=True)
        return run.stdout

    def bodies(self, base: str, head: str) -> list[str]:
        """Of the commits, oldest first."""
        log = self.git("log", "--reverse", "--topo-order", "--format=%B%x00", f"{base}..{head}")
        return log.split("\0")

    def moved_files(self, base: str, head: str) -> Names:
        # By far more pairs than git compares by itself.
        status = ["diff", "--name-status", "-l100000", "--find-renames=40%", "--diff-filter=R"]
        rows = (line.split("\t") for line in self.git(*status, base, head).splitlines())
        return {before: after for _score, before, after in rows}

    def files(self, head: str) -> set[str]:
        return set(self.git("ls-tree", "-r", "--name-only", head).splitlines())

    def text(self, head: str, path: str) -> str:
        return self.git("show", f"{head}:{path}")


def lines_of(body: str) -> Iterator[tuple[str, str]]:
    """(old, new) of each line; ("", line) of one that cannot be read."""
    for line in SAYS_PATTERN.findall(body):
        match = LINE_PATTERN.fullmatch(line.strip())
        yield match.groups() if match else ("", line)  # type: ignore[misc]


def collapse(steps: Iterable[Names]) -> Names:
    """Old name: name now, of what is called otherwise than at first; `steps` come oldest first."""
    now: Names = {}
    for step in steps:
        first = {name: old for old, name in now.items()}
        now = {old: new_name(step, name) for old, name in now.items()}
        for old, new in step.items():
            if old not in first:
                now.setdefault(new_name(first, old), new)
    return {old: new for old, new in now.items() if new not in (old, NOTHING)}


def new_name(step: Names, name: str) -> str:
    """Also where only the module or class it is in was renamed."""
    parts = name.split(".")
    for count in range(len(parts), 0, -1):
        start = ".".join(parts[:count])
        if start in step:
            return ".".join([step[start], *parts[count:]])
    return name


@dataclass
class Tree:
    """The names that there are in the Python files of a commit."""

    repository: Repository
    head: str

    def __post_init__(self) -> None:
        self._files = self.repository.files(self.head)
        self._names: dict[str, set[str]] = {}

    def has(self, name: str) -> bool:
        several = SEVERAL_PATTERN.search(name)
        if several:
            return all(self.has(name.replace(several[0], one)) for one in several[1].split(","))
        if "/" in name or name in self._files:
            return name in self._files or any(file.startswith(f"{name}/") for file in self._files)
        parts = name.split(".")
        return any(self._holds(parts[:count], parts[count:]) for count in range(len(parts), 0, -1))

    def _holds(self, module: list[str], inside: list[str]) -> bool:
        folder = "/".join(module)
        if not inside:
            in_folder = (file.startswith(f"{folder}/") for file in self._files)
            return f"{folder}.py" in self._files or any(in_folder)
        files = {f"{folder}.py", f"{folder}/__init__.py"} & self._files
        return any(".".join(inside) in self._names_in(file) for file in files)

    def _names_in(self, file: str) -> set[str]:
        if file not in self._names:
            self._names[file] = set(
                _definitions(ast.parse(self.repository.text(self.head, file)), "")
            )
        return self._names[file]


def _definitions(node: ast.AST, before: str) -> Iterator[str]:
    """Dotted: classes, functions, their parameters, what is assigned or imported, attributes."""
    for child in ast.iter_child_nodes(node):
        name = _name_of(child)
        if name:
            yield before + name
        is_scope = isinstance(child, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef)
        yield from _definitions(child, f"{before}{name}." if is_scope else before)
        if isinstance(child, ast.FunctionDef) and isinstance(node, ast.ClassDef):
            yield from (before + attribute for attribute in _own_attributes(child))


def _name_of(node: ast.AST) -> str:
    if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
        return node.id
    if isinstance(node, ast.alias):
        return node.asname or node.name
    if isinstance(node, ast.arg):
        return node.arg
    if isinstance(node, ast.TypeAlias):
        return node.name.id
    return getattr(node, "name", None) or ""


def _own_attributes(function: ast.FunctionDef) -> Iterator[str]:
    for node in ast.walk(function):
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            yield node.attr


def app_of(name: str) -> str:
    parts = name.split(".")
    return ".".join(parts[: 2 if parts[0] in APPS_IN_FOLDERS else 1])


def page(files: Names, names: Names) -> str:
    parts = [HEAD_OF_PAGE, *_table("Files", files)]
    for app, group in groupby(sorted(names, key=lambda name: (app_of(name), name)), app_of):
        parts += _table(app, {name: names[name] for name in group})
    return "\n".join(parts)


def _table(title: str, names: Names) -> list[str]:
    if not names:
        return []
    rows = [f"| `{old}` | `{names[old]}` |" for old in sorted(names)]
    return [f"## {title}\n", "| before | now |", "|---|---|", *rows, ""]


def faults(unread: list[str], names: Names, tree: Tree) -> Iterator[str]:
    yield from (f"This line cannot be read: Renamed: {line}" for line in unread)
    for old, new in sorted(names.items()):
        if not tree.has(new):
            yield f"{old} → {new}: there is no such name now"


def main(base: str, head: str, root: Path = ROOT) -> int:
    repository = Repository(root)
    says = [list(lines_of(body)) for body in repository.bodies(base, head)]
    steps = [{old: new for old, new in step if old} for step in says]
    unread = [line for step in says for old, line in step if not old]
    names = collapse(steps)
    (root / PAGE).write_text(page(repository.moved_files(base, head), names))
    lines = list(faults(unread, names, Tree(repository, head)))
    print("\n".join(lines) or f"{PAGE} has {len(names)} names.")
    return 1 if lines else 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1], sys.argv[2]))
