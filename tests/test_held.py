"""Tests say what they hold, and `docs/held.md` says it too."""

import os
import re
import subprocess
import sys
from itertools import groupby
from pathlib import Path

import pytest

from tests import holding
from tests.factories.shared import shared_papers

KNOWN = {"M37", "C14", "fault:A1", "P12"}


@pytest.fixture(scope="module")
def page() -> str:
    return holding.PAGE.read_text()


def test_the_page_is_current(page):
    """`python -m tests.holding` writes it again."""
    assert holding.write_page(page, holding.holdings(holding.ROOT / "tests")) == page


def test_every_id_is_there_once_in_order_with_a_short_title(page):
    kinds = groupby(holding.known_ids(page), key=lambda one: one.rstrip("0123456789"))
    numbers = [(kind, [int(re.sub(r"\D", "", one)) for one in ids]) for kind, ids in kinds]

    assert len({kind for kind, _numbers in numbers}) == len(numbers)
    assert [kind for kind, count in numbers if count != list(range(1, len(count) + 1))] == []
    titles = re.findall(r"^\| \S+\d \| ([^|]+) \|", page, re.MULTILINE)
    assert [title for title in titles if not 2 < len(title) < 70] == []


def test_its_ids_are_those_of_the_papers(page):
    assert set(holding.known_ids(page)) ^ holding.ids_in_papers(shared_papers()) == set()


@pytest.mark.parametrize(
    ("ids", "why"),
    [
        ((), "names 0 ids"),
        (("M37", "C14", "fault:A1", "P12"), "names 4 ids"),
        (("M37", "M37"), "twice"),
        (("M999",), "does not name"),
        (("A1",), "does not name"),
        ((37,), "does not name"),
    ],
    ids=["none", "four", "twice", "unknown", "a fault without its word", "no word"],
)
def test_a_marker_that_says_too_little_too_much_or_something_unknown_is_refused(ids, why):
    with pytest.raises(holding.NotHeld, match=why):
        holding.check_ids(ids, KNOWN)


def test_up_to_three_known_ids_are_taken():
    assert holding.check_ids(("M37", "C14", "fault:A1"), KNOWN) is None


@pytest.mark.parametrize(("one", "code"), [("M999", 4), ("M37", 0)])
def test_a_run_ends_before_its_first_test_where_a_marker_is_refused(tmp_path, one, code):
    test = tmp_path / "test_it.py"
    test.write_text(f'import pytest\n@pytest.mark.holds("{one}")\ndef test_it(): pass\n')

    run = subprocess.run(
        [sys.executable, "-m", "pytest", "-p", "tests.holding", "-c", os.devnull, str(test)],
        cwd=holding.ROOT,
        env={name: value for name, value in os.environ.items() if name != "PYTEST_ADDOPTS"},
        capture_output=True,
        text=True,
    )

    assert run.returncode == code
    refused = "test_it holds ['M999'], which docs/held.md does not name"
    assert (refused in run.stderr) == (one == "M999")


def test_markers_are_found_on_tests_in_classes_and_in_rows_of_tables(tmp_path):
    (tmp_path / "test_pools.py").write_text(
        "import pytest\n"
        '@pytest.mark.holds("M37", "C14")\n'
        "def test_one(): pass\n"
        "class TestMore:\n"
        '    @pytest.mark.parametrize("x", [pytest.param(1, marks=pytest.mark.holds("P12"))])\n'
        "    def test_two(self, x): pass\n"
        "def test_three(): pass\n"
    )

    holdings = [(one.name, one.ids) for one in holding.holdings(tmp_path)]

    assert holdings == [("pools: one", ("M37", "C14")), ("pools: two", ("P12",))]


def test_only_the_tests_of_a_row_are_written_anew():
    page = (
        "| id | what | tests |\n|---|---|---|\n| M37 | One voice | old: one |\n| C14 | Leaks | |\n"
    )
    held = [holding.Holding(Path("test_voices.py"), "test_it", ("C14",))]

    assert holding.write_page(page, held) == (
        "| id | what | tests |\n|---|---|---|\n"
        "| M37 | One voice | |\n| C14 | Leaks | voices: it |\n"
    )


def test_what_a_module_holds_each_of_its_tests_does(tmp_path):
    (tmp_path / "test_pools.py").write_text(
        "import pytest\n"
        'pytestmark = [pytest.mark.django_db, pytest.mark.holds("M37")]\n'
        "def make_one(): pass\n"
        "def test_one(): pass\n"
        '@pytest.mark.holds("C14")\n'
        "def test_two(): pass\n"
    )

    holdings = [(one.test, set(one.ids)) for one in holding.holdings(tmp_path)]

    assert holdings == [("test_one", {"M37"}), ("test_two", {"M37", "C14"})]
