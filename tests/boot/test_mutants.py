"""`make mutants`: its results are read, ninety in a hundred must die, the rest have a reason."""

import json
from types import SimpleNamespace

import pytest

from boot.mutants import (
    PAGE,
    Change,
    Mutant,
    Score,
    complaints,
    forget_survivors,
    make_ready,
    read_reasons,
    read_results,
    scores,
    settings,
)
from boot.postgres import Server
from boot.steps import ROOT
from tests.conftest import server_of_run

LIVES = Change("a/rules.py", "check_sum", "if a | b:", "if a & b:")
ENOUGH = Score("a/*", 9, 10)
CODES = {"a.x_f__mutmut_1": 1, "a.x_f__mutmut_2": 0, "a.x_f__mutmut_3": None}
MORE_CODES = {"b.x_g__mutmut_1": 33, "b.x_g__mutmut_2": -24}


@pytest.fixture
def copy(tmp_path):
    """mutmut's copy of two files, judged in part."""
    (tmp_path / "rules").mkdir()
    for name, codes in (("rules/a.py", CODES), ("b.py", MORE_CODES)):
        (tmp_path / f"{name}.meta").write_text(json.dumps({"exit_code_by_key": codes}))
    (tmp_path / "mutmut-stats.json").touch()
    return tmp_path


def test_each_mutant_is_read_with_what_became_of_it(copy):
    assert read_results(copy) == [
        Mutant("b.x_g__mutmut_1", "b.py", "no tests"),
        Mutant("b.x_g__mutmut_2", "b.py", "timeout"),
        Mutant("a.x_f__mutmut_1", "rules/a.py", "killed"),
        Mutant("a.x_f__mutmut_2", "rules/a.py", "survived"),
        Mutant("a.x_f__mutmut_3", "rules/a.py", "not checked"),
    ]


def test_each_module_has_its_score(copy):
    each_score = scores(read_results(copy), ["rules/*", "b.py"])

    assert each_score == [Score("rules/*", 1, 3), Score("b.py", 1, 2)]
    assert str(each_score[0]) == "killed 1 of 3 (33.3 %)  rules/*"


def test_what_lived_is_judged_again_and_what_was_killed_is_not(copy):
    forget_survivors(copy)

    statuses = [mutant.status for mutant in read_results(copy)]
    assert statuses == ["not checked", "timeout", "killed", "not checked", "not checked"]
    assert not (copy / "mutmut-stats.json").exists()


def test_a_run_begins_anew_only_where_it_must(tmp_path, monkeypatch):
    folder, copy = tmp_path / "run", tmp_path / "run/mutants"
    monkeypatch.setattr("boot.mutants.FOLDER", folder)
    monkeypatch.setattr("boot.mutants.COPY", copy)
    config = {"source_paths": ["groups"], "also_copy": ["docs"]}

    def statuses(**more) -> list[str]:
        make_ready(config | more, afresh=False)
        return [mutant.status for mutant in read_results(copy)]

    make_ready(config, afresh=True)
    assert (folder / "groups").resolve() == ROOT / "groups"
    copy.mkdir()
    (copy / "a.py.meta").write_text(json.dumps({"exit_code_by_key": CODES}))
    assert statuses() == ["killed", "survived", "not checked"]
    (folder / "code").write_text("what it was before a test was changed")
    assert statuses() == ["killed", "not checked", "not checked"]
    assert statuses(only_mutate=["more"]) == []


@pytest.mark.parametrize(
    ("killed", "number", "is_enough"), [(90, 100, True), (899, 1000, False), (0, 0, True)]
)
def test_ninety_in_a_hundred_are_enough(killed, number, is_enough):
    score = Score("a/*", killed, number)

    assert score.is_enough == is_enough
    assert bool(complaints([score], {}, {}, 0)) != is_enough


@pytest.mark.parametrize(
    ("survivors", "reasons", "not_judged", "beginnings"),
    [
        ({LIVES: "survived"}, {LIVES: "equivalent"}, 0, []),
        ({LIVES: "survived"}, {}, 0, ["lives without a reason (survived)"]),
        ({LIVES: "survived"}, {LIVES: ""}, 0, ["lives without a reason"]),
        ({}, {LIVES: "equivalent"}, 0, ["lives no longer"]),
        ({}, {LIVES: "equivalent"}, 7, ["7 not judged"]),
    ],
)
def test_a_survivor_has_a_reason_and_a_reason_a_survivor(
    survivors, reasons, not_judged, beginnings
):
    complaint_lines = complaints([ENOUGH], survivors, reasons, not_judged)

    assert len(complaint_lines) == len(beginnings)
    assert all(
        line.startswith(beginning)
        for line, beginning in zip(complaint_lines, beginnings, strict=True)
    )


def test_a_row_that_is_asked_for_is_read_back_as_it_was():
    page = f"# Title\n\n| module | function |\n|---|---|\n{LIVES.row('the same by §2')}\n"

    assert read_reasons(page) == {LIVES: "the same by §2"}


def test_every_reason_is_of_a_module_that_is_tried_and_every_named_file_is_there():
    config = settings()
    reasons = read_reasons(PAGE.read_text())

    files = [*config["pytest_add_cli_args_test_selection"], *(change.path for change in reasons)]
    assert [name for name in files if not (ROOT / name).exists()] == []
    assert all(any(ROOT.glob(module)) for module in config["only_mutate"])
    assert all(reasons.values())


def test_a_run_of_tests_uses_the_server_it_is_given(monkeypatch, tmp_path):
    """As the many runs of mutmut do: none starts its own."""
    monkeypatch.setenv("TEST_SERVER", json.dumps([str(tmp_path), 5432]))

    assert server_of_run(SimpleNamespace()) == Server(tmp_path, 5432)
