"""docs/sheets.md, from the table: `python -m tests.access.sheets_document` writes it again."""

import os
from pathlib import Path

import django

PAGE = Path(__file__).resolve().parents[2] / "docs" / "sheets.md"
BEGINS = """# What can be done on a screen, and its sheet

Made from `tests/access/sheets.py` by `python -m tests.access.sheets_document`; a test compares, and
a page that takes something from a person and is not here fails the build.

All of somebody’s sheets are printed from `/paper/<code>/sheets/` by whoever works in their area,
and from `/group/<id>/sheets/` by themselves: one or all, in the usual type or large, with pictures
beside the main words where they are wanted, and as a plain page that a screen reader takes. Each
bears the code by which it is entered, and the version of what it asks.

| On a screen | On paper: the sheet | Entered at | By program |
|---|---|---|---|
"""
COMPARED = """
## From what nothing is compared

A sheet bears the version of what it asks. Whoever enters it types that version: where it asks
otherwise now, nothing is entered, and they are shown what it says now. A yes to a shared cost of an
older version is kept as said to that (P25). From these nothing is compared:

| The sheet | Why |
|---|---|
"""
JOURNEYS = """
## Each step of a holder in the fourteen journeys

Made from `tests/access/journeys_on_paper.py`: what is pressed has its sheet from the table above.
J5, J7 and J8 are walked on paper to their ends (`tests/journeys`); of the others each
step is tried by itself.

| Journey | Step | On a screen | On paper |
|---|---|---|---|
"""
REASONS = """
## What has no entry of its own

| On a screen | Why |
|---|---|
"""


def document() -> str:
    from tests.frontend.api.test_every_page_has_a_twin import NONE, TWINS  # noqa: PLC0415

    from .journeys_on_paper import rows as rows_of_journeys  # noqa: PLC0415
    from .sheets import (  # noqa: PLC0415
        ENTRY_OF,
        NOT_COMPARED,
        NOT_ON_PAPER,
        SHEET_OF_ENTRY,
        SHEETS,
    )

    rows = []
    for door, entry in sorted(ENTRY_OF.items()):
        sheet = SHEET_OF_ENTRY[entry]
        twin = TWINS.get(entry)
        program = f"`{twin}`" if twin else NONE[entry]
        rows.append((f"`{door}`", SHEETS.get(sheet, sheet), f"`{entry}`", program))
    reasons = [(f"`{door}`", why) for door, why in sorted(NOT_ON_PAPER.items())]
    not_compared = [(SHEETS[sheet], why) for sheet, why in NOT_COMPARED.items()]
    return "".join(
        begins + "\n".join(map(_line, table)) + "\n"
        for begins, table in (
            (BEGINS, rows),
            (REASONS, reasons),
            (COMPARED, not_compared),
            (JOURNEYS, rows_of_journeys()),
        )
    )


def _line(cells: tuple[str, ...]) -> str:
    return "| " + " | ".join(cells) + " |"


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings_for_tests")
    django.setup()
    PAGE.write_text(document())
