"""Real PostgreSQL for every test: made once as its owner, used as the role that owns nothing.

server     one a run, with a folder and port of its own (boot/scratch.py)
template   migrated and granted once for each set of migrations, kept between runs
test       a clone for each test process; `db` tests roll back in it
clone      a clone for one test that must commit: threads, races, other processes
"""

import gc
import json
import os
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest
from django.db import connections
from psycopg import sql

from boot.postgres import SUPERUSER, Server
from boot.scratch import DATABASE, scratch_server
from boot.steps import BootError
from tests.factories import kept

pytest_plugins = ["tests.holding"]

SERVER = pytest.StashKey[Server]()


@dataclass(frozen=True)
class Database:
    """Where one database is, as its owner, as the app, and as the server's superuser."""

    name: str
    server: Server

    def url(self, role: str = "cp_app") -> str:
        return self.server.url(self.name, role)

    @property
    def environment(self) -> dict[str, str]:
        """What another process needs to work on this database."""
        return {
            **os.environ,
            "DATABASE_URL": self.url(),
            "DATABASE_OWNER_URL": self.url("cp_owner"),
            "DJANGO_SETTINGS_MODULE": "config.settings_for_tests",
        }


def _admin(server: Server):
    return psycopg.connect(server.admin_url, autocommit=True)


def _clone(server: Server, template: str, name: str) -> Database:
    with _admin(server) as admin:
        admin.execute(
            sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
        )
        admin.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {} OWNER cp_owner STRATEGY FILE_COPY").format(
                sql.Identifier(name), sql.Identifier(template)
            )
        )
    return Database(name, server)


def _drop(database: Database) -> None:
    with _admin(database.server) as admin:
        admin.execute(
            sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(database.name))
        )


def _use(database: Database) -> None:
    """Point Django's one connection at a database."""
    connections["default"].close()
    parts = urlsplit(database.url())
    connections["default"].settings_dict.update(
        NAME=database.name,
        USER=parts.username,
        PASSWORD=parts.password,
        HOST=parts.hostname,
        PORT=str(parts.port),
    )


def pytest_collection_modifyitems(config, items):
    """A long proof is run only where -m names it."""
    if "prove" not in config.option.markexpr:
        proofs = [item for item in items if item.get_closest_marker("prove")]
        items[:] = [item for item in items if item not in proofs]
        config.hook.pytest_deselected(items=proofs)


@pytest.hookimpl(wrapper=True)
def pytest_collection(session):
    """What is read stays to the end: the collector walks what tests make alone, and less often."""
    gc.disable()
    result = yield
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)
    gc.enable()
    return result


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node):
    """The test processes of one run share its server."""
    server = server_of_run(node.config)
    node.workerinput["server"] = (str(server.folder), server.port)


def server_of_run(config) -> Server:
    if hasattr(config, "workerinput"):
        folder, port = config.workerinput["server"]
        return Server(Path(folder), port)
    if "TEST_SERVER" in os.environ:  # of a command that makes many runs: boot/mutants.py
        folder, port = json.loads(os.environ["TEST_SERVER"])
        return Server(Path(folder), port)
    if SERVER not in config.stash:
        run = ExitStack()
        config.add_cleanup(run.close)
        try:
            config.stash[SERVER] = run.enter_context(scratch_server())
        except BootError as error:
            pytest.exit(str(error), returncode=1)
    return config.stash[SERVER]


@pytest.fixture(scope="session")
def seed(request) -> int:
    """What chance begins with: one printed number for a run of `make prove`, 0 for `make test`."""
    return int(request.config.getoption("hypothesis_seed") or 0)


@pytest.fixture(scope="session")
def database_server(request) -> Server:
    return server_of_run(request.config)


@pytest.fixture(scope="session")
def template_database() -> str:
    return DATABASE


@pytest.fixture(scope="session")
def django_db_setup(database_server, template_database, django_db_blocker):
    """In place of pytest-django's own, which would make the database as the app's role."""
    database = _clone(database_server, template_database, kept.own_database())
    kept.prepare(database.url(SUPERUSER))
    with django_db_blocker.unblock():
        _use(database)
        yield database
        connections["default"].close()
    _drop(database)


@contextmanager
def own_database(home: Database, template: str) -> Iterator[Database]:
    """A copy of the template that Django uses until it goes again; then `home`, as before."""
    database = _clone(home.server, template, f"cp_clone_{os.getpid()}")
    _use(database)
    # A browser that is started from here on keeps an event loop in this thread, and beside a loop
    # Django gives another connection: this one would stay open, and be found dead later.
    first = connections["default"]
    yield database
    first.close()
    _use(home)
    _drop(database)


@pytest.fixture
def committed_db(django_db_setup, template_database, django_db_blocker):
    """A database of this test's own, in which commits are real; dropped afterwards."""
    with django_db_blocker.unblock(), own_database(django_db_setup, template_database) as database:
        yield database
