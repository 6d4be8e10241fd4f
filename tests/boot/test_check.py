"""The closing line counts every check once."""

import os
import subprocess
import sys

import pytest

from boot import commands
from boot.check import Outcomes, default_arguments, requested_seed
from boot.steps import ROOT, BootError
from boot.watch import Watch

TESTS = """
import pytest

@pytest.fixture
def breaks_before():
    raise RuntimeError

@pytest.fixture
def breaks_after():
    yield
    raise RuntimeError

def test_passes(): pass
def test_fails(): assert False
def test_cannot_start(breaks_before): pass
def test_is_left_out(): pytest.skip()
def test_is_expected_to_fail(): pytest.xfail()
def test_fails_and_again_after(breaks_after): assert False
def test_passes_but_fails_after(breaks_after): pass
"""
COUNT = """
import sys, pytest
from boot.check import Outcomes
outcomes = Outcomes()
pytest.main(["-p", "no:cacheprovider", "-c", "/dev/null", *sys.argv[1:]], plugins=[outcomes])
print(outcomes.closing_line())
"""


def closing_line(*arguments: str) -> str:
    env = os.environ | {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    command = [sys.executable, "-c", COUNT, *arguments]
    process = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=True)
    return process.stdout.splitlines()[-1]


@pytest.mark.process
@pytest.mark.parametrize("options", [[], ["-p", "xdist", "-n", "2"]])
def test_each_test_counts_once(tmp_path, options):
    (tmp_path / "test_all.py").write_text(TESTS)

    assert closing_line(*options, str(tmp_path)) == "1 passed, 4 failed, 2 skipped"


@pytest.mark.process
def test_file_that_cannot_be_read_is_a_failure(tmp_path):
    (tmp_path / "test_broken.py").write_text("import nothing_of_this_name")

    assert closing_line(str(tmp_path)) == "0 passed, 1 failed, 0 skipped"


def test_step_counts_as_one_test(capsys):
    outcomes = Outcomes()

    def fail():
        raise BootError("The lint is unhappy.")

    outcomes.count_step("Types", lambda: None)
    outcomes.count_step("Lint", fail)

    assert outcomes.closing_line() == "1 passed, 1 failed, 0 skipped"
    assert outcomes.failures() == ["Lint"]
    assert "The lint is unhappy." in capsys.readouterr().out


@pytest.mark.process
def test_what_was_begun_goes_on_beside_the_other_steps_and_says_at_last_what_is_wrong(
    tmp_path, monkeypatch
):
    monkeypatch.setattr(commands, "LOGS", tmp_path)
    watch, made = Watch(), tmp_path / "made"
    waits = f"until [ -e {made} ]; do sleep 0.1; done; echo no type fits; exit 3"
    types = commands.begin(["sh", "-c", waits], log="types", watch=watch)

    commands.run(["touch", made], log="lint", watch=watch)

    with pytest.raises(BootError, match=r"(?s)status 3.*The last of it:\nno type fits"):
        types.finish()
    watch.close()


@pytest.mark.parametrize(
    ("arguments", "is_worth_it"),
    [
        ([], True),
        (["-k", "pledge"], True),
        (["tests/boot/test_check.py::test_step_counts_as_one_test"], False),
        (["tests/boot", "-x"], False),
    ],
)
@pytest.mark.parametrize("target", ["test", "prove"])
def test_second_test_process_is_started_where_it_is_worth_it(target, arguments, is_worth_it):
    assert ("-n" in default_arguments(target, arguments, seed=0)) is is_worth_it


def test_only_make_prove_runs_the_long_proofs():
    assert "prove" in default_arguments("prove", [], seed=0)
    assert "prove and fuzz" in default_arguments("fuzz", [], seed=0)
    assert "prove" not in default_arguments("test", [], seed=0)


def test_chance_begins_with_the_seed_that_is_given(monkeypatch):
    monkeypatch.setenv("SEED", "123")

    assert requested_seed("prove") == requested_seed("test") == 123
    assert "--hypothesis-seed=123" in default_arguments("prove", [], seed=123)


def test_without_a_seed_tests_are_alike_each_time_and_proofs_are_not(monkeypatch):
    monkeypatch.delenv("SEED", raising=False)

    assert {requested_seed("test") for _run in range(3)} == {0}
    for target in ("prove", "fuzz"):
        assert len({requested_seed(target) for _run in range(8)}) > 1


def test_what_is_no_seed_is_refused(monkeypatch):
    monkeypatch.setenv("SEED", "some")

    with pytest.raises(BootError, match="SEED=some is not a seed"):
        requested_seed("prove")
