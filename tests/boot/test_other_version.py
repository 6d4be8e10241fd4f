"""Data that another version made is begun again, with a sentence; today's is gone on with."""

import psycopg
import pytest

from boot import prepare as preparing
from boot.other_version import has_other_migrations
from boot.prepare import ExternalDatabase, prepare
from boot.steps import BootError

SENTENCE = "Starting over: another version made the data, its tables cannot become today's"


@pytest.fixture
def owner_url(committed_db):
    return committed_db.url("cp_owner")


def record_migration(owner_url, app, name):
    with psycopg.connect(owner_url) as connection:
        connection.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES (%s, %s, now())", [app, name]
        )


def test_todays_tables_are_gone_on_with(owner_url):
    record_migration(owner_url, "a_package_that_is_gone", "0001_initial")

    assert not has_other_migrations(owner_url)


def test_a_migration_that_is_no_more_is_of_another_version(owner_url):
    record_migration(owner_url, "common", "0001_clock_and_moves")

    assert has_other_migrations(owner_url)


def test_an_empty_database_is_of_no_other_version(owner_url):
    with psycopg.connect(owner_url) as connection:
        connection.execute("DROP TABLE django_migrations")

    assert not has_other_migrations(owner_url)


class Demo:
    """A demo whose people are there already."""

    def __init__(self, stamps):
        self.stamps, self.is_emptied = stamps, False
        self.stamps.mkdir()
        (self.stamps / "demo-loaded").touch()

    def empty(self):
        self.is_emptied = True
        (self.stamps / "demo-loaded").unlink()


@pytest.fixture
def commands(monkeypatch, tmp_path):
    """The commands that would have been run."""
    run = []
    monkeypatch.setattr(preparing, "manage", lambda env, watch, word, *words: run.append(word))
    monkeypatch.setattr(preparing, "LOCAL", tmp_path)
    return run


def test_an_older_demo_says_so_and_begins_again(owner_url, tmp_path, commands, capsys):
    record_migration(owner_url, "common", "0001_clock_and_moves")
    demo = Demo(tmp_path / "done")

    is_new = prepare(demo, {"DATABASE_OWNER_URL": owner_url}, None)

    assert (is_new, demo.is_emptied) == (True, True)
    assert capsys.readouterr().out.count(SENTENCE) == 1
    assert commands == ["migrate", "grant_app_role", "collectstatic", "load_demo"]


def test_a_demo_of_today_is_gone_on_with(owner_url, tmp_path, commands, capsys):
    demo = Demo(tmp_path / "done")

    is_new = prepare(demo, {"DATABASE_OWNER_URL": owner_url}, None)

    assert (is_new, demo.is_emptied) == (False, False)
    assert SENTENCE not in capsys.readouterr().out
    assert "load_demo" not in commands


def test_an_older_database_of_your_own_is_not_emptied(owner_url, tmp_path, commands, capsys):
    record_migration(owner_url, "common", "0001_clock_and_moves")

    with pytest.raises(BootError, match="We do not empty a database of yours"):
        prepare(ExternalDatabase(tmp_path / "done"), {"DATABASE_OWNER_URL": owner_url}, None)

    assert SENTENCE in capsys.readouterr().out
    assert commands == []
