"""The table of messages by kind: `python -m tests.community.messaging.document` writes it.

Read from the code: where a kind is named, which subject, first words and link go with it there.
"""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[3]
PAGE = ROOT / "docs" / "messages.md"
APPS = ("community", "groups", "pooling", "providers")
HEAD = """# Messages, by kind

Written by `python -m tests.community.messaging.document` from the code; a test compares. A subject
says no more than whether it is a payment, a question or news. The text begins with the group and
the thing, and goes on with the words below. Under every mail: from whom, why it comes, and where to
change that. "%(…)s" is filled in: a name, a day, a sum. To who offers it, a message of a shared
cost has the subject "News about your offer".

| Kind | Subject before | Subject now | The text begins | Link |
|---|---|---|---|---|
"""
# What nobody may read over a shoulder: what somebody needs, has, or is.
SENSITIVE = re.compile(
    r"\b(?:disab\w*|ill|illness|hospital|care|carer|dementia|debts?|benefits?)\b|council|£",
    re.IGNORECASE,
)
WERE_NEWS_FOR_YOU = {
    "GroupMessage.GRANT_ENDS",
    *(
        f"PoolMessage.{name}"
        for name in (
            *("POOL_OPENED", "POOL_READY", "DATE_MOVED", "PAYMENT_COMING", "GOING_AHEAD"),
            *("DID_NOT_GO_AHEAD", "STOPS_AFTER", "CANCELLED", "PLEDGE_ENDED", "REVIEW_DAY"),
            *("PLACE_NOT_COVERED", "CALL_OFF_ASKED", "COVER_CHOSEN", "NO_LONGER_FITS"),
            *("MISSED_PLACE_REFUNDED", "SESSION_REFUNDED", "ASKED_LOW_MAXIMUM"),
            *("ASKED_FAILED_PAYMENT", "ASKED_NEW_SHARE", "ASKED_NEW_TERMS", "ASKED_BILL_CHANGE"),
            *("FAILED_PAYMENT_REMINDER", "TRANSFER_SEND", "TRANSFER_REMINDER"),
            *("BANK_DETAILS_NEEDED", "COMMITMENT_AGREED", "COMMITMENT_REFUSED"),
            *("HELP_REQUESTED", "HELP_ANSWERED"),
        )
    ),
}


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
    from community.messaging.message_kinds import MessageKind  # noqa: PLC0415

    return {
        f"{app.__name__}.{kind.name}": str(kind.label)
        for app in MessageKind.__subclasses__()
        for kind in app
    }


@cache
def rows() -> dict[str, Row]:
    """Of each kind, what stands where the code names it."""
    found: dict[str, list[Row]] = {}
    for path in _modules():
        for function in _functions(ast.parse(path.read_text())):
            for kind in _kinds_in(function):
                found.setdefault(kind, []).append(_row(kind, function))
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


def _row(kind: str, function: ast.AST) -> Row:
    """Of the call that names the kind, if there is one; else of all that stands beside it."""
    calls = [
        node
        for node in ast.walk(function)
        if isinstance(node, ast.Call) and kind in _kinds_in_arguments(node)
    ]
    scope: ast.AST = min(calls, key=_length) if calls else function
    subjects = [*_keyword(scope, "subject")]
    said = [*_literals(scope), *_assigned(function, "text"), *_assigned(function, "told")]
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
    """What is said in it: the words in gettext's hands."""
    return [
        str(node.args[0].value)
        for node in ast.walk(scope)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in ("_", "gettext")
        and node.args
        and isinstance(node.args[0], ast.Constant)
    ]


def _assigned(function: ast.AST, name: str) -> list[str]:
    """What is said in what the function calls its text."""
    return [
        words
        for node in ast.walk(function)
        if isinstance(node, ast.Assign)
        and any(isinstance(each, ast.Name) and each.id == name for each in node.targets)
        for words in _literals(node)
    ]


def _without_code(link: str) -> str:
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
    found = rows()
    return [_line(kind, label, found[kind]) for kind, label in kinds().items() if kind in found]


def _line(kind: str, label: str, row: Row) -> str:
    before = "News for you" if kind in WERE_NEWS_FOR_YOU else "the same"
    words = row.words or label
    words = words if len(words) < 90 else words[:90].rpartition(" ")[0] + " …"
    link = row.link if row.link.startswith("/") else ""
    if kind.startswith("PoolMessage") and not link:
        link = "/pools/…/"
    cells = [f"`{kind}`", before, "; ".join(subject_words(kind, row)), words, link]
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
