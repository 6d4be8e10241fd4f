"""What the product runs on is what it uses: a library that nothing names goes."""

import re
from collections.abc import Iterator
from importlib.metadata import packages_distributions

import pytest

from boot.steps import ROOT

FOLDERS = (
    "boot",
    "community",
    "config",
    "frontend",
    "groups",
    "marketplace",
    "pooling",
    "providers",
)


def libraries() -> list[str]:
    text = (ROOT / "requirements/run.in").read_text()
    return re.findall(r"^[\w.-]+(?=[\[=])", text, re.MULTILINE)


def modules_of(library: str) -> set[str]:
    return {
        module
        for module, of in packages_distributions().items()
        if library in {name.lower().replace("_", "-") for name in of}
    }


def sources() -> Iterator[str]:
    for folder in FOLDERS:
        for path in (ROOT / folder).rglob("*.py"):
            if "node_modules" not in path.parts:
                yield path.read_text()


@pytest.fixture(scope="module")
def text() -> str:
    return "\n".join(sources())


# Read by the standard library, where the machine has no clocks of its own.
READ_BY_PYTHON = {"tzdata"}


@pytest.mark.parametrize("library", sorted(set(libraries()) - READ_BY_PYTHON))
def test_a_library_is_used(library, text):
    modules = modules_of(library)
    assert modules, f"{library} is not installed"
    assert any(re.search(rf"\b{module}\b", text) for module in modules)
