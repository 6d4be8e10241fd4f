"""The table in `states.py` and the one the database enforces are the same (I9)."""

from importlib import import_module
from pathlib import Path

import pytest
from django.db import connection

from community.common.lifecycle import Lifecycle

ROOT = Path(__file__).resolve().parents[3]


def lifecycles() -> list[tuple[str, Lifecycle]]:
    found = []
    for path in [*ROOT.glob("*/states.py"), *ROOT.glob("*/*/states.py")]:
        module = import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))
        found += [
            (name.lower(), value)
            for name, value in vars(module).items()
            if isinstance(value, Lifecycle)
        ]
    return sorted(found, key=lambda pair: pair[0])


@pytest.mark.parametrize(("name", "lifecycle"), lifecycles(), ids=lambda v: str(v)[:20])
def test_the_database_allows_the_same_moves_as_the_table(db, name, lifecycle):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT source, target FROM lifecycle_move WHERE thing = %s ORDER BY 1, 2", [name]
        )
        assert [tuple(row) for row in cursor.fetchall()] == lifecycle.pairs()


@pytest.mark.parametrize(("name", "lifecycle"), lifecycles(), ids=lambda v: str(v)[:20])
def test_every_state_has_its_line(name, lifecycle):
    assert set(lifecycle.moves) == set(lifecycle.states)


def test_the_diagrams_in_docs_are_current():
    page = (ROOT / "docs" / "lifecycles.md").read_text()
    for name, lifecycle in lifecycles():
        assert f"## {name}\n\n```mermaid\n{lifecycle.mermaid()}\n```" in page, (
            f"docs/lifecycles.md is not current for {name}: run `manage.py draw_lifecycles`"
        )
