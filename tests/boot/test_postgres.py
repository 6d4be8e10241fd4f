"""The embedded server: started as anybody, shared, and gone when nobody uses it."""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psycopg
import pytest

from boot.engine import ServerTrouble, is_server, running_on
from boot.postgres import Server
from boot.steps import ROOT


@pytest.fixture
def folder(tmp_path):
    """Where only we may go: as root, the server runs in a user namespace here."""
    yield tmp_path / "pg"
    _kill_what_is_left(tmp_path / "pg")


@pytest.fixture
def open_folder():
    """Where everyone may go: as root, the server runs as `nobody` here."""
    path = Path(tempfile.mkdtemp())
    path.chmod(0o755)
    yield path / "pg"
    _kill_what_is_left(path / "pg")
    shutil.rmtree(path)


def _kill_what_is_left(folder):
    running = running_on(folder.resolve())
    if running:
        os.kill(running.pid, signal.SIGKILL)


def _until(true, seconds=15.0):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if true():
            return True
        time.sleep(0.05)
    return False


@pytest.mark.parametrize("where", ["folder", "open_folder"])
def test_server_answers_on_this_machine_only_and_stops_when_told(where, request):
    folder = request.getfixturevalue(where)

    server = Server.start(folder, durable=False)
    with psycopg.connect(server.admin_url) as connection:
        heard = connection.execute("SHOW listen_addresses").fetchone()
    pid = running_on(folder).pid
    server.stop()

    assert heard == ("127.0.0.1",)
    assert not is_server(pid, folder)


def test_server_does_not_run_as_root(open_folder):
    server = Server.start(open_folder, durable=False)

    owner = Path(f"/proc/{running_on(open_folder).pid}").stat().st_uid
    server.stop()

    assert owner == (os.geteuid() or 65534)


def test_nobody_gets_in_without_a_password(open_folder):
    server = Server.start(open_folder, durable=False)

    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(f"postgresql://postgres@127.0.0.1:{server.port}/postgres", passfile="/none")
    server.stop()


def test_passwords_are_for_their_owner_only(folder):
    Server.start(folder, durable=False).stop()

    assert (folder / "passwords.json").stat().st_mode & 0o777 == 0o600
    assert sorted(json.loads((folder / "passwords.json").read_text())) == [
        "cp_app",
        "cp_owner",
        "postgres",
    ]


def test_server_is_shared_until_the_last_has_let_go(folder):
    first = Server.start(folder, durable=False)
    second = Server.start(folder, durable=False)

    first.stop()
    still_up = second.is_up()
    second.stop()

    assert (first.port, still_up, second.is_up()) == (second.port, True, False)


def test_server_ends_when_whoever_used_it_is_killed(folder):
    user = subprocess.Popen(
        [sys.executable, "-c", _USE_IT, str(folder)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    user.stdout.readline()
    was_up = running_on(folder) is not None

    user.kill()
    user.wait()

    assert was_up
    assert _until(lambda: running_on(folder) is None)


_USE_IT = """
import sys, time
from pathlib import Path
from boot.postgres import Server
Server.start(Path(sys.argv[1]), durable=False)
print("up", flush=True)
time.sleep(600)
"""


def test_pid_file_of_another_process_is_not_believed(folder):
    Server.start(folder, durable=False).stop()
    (folder / "data/postmaster.pid").write_text(
        f"{os.getpid()}\n{folder}/data\n1\n5432\n\n127.0.0.1\n  1 1\nready   \n"
    )

    assert running_on(folder) is None
    server = Server.start(folder, durable=False)

    assert server.is_up()
    server.stop()


def test_what_was_committed_is_there_after_a_kill(folder):
    server = Server.start(folder)
    server.make_database()
    with psycopg.connect(server.url()) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 1 AS one")
    os.kill(running_on(folder).pid, signal.SIGKILL)

    again = Server.start(folder)
    with psycopg.connect(again.url()) as connection:
        kept = connection.execute("SELECT one FROM kept").fetchone()
    server.stop()
    again.stop()

    assert kept == (1,)


def test_files_half_made_are_made_again(folder):
    (folder / "data.making").mkdir(parents=True)
    (folder / "data.making/PG_VERSION").write_text("18\n")

    server = Server.start(folder, durable=False)

    assert server.is_up()
    server.stop()


def test_files_of_another_version_are_refused_in_plain_words(folder):
    (folder / "data").mkdir(parents=True)
    (folder / "data/PG_VERSION").write_text("9\n")

    with pytest.raises(ServerTrouble, match="made by PostgreSQL 9"):
        Server.start(folder)
