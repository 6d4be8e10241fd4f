"""Extra proof on real files, where they lie beside the checkout; skipped where they do not."""

import csv
import os
from pathlib import Path

import pytest

BESIDE = Path(__file__).resolve().parents[3] / "shared" / "data"


def shared_file(name: str) -> Path:
    path = Path(os.environ.get("SHARED_DATA", BESIDE)) / name
    if not path.exists():
        pytest.skip(f"{name} is not beside this checkout")
    return path


def shared_papers() -> Path:
    """The folder of the papers that the ids of `docs/held.md` come from."""
    papers = Path(os.environ.get("SHARED_DATA", BESIDE)).parent
    if not (papers / "requirements.md").exists():
        pytest.skip("the papers are not beside this checkout")
    return papers


def shared_rows(name: str) -> list[dict[str, str]]:
    with shared_file(name).open(newline="") as file:
        return list(csv.DictReader(file))
