"""The stand-in stands apart: the product does not know it, and it does not know the product."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PRODUCT = ("config", "community", "providers", "groups", "pooling", "marketplace", "frontend")
NOT_FOR_IT = {"django", "localstripe", *PRODUCT}


def imported(folder: str) -> Iterator[tuple[str, str]]:
    """(file, package) of every import under a folder."""
    for path in (ROOT / folder).rglob("*.py"):
        if "node_modules" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            elif isinstance(node, ast.ImportFrom) and node.level == 0:
                names = [node.module]
            else:
                continue
            for name in names:
                yield str(path.relative_to(ROOT)), name.split(".")[0]


def test_the_product_never_imports_the_stand_in():
    files = [file for folder in PRODUCT for file, name in imported(folder) if name == "standin"]

    assert files == []


def test_the_stand_in_imports_nothing_of_the_product():
    assert [(file, name) for file, name in imported("standin") if name in NOT_FOR_IT] == []
