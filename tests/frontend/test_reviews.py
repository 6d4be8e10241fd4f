"""Nobody looks over what the last press would refuse (fault B8)."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PAGES = Path(__file__).resolve().parents[2] / "frontend" / "pages"


def calls_in(function: ast.FunctionDef) -> set[str]:
    """The names of what a function calls: "check" for `answers.check()`."""
    calls = [node.func for node in ast.walk(function) if isinstance(node, ast.Call)]
    return {call.attr if isinstance(call, ast.Attribute) else ast.unparse(call) for call in calls}


def pages_with_a_review() -> Iterator[tuple[str, set[str]]]:
    """(page, all that it calls, with what functions of its own file call for it)."""
    for path in sorted(PAGES.rglob("*.py")):
        functions = {
            node.name: calls_in(node)
            for node in ast.walk(ast.parse(path.read_text()))
            if isinstance(node, ast.FunctionDef)
        }
        for name, calls in functions.items():
            if "review_step" in calls:
                inner = [functions[call] for call in calls if call in functions]
                yield f"{path.relative_to(PAGES)}:{name}", calls.union(*inner)


WITH_A_REVIEW = dict(pages_with_a_review())


@pytest.mark.holds("fault:B8")
@pytest.mark.parametrize("page", WITH_A_REVIEW)
def test_a_page_with_a_review_checks_before_it_what_it_will_check_after(page):
    assert [name for name in WITH_A_REVIEW[page] if name.startswith("check")]


def test_there_are_pages_with_a_review():
    assert len(WITH_A_REVIEW) > 4
