"""Real PostgreSQL for every test: made once as its owner, used as the role that owns nothing.

template   migrated and granted once for each set of migrations, kept between runs
test       a clone for each test process; `db` tests roll back in it
clone      a clone for one test that must commit: threads, races, other processes
"""

import hashlib
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest
from django.db import connections
from psycopg import sql

from boot.postgres import Server

pytest_plugins = ["tests.holding"]

ROOT = Path(__file__).resolve().parent.parent
TEMPLATE_LOCK = 20261121


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


def _shape_of_database() -> str:
    """A digest of all that makes the template what it is."""
    files = [
        *ROOT.glob("*/migrations/*.py"),
        *ROOT.glob("*/*/migrations/*.py"),
        *ROOT.glob("config/management/commands/grant_app_role.py"),
        *ROOT.glob("requirements/run.txt"),
    ]
    digest = hashlib.sha256()
    for path in sorted(files):
        digest.update(path.relative_to(ROOT).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()[:12]


def _template(server: Server) -> str:
    name = f"cp_template_{_shape_of_database()}"
    with _admin(server) as admin:
        admin.execute("SELECT pg_advisory_lock(%s)", [TEMPLATE_LOCK])
        if admin.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            return name
        for (old,) in admin.execute(
            "SELECT datname FROM pg_database WHERE datname LIKE 'cp_template_%'"
        ).fetchall():
            admin.execute(
                sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(old))
            )
        making = f"cp_making_{_shape_of_database()}"
        admin.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(making)))
        server.make_database(making)
        environment = Database(making, server).environment
        for command in (
            ["migrate", "-v0", "--skip-checks"],
            ["grant_app_role", "--movable-clock", "--skip-checks"],
        ):
            subprocess.run(
                [sys.executable, "manage.py", *command],
                cwd=ROOT,
                env=environment,
                check=True,
                stdout=subprocess.DEVNULL,
            )
        admin.execute(
            sql.SQL("ALTER DATABASE {} RENAME TO {}").format(
                sql.Identifier(making), sql.Identifier(name)
            )
        )
        return name


def _clone(server: Server, template: str, name: str) -> Database:
    with _admin(server) as admin:
        admin.execute(
            sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
        )
        admin.execute(
            sql.SQL("CREATE DATABASE {} TEMPLATE {} OWNER cp_owner").format(
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


@pytest.fixture(scope="session")
def database_server():
    server = Server.start(
        Path(os.environ.get("TEST_PG", ROOT / ".local" / "test-pg")), durable=False
    )
    yield server
    server.stop()


@pytest.fixture(scope="session")
def template_database(database_server) -> str:
    return _template(database_server)


@pytest.fixture(scope="session")
def django_db_setup(database_server, template_database, django_db_blocker):
    """In place of pytest-django's own, which would make the database as the app's role."""
    database = _clone(database_server, template_database, f"cp_test_{os.getpid()}")
    with django_db_blocker.unblock():
        _use(database)
        yield database
        connections["default"].close()
    _drop(database)


@pytest.fixture
def committed_db(django_db_setup, template_database, django_db_blocker, request):
    """A database of this test's own, in which commits are real; dropped afterwards."""
    database = _clone(django_db_setup.server, template_database, f"cp_clone_{os.getpid()}")
    with django_db_blocker.unblock():
        _use(database)
        yield database
        _use(django_db_setup)
    _drop(database)
