"""docs/access.md, from the table: `python -m tests.access.document` writes it again."""

import os
from collections import defaultdict
from pathlib import Path

import django

PAGE = Path(__file__).resolve().parents[2] / "docs" / "access.md"
BEGINS = """# Who comes through which door

Made from `audiences.py`, `pages.py` and `calls.py` in `tests/access` by
`python -m tests.access.document`. Each cell is tried by `tests/access/test_access_matrix.py`, with
what is the person's and with what is somebody else's. Where it is somebody else's, nobody comes
through but where it says “everybody”, “whoever signed in” or “a person”.

“Through” means that somebody is neither told that there is nothing, nor asked to sign in, nor told
that it is not theirs to do; a rule may still say no. Those who act for the person go as far as they
may: one who decides is told “not yours” where somebody has to pay, an advocate wherever more than a
suggestion is asked, and one of two who hold a power jointly, alone, the same; but what stops or
protects, each of those two does alone. Besides the twelve, somebody who only looks and somebody who
pays are tried where the twelve do not tell, and each role at every door that is for a role: whoever
only works there comes through in the roles that are named, and in no other.
"""


def document() -> str:
    from .actors import Actor
    from .audiences import Audience, Row

    lines = [BEGINS, "| for whom | " + " | ".join(actor.value for actor in Actor) + " |"]
    lines.append("|---" * (len(Actor) + 1) + "|")
    for audience in Audience:
        gates = (Row(audience).gate(actor).value for actor in Actor)
        lines.append(f"| {audience.value} | " + " | ".join(gates) + " |")
    lines += ["", "## Which doors are for whom", ""]
    for whom, doors in sorted(_doors_by_audience().items()):
        lines += [f"**{whom}**", "", ", ".join(f"`{door}`" for door in doors), ""]
    return "\n".join(lines).rstrip() + "\n"


def _doors_by_audience() -> dict[str, list[str]]:
    from .calls import CALLS
    from .pages import PAGES

    doors = defaultdict(list)
    for name, row in PAGES.items():
        opens, presses = row if isinstance(row, tuple) else (row, None)
        if opens:
            doors[_words(opens)].append(name)
        if presses:
            doors[_words(presses)].append(f"{name}, pressed")
    for name, row in CALLS.items():
        doors[_words(row)].append(name.replace(" /", " /api/", 1))
    return doors


def _words(row) -> str:
    from community.people.states import RepresentationScope

    from .audiences import OWN_WORD

    needs = {
        RepresentationScope.SUGGEST: "; for somebody: who may suggest",
        RepresentationScope.DECIDE: "; for somebody: who may decide",
        RepresentationScope.PAY: "; for somebody: who may pay",
        OWN_WORD: "; nobody else for them",
    }
    also = "; and one of two who decide only together" if row.is_stop else ""
    also += f"; and {row.also.value}" if row.also and not row.roles else ""
    role = ": " + ", ".join(str(kind.label) for kind in row.roles) if row.roles else ""
    return row.audience.value.capitalize() + role + needs.get(row.needs, "") + also


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings_for_tests")
    django.setup()
    PAGE.write_text(document())
