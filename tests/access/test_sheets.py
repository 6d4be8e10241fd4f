"""Whatever a person can press on a screen they can say on paper, or it says why not (P59, G4)."""

import re
from pathlib import Path

import pytest

from groups.models.members import Member
from tests.factories.pools import make_people, make_pool
from tests.factories.supply import make_connector
from tests.frontend.api.test_every_page_has_a_twin import NONE, TWINS
from tests.frontend.api.test_twins import Calls
from tests.frontend.api.twin_fields import FORMS

from .audiences import PAPER
from .journeys_on_paper import JOURNEYS, READ_ON_PAPER, rows
from .pages import PAGES
from .sheets import (
    ENTRY_OF,
    NOT_COMPARED,
    NOT_ON_PAPER,
    OWN_PAGE,
    SHEET_OF_ENTRY,
    SHEETS,
    doors_of_a_person,
)
from .sheets_document import PAGE, document


@pytest.mark.holds("fault:G4", "M72", "M122")
def test_every_door_of_a_person_has_its_entry_on_paper_or_says_why_not():
    doors = doors_of_a_person()

    assert doors - set(ENTRY_OF) - set(NOT_ON_PAPER) == set()
    assert set(ENTRY_OF) | set(NOT_ON_PAPER) == doors
    assert set(ENTRY_OF) & set(NOT_ON_PAPER) == set()
    assert all(NOT_ON_PAPER.values())


@pytest.mark.holds("fault:G4", "M122")
def test_every_entry_is_a_workers_and_has_a_sheet_or_says_why_not():
    entries = {name for name, row in PAGES.items() if name.startswith("paper_") and _takes(row)}

    assert entries - set(SHEET_OF_ENTRY) == set()
    assert set(ENTRY_OF.values()) <= set(SHEET_OF_ENTRY)
    assert {name for name in SHEET_OF_ENTRY if _presses(name) != PAPER} == set()
    assert set(SHEET_OF_ENTRY) - set(TWINS) - set(NONE) - {"paper_stops"} == set()


def _takes(row):
    return isinstance(row, tuple)


def _presses(name):
    row = PAGES[name]
    return row[1] if _takes(row) else row


@pytest.mark.holds("fault:G4", "P59", "P25")
def test_every_sheet_that_is_named_is_printed(db):
    people = make_people(2)
    pool = make_pool(people)
    code = Member.objects.get(group=pool.group, person=people[0].person).paper_code

    rows = Calls(make_connector().login)("get", f"/paper/{code}/sheets/").json()["results"]

    assert {row["name"] for row in rows if not row["sheet"]["version"]} == {
        name for name in NOT_COMPARED if name not in OWN_PAGE | {"how-it-was"}
    }
    printed = {row["name"].removesuffix(f"-{pool.pk}") for row in rows}
    asked_at_its_time = {
        "choice",
        "question",
        "how-it-was",
        "review",
        "open",
        "next-step",
    }  # each has a test of its own
    assert printed == set(SHEETS) - OWN_PAGE - asked_at_its_time


@pytest.mark.holds("P23")
def test_each_sheet_with_a_yes_has_a_line_for_how_it_was_put(db):
    people = make_people(2)
    pool = make_pool(people)
    code = Member.objects.get(group=pool.group, person=people[0].person).paper_code
    asks = {
        SHEET_OF_ENTRY[ENTRY_OF.get(route, route)]
        for route, form in FORMS
        if ENTRY_OF.get(route, route) in SHEET_OF_ENTRY and "shown_words" in form.base_fields
    } & set(SHEETS)
    assert asks == {
        *("card", "choice", "cost", "decision", "group-choice", "question", "start-group", "steps"),
        "end",
    }

    rows = Calls(make_connector().login)("get", f"/paper/{code}/sheets/").json()["results"]

    has_line = {
        row["name"].removesuffix(f"-{pool.pk}")
        for row in rows
        if "How it was put to me" in " ".join(row["sheet"]["lines"])
    }
    of_their_time = {"choice", "question"}  # asserted where they are printed
    assert has_line == asks - OWN_PAGE - of_their_time


@pytest.mark.holds("M72")
def test_each_holders_step_of_the_journeys_is_done_on_paper_or_says_why_not():
    doors = {
        door
        for steps in JOURNEYS.values()
        for _step, doors in steps
        if not isinstance(doors, str)
        for door in doors
    }
    named = [journey.split(" ")[0] for journey in JOURNEYS]

    assert named == [f"J{number}" for number in range(1, 15)]
    assert doors <= set(PAGES)
    # What is pressed is in the table of sheets, and what is only read is read somewhere.
    assert {door for door in doors if door in doors_of_a_person()} == doors & (
        set(ENTRY_OF) | set(NOT_ON_PAPER)
    )
    assert doors <= set(ENTRY_OF) | set(NOT_ON_PAPER) | set(READ_ON_PAPER)
    assert set(READ_ON_PAPER) & set(ENTRY_OF) == set()
    paper = re.findall(r"`(\w+)`", " ".join(cells[3] for cells in rows()))
    assert set(paper) - set(PAGES) == set()


@pytest.mark.holds("M72")
def test_each_way_on_paper_that_a_journey_names_is_tried_by_a_test():
    tried = "".join(path.read_text() for path in Path("tests").rglob("test_*.py"))
    entries = {
        ENTRY_OF[door]
        for steps in JOURNEYS.values()
        for _step, doors in steps
        if not isinstance(doors, str)
        for door in doors
        if door in ENTRY_OF
    }

    assert {entry for entry in entries if f'"{entry}"' not in tried} == set()


def test_the_paper_in_docs_is_what_the_table_says():
    assert PAGE.read_text() == document(), "python -m tests.access.sheets_document"
