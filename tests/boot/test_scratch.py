"""One server a run, with a folder and a port of its own; one that is left is ended by the next."""

import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from boot import scratch, steps
from boot.postgres import is_alive, server_process
from boot.scratch import DATABASE, remove_killed_runs, scratch_server
from boot.steps import ROOT

pytestmark = pytest.mark.process

RUN = """
import sys, time
from pathlib import Path
from boot import scratch
scratch.MIN_MEMORY_BYTES = 0
scratch.RUNS_IN_MEMORY = Path(sys.argv[1])
with scratch.scratch_server() as server:
    print(server.folder, flush=True)
    time.sleep(600)
"""


@pytest.fixture(autouse=True)
def runs(tmp_path, monkeypatch, database_server):
    """Beside those of this run itself, whose template is used."""
    monkeypatch.setattr(scratch, "RUNS_IN_MEMORY", tmp_path / "runs")
    monkeypatch.setattr(scratch, "RUNS", tmp_path / "runs_on_disk")
    monkeypatch.setattr(scratch, "MIN_MEMORY_BYTES", 0)
    return tmp_path / "runs"


def test_two_runs_beside_each_other_have_a_server_each(runs):
    with scratch_server() as first, scratch_server() as second:
        for server in (first, second):
            with psycopg.connect(server.url(DATABASE)) as connection:
                assert connection.execute("SELECT count(*) > 0 FROM django_migrations").fetchone()

        assert first.folder != second.folder
        assert first.port != second.port
        assert (first.is_up(), second.is_up()) == (True, True)


def test_nothing_is_left_of_a_run_that_ended(runs):
    with scratch_server() as server:
        process = server_process(server.data)

    assert not is_alive(process)
    assert [path.name for path in runs.iterdir()] == ["lock"]


@pytest.mark.parametrize(
    ("memory", "is_durable", "folder"),
    [(0, False, "runs"), (2**60, False, "runs_on_disk"), (0, True, "runs_on_disk")],
)
def test_a_run_is_in_memory_where_there_is_room_and_what_is_durable_on_the_disk(
    tmp_path, monkeypatch, memory, is_durable, folder
):
    monkeypatch.setattr(scratch, "MIN_MEMORY_BYTES", memory)

    with scratch_server(is_durable=is_durable) as server:
        assert server.folder.parent == tmp_path / folder


def test_a_machine_without_such_a_memory_runs_on_the_disk(tmp_path, monkeypatch):
    monkeypatch.setattr(scratch, "RUNS_IN_MEMORY", tmp_path / "none/runs")

    assert scratch.folder_of_runs() == tmp_path / "runs_on_disk"


def test_server_of_a_killed_run_is_ended_by_the_next_and_that_of_a_live_run_is_not(runs):
    killed = subprocess.Popen(
        [sys.executable, "-c", RUN, str(runs)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    folder = Path(killed.stdout.readline().strip())
    left_over = server_process(folder / "data")
    with scratch_server() as live:
        killed.kill()
        killed.communicate()
        was_left = is_alive(left_over)

        remove_killed_runs(runs)

        assert (was_left, is_alive(left_over), live.is_up()) == (True, False, True)
        assert not folder.exists()


def test_template_is_made_once_for_each_state_of_the_migrations(tmp_path, monkeypatch):
    digests = iter(["first", "first", "second"])
    monkeypatch.setattr(scratch, "TEMPLATES", tmp_path / "templates")
    monkeypatch.setattr(scratch, "digest_of_tables", lambda: next(digests))
    monkeypatch.setattr(scratch, "make_template", _make_an_empty_one)

    for number in range(3):
        (tmp_path / str(number)).mkdir()
        scratch.copy_template(tmp_path / str(number))

    assert [path.name for path in (tmp_path / "templates").iterdir()] == ["second"]
    assert (tmp_path / "2/passwords.json").read_text() == "{}"


def _make_an_empty_one(folder) -> None:
    (folder / "data").mkdir(parents=True)
    (folder / "passwords.json").write_text("{}")


def test_digest_changes_with_a_migration(tmp_path, monkeypatch):
    monkeypatch.setattr(scratch, "ROOT", tmp_path)
    monkeypatch.setattr(steps, "ROOT", tmp_path)
    for name in ("pools/migrations/0001_first.py", "requirements/run.txt", "requirements/demo.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("")
    before = scratch.digest_of_tables()

    (tmp_path / "pools/migrations/0001_first.py").write_text("operations = []")

    assert scratch.digest_of_tables() != before
