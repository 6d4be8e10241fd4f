"""The first day of the demo is kept, and put back as it was."""

import psycopg
import pytest

from boot import first_day
from boot.prepare import EmbeddedDatabase, ExternalDatabase
from config.management.commands.create_database_roles import APP

pytestmark = pytest.mark.process


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """What lies beside the database, at the card processor and in the outbox."""
    local = tmp_path / "local"
    monkeypatch.setattr(first_day, "FOLDER", local / "first-day")
    monkeypatch.setattr(first_day, "REQUEST_FILE", local / "begin-again")
    monkeypatch.setattr(first_day, "PROCESSOR_AND_OUTBOX", (local / "processor", local / "outbox"))
    (local / "processor").mkdir(parents=True)
    (local / "processor/state.json").write_text("first")
    return local


@pytest.fixture
def database(folder, tmp_path, server):
    server.start()
    server.create_database()
    with psycopg.connect(server.url()) as connection:
        connection.execute("CREATE TABLE day (name text)")
        connection.execute("INSERT INTO day VALUES ('first')")
    return EmbeddedDatabase(tmp_path / "done", server)


def day_of(database) -> str:
    with psycopg.connect(database.server.url()) as connection:
        return connection.execute("SELECT name FROM day").fetchone()[0]


def test_what_was_done_since_is_forgotten(database, folder):
    first_day.save(database, "digest")
    with psycopg.connect(database.server.url()) as connection:
        connection.execute("UPDATE day SET name = 'second'")
    (folder / "processor/state.json").write_text("second")
    (folder / "outbox").mkdir()

    for _twice in range(2):
        first_day.restore(database)

    assert day_of(database) == "first"
    assert (folder / "processor/state.json").read_text() == "first"
    assert not (folder / "outbox").exists()


def test_somebody_connected_does_not_stand_in_the_way_and_the_app_may_connect_again(database):
    first_day.save(database, "digest")
    with psycopg.connect(database.server.url(role=APP)) as connection:
        first_day.restore(database)

        with pytest.raises(psycopg.OperationalError):
            connection.execute("SELECT 1")

    with psycopg.connect(database.server.url(role=APP)) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)


def test_a_day_kept_with_other_tables_is_forgotten_and_its_own_is_not(database, folder):
    first_day.save(database, "digest")
    first_day.delete_if_outdated(database, "digest")
    assert (folder / "first-day/state").exists()

    first_day.delete_if_outdated(database, "another digest")

    assert not (folder / "first-day").exists()


def test_a_database_of_your_own_is_never_copied_nor_put_back(folder, tmp_path):
    database = ExternalDatabase(tmp_path)
    (folder / "begin-again").touch()

    first_day.save(database, "digest")
    first_day.begin_again(database, None, {}, None, 0)

    assert not (folder / "first-day").exists()
    assert not (folder / "begin-again").exists()
