"""The table of messages by kind: `python -m tests.community.messaging.document` writes it.

Read from the code: where a kind is named, which subject, first words and link go with it there.
"""

import ast
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[3]
PAGE = ROOT / "docs" / "messages.md"
APPS = ("community", "groups", "marketplace", "pooling", "providers")
HEAD = """# Messages, by kind

Written by `python -m tests.community.messaging.document` from the code; a test compares. A subject
says no more than whether it is a payment, a question or news. The text begins with the group and
the thing, and goes on with the words below. Under every mail: from whom, why it comes, and where to
change that. "%(…)s" is filled in: a name, a day, a sum. To who offers it, a message of a shared
cost has the subject "News about your offer". As a text message it has the short name that its
reader gave the group, and its subject. "Before", no text began with the group; else it is as it was
then, where that was otherwise.

| Kind | Subject before | now | First line before | now | Link before | now |
|---|---|---|---|---|---|---|
"""
# How each was, read from the code as it was then by the same means.
BEFORE = ROOT / "tests" / "community" / "messaging" / "messages_before.json"
# What nobody may read over a shoulder: what somebody needs, has, or is.
SENSITIVE = re.compile(
    r"\b(?:disab\w*|ill|illness|hospital|care|carer|dementia|debts?|benefits?)\b|council|£",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Row:
    """One place where one kind is written."""

    kind: str  # "PoolMessage.POOL_OPENED"
    subjects: tuple[str, ...]
    words: str
    link: str


@cache
def kinds() -> dict[str, str]:
    """{"PoolMessage.POOL_OPENED": its label} of every app."""
    import config.urls  # noqa: F401, PLC0415  every kind is known once every page is
    from community.messaging.message_kinds import MessageKind  # noqa: PLC0415

    return {
        f"{app.__name__}.{kind.name}": str(kind.label)
        for app in sorted(MessageKind.__subclasses__(), key=lambda app: app.__module__)
        for kind in app
    }


@cache
def rows() -> dict[str, Row]:
    """Of each kind, what stands where the code names it."""
    found: dict[str, list[Row]] = {}
    for path in _modules():
        functions = list(_functions(ast.parse(path.read_text())))
        by_name = {each.name: each for each in functions if isinstance(each, ast.FunctionDef)}
        for function in functions:
            for kind in _kinds_in(function):
                found.setdefault(kind, []).append(_row(kind, function, by_name))
    return {kind: max(places, key=_said) for kind, places in found.items()}


def _said(row: Row) -> int:
    return bool(row.subjects) + bool(row.words) + bool(row.link)


def _modules() -> Iterator[Path]:
    for app in APPS:
        for path in sorted((ROOT / app).rglob("*.py")):
            if path.name != "message_kinds.py" and "migrations" not in path.parts:
                yield path


def _functions(tree: ast.Module) -> Iterator[ast.AST]:
    """Each function, and what stands outside any."""
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    yield from functions
    yield from (node for node in tree.body if isinstance(node, ast.Assign | ast.AnnAssign))


def _kinds_in(function: ast.AST) -> set[str]:
    return {
        f"{node.value.id}.{node.attr}"
        for node in ast.walk(function)
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and node.value.id.endswith("Message")
        and node.attr.isupper()
    }


def _row(kind: str, function: ast.AST, by_name: dict[str, ast.FunctionDef]) -> Row:
    """Of the call that names the kind, if there is one; else of all that stands beside it, or what
    a function beside it says."""
    calls = [
        node
        for node in ast.walk(function)
        if isinstance(node, ast.Call) and kind in _kinds_in_arguments(node)
    ]
    scope: ast.AST = min(calls, key=_length) if calls else function
    subjects = [*_keyword(scope, "subject")]
    said = [*_literals(scope), *_assigned(function, "text"), *_assigned(function, "told")]
    said += [words for each in _called(scope) for words in _literals(by_name.get(each, scope))]
    literals = [each for each in said if each not in subjects]
    words = next((each for each in literals if len(each) > 15), "")
    link = next(iter(_keyword(scope, "link")), "")
    return Row(kind, tuple(subjects), words, link)


def _length(call: ast.Call) -> int:
    return len(ast.unparse(call))


def _kinds_in_arguments(call: ast.Call) -> set[str]:
    values = [*call.args, *(each.value for each in call.keywords)]
    return set().union(*(_kinds_in(ast.Expr(value)) for value in values))


def _keyword(scope: ast.AST, name: str) -> list[str]:
    values = [
        each.value
        for node in ast.walk(scope)
        if isinstance(node, ast.Call)
        for each in node.keywords
        if each.arg == name
    ]
    said = []
    for value in values:
        said += _literals(value) or [_without_code(ast.unparse(value))]
    return said


def _literals(scope: ast.AST) -> list[str]:
    """What is said in it, in order: the words in gettext's hands."""
    calls = [node for node in ast.walk(scope) if isinstance(node, ast.Call)]
    return [
        str(node.args[0].value)
        for node in sorted(calls, key=lambda call: (call.lineno, call.col_offset))
        if isinstance(node.func, ast.Name)
        and node.func.id in ("_", "gettext")
        and node.args
        and isinstance(node.args[0], ast.Constant)
    ]


def _called(scope: ast.AST) -> list[str]:
    """The functions by which a call works out what it says."""
    values = [
        each.value
        for node in ast.walk(scope)
        if isinstance(node, ast.Call)
        for each in node.keywords
        if each.arg == "text"
    ]
    calls = [value for value in values if isinstance(value, ast.Call)]
    return [call.func.id for call in calls if isinstance(call.func, ast.Name)]


def _assigned(function: ast.AST, name: str) -> list[str]:
    """What is said in what the function calls its text."""
    return [
        words
        for node in ast.walk(function)
        if isinstance(node, ast.Assign)
        and any(isinstance(each, ast.Name) and each.id == name for each in node.targets)
        for words in _literals(node)
    ]


@cache
def _constants() -> dict[str, str]:
    """{name: its words} of what each module says once."""
    return {
        node.targets[0].id: node.value.value
        for path in _modules()
        for node in ast.parse(path.read_text()).body
        if isinstance(node, ast.Assign)
        and isinstance(node.targets[0], ast.Name)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    }


def _without_code(link: str) -> str:
    link = _constants().get(link, link)
    return re.sub(r"\{[^}]*\}", "…", re.sub(r"^f?['\"]|['\"]$", "", link))


def subject_words(kind: str, row: Row) -> list[str]:
    """What a subject can be: where the code works it out from the kind, as it does."""
    from pooling.pools.actions.notifications import subject_of  # noqa: PLC0415
    from pooling.pools.message_kinds import PoolMessage  # noqa: PLC0415

    app, _dot, name = kind.partition(".")
    if row.subjects and all(" " in each for each in row.subjects):
        return list(row.subjects)
    return [subject_of(PoolMessage[name])] if app == "PoolMessage" else [kinds()[kind]]


def lines() -> list[str]:
    found, were = rows(), json.loads(BEFORE.read_text())
    return [
        _line(kind, facts_of(kind, found[kind]), were.get(kind))
        for kind in kinds()
        if kind in found
    ]


def facts_of(kind: str, row: Row) -> dict[str, str]:
    """What a reader meets first of a kind: its subject, its first line, where it leads."""
    words = row.words or kinds()[kind]
    link = row.link if row.link.startswith("/") else ""
    return {
        "subject": "; ".join(subject_words(kind, row)),
        "line": words if len(words) < 90 else words[:90].rpartition(" ")[0] + " …",
        "link": link or ("/pools/…/" if kind.startswith("PoolMessage") else ""),
    }


def _line(kind: str, now: dict[str, str], before: dict[str, str] | None) -> str:
    cells = [f"`{kind}`"]
    for name, said in now.items():
        was = before[name] if before else "(new)"
        cells += ["the same" if was == said else was, said]
    return "| " + " | ".join(each.replace("|", "¦").replace("\n", " ") for each in cells) + " |"


def page() -> str:
    return HEAD + "\n".join(lines()) + "\n"


if __name__ == "__main__":
    import os

    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    os.environ.setdefault("DEMO", "1")
    django.setup()
    PAGE.write_text(page())
