"""The first day of the demo is kept, and put back as it was."""

import psycopg
import pytest

from boot import again
from boot.engine import APP
from boot.postgres import Server
from boot.prepare import Embedded, Given


@pytest.fixture
def found(tmp_path, monkeypatch):
    local = tmp_path / "local"
    monkeypatch.setattr(again, "KEPT", local / "first-day")
    monkeypatch.setattr(again, "ASKED", local / "begin-again")
    monkeypatch.setattr(again, "BESIDE_THE_DATABASE", (local / "processor", local / "outbox"))
    server = Server.start(tmp_path / "pg", durable=False)
    server.make_database()
    (local / "processor").mkdir(parents=True)
    (local / "processor/state.json").write_text("first")
    with psycopg.connect(server.url()) as connection:
        connection.execute("CREATE TABLE day (said text)")
        connection.execute("INSERT INTO day VALUES ('first')")
    yield Embedded(tmp_path / "done", server)
    server.stop()


def said(found) -> str:
    with psycopg.connect(found.server.url()) as connection:
        return connection.execute("SELECT said FROM day").fetchone()[0]


def test_what_was_done_since_is_forgotten(found):
    again.keep(found, "state")
    with psycopg.connect(found.server.url()) as connection:
        connection.execute("UPDATE day SET said = 'second'")
    (again.KEPT.parent / "processor/state.json").write_text("second")
    (again.KEPT.parent / "outbox").mkdir()

    for _twice in range(2):
        again.put_back(found)

    assert said(found) == "first"
    assert (again.KEPT.parent / "processor/state.json").read_text() == "first"
    assert not (again.KEPT.parent / "outbox").exists()


def test_somebody_connected_does_not_stand_in_the_way_and_the_app_may_connect_again(found):
    again.keep(found, "state")
    with psycopg.connect(found.server.url(role=APP)) as connection:
        again.put_back(found)

        with pytest.raises(psycopg.OperationalError):
            connection.execute("SELECT 1")

    with psycopg.connect(found.server.url(role=APP)) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)


def test_a_day_kept_with_other_tables_is_forgotten_and_its_own_is_not(found):
    again.keep(found, "state")
    again.forget_if_other(found, "state")
    assert (again.KEPT / "state").exists()

    again.forget_if_other(found, "another state")

    assert not again.KEPT.exists()


def test_a_database_of_your_own_is_never_copied_nor_put_back(tmp_path, monkeypatch):
    monkeypatch.setattr(again, "KEPT", tmp_path / "first-day")
    monkeypatch.setattr(again, "ASKED", tmp_path / "begin-again")
    again.ASKED.touch()

    again.keep(Given(tmp_path), "state")
    again.begin_again(Given(tmp_path), [], {}, None, 0)

    assert not again.KEPT.exists()
    assert not again.ASKED.exists()
