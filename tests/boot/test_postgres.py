"""The embedded server: started as anybody, on files that only its folder's owner may reach."""

import json
import os
import signal
from pathlib import Path

import psycopg
import pytest

from boot import postgres
from boot.postgres import PostgresError, Server, is_alive, server_process

pytestmark = pytest.mark.process


@pytest.fixture
def unmade_server(tmp_path):
    server = Server(tmp_path / "unmade", is_durable=False)
    yield server
    server.stop()


def test_server_answers_on_this_machine_only_and_stops_when_told(server):
    server.start()
    with psycopg.connect(server.admin_url) as connection:
        addresses = connection.execute("SHOW listen_addresses").fetchone()
    was_up = server.is_up()
    server.stop()

    assert addresses == ("127.0.0.1",)
    assert (was_up, server.is_up()) == (True, False)


def test_server_does_not_run_as_root(server):
    server.start()

    assert server_process(server.data).uids().real == (os.geteuid() or 65534)


def test_root_without_a_way_to_be_somebody_else_is_told_what_to_do(server, monkeypatch):
    monkeypatch.setattr(postgres.os, "geteuid", lambda: 0)
    monkeypatch.setattr(postgres.shutil, "which", lambda program: None)

    with pytest.raises(PostgresError, match="PostgreSQL does not run as root"):
        postgres._run("postgres", "--version")


def test_nobody_gets_in_without_a_password(server):
    server.start()

    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(f"postgresql://postgres@127.0.0.1:{server.port}/postgres", passfile="/none")


def test_passwords_are_for_their_owner_only(unmade_server):
    unmade_server.start()

    passwords = unmade_server.folder / "passwords.json"
    assert passwords.stat().st_mode & 0o777 == 0o600
    assert sorted(json.loads(passwords.read_text())) == ["cp_app", "cp_owner", "postgres"]


def test_server_of_a_killed_run_is_ended_by_the_next_start(server):
    server.start()
    first = server_process(server.data)
    second_server = Server(server.folder, is_durable=False)

    second_server.start()

    assert not is_alive(first)
    assert second_server.is_up()


def test_pid_file_of_another_process_is_not_believed(server):
    server.start()
    server.stop()
    (server.data / "postmaster.pid").write_text(
        f"{os.getpid()}\n{server.data}\n1\n5432\n\n127.0.0.1\n  1 1\nready   \n"
    )

    assert not server.is_up()
    server.start()

    assert server.is_up()


def test_what_was_committed_is_there_after_a_kill(server):
    server.is_durable = True
    server.start()
    server.create_database()
    with psycopg.connect(server.url()) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 1 AS number")
    server_process(server.data).send_signal(signal.SIGKILL)

    server.start()

    with psycopg.connect(server.url()) as connection:
        assert connection.execute("SELECT number FROM kept").fetchone() == (1,)


def test_files_half_made_are_made_again(unmade_server):
    (unmade_server.folder / "data.unfinished").mkdir(parents=True)
    (unmade_server.folder / "data.unfinished/PG_VERSION").write_text("18\n")

    unmade_server.start()

    assert unmade_server.is_up()


def test_files_of_another_version_are_refused_in_plain_words(server):
    (server.data / "PG_VERSION").write_text("9\n")

    with pytest.raises(PostgresError, match="made by PostgreSQL 9"):
        server.start()


def test_server_that_cannot_start_says_why(server, monkeypatch):
    monkeypatch.setattr(postgres, "RETRY_SECONDS", 0)
    monkeypatch.setitem(postgres.SETTINGS, "max_connections", "many")

    with pytest.raises(PostgresError, match='invalid value for parameter "max_connections"'):
        server.start()


def test_without_any_postgresql_one_is_told_where_to_get_it(monkeypatch):
    monkeypatch.setattr(postgres.importlib.util, "find_spec", lambda name: None)
    monkeypatch.setattr(Path, "glob", lambda folder, pattern: [])

    with pytest.raises(PostgresError, match="No PostgreSQL was found"):
        postgres.find_binaries()
