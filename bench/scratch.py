"""A database of the benchmark's own, used as the role that owns nothing, dropped afterwards."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

from boot.postgres import Server
from boot.roles import drop_database

ROOT = Path(__file__).resolve().parent.parent


@contextmanager
def scratch_database() -> Iterator[None]:
    """Make it, migrate it, point Django at it. Django must not have been set up before."""
    # As it is run for real: what is committed is on the disk.
    server = Server.start(
        Path(os.environ.get("BENCH_PG", ROOT / ".local" / "bench-pg")), durable=True
    )
    name = f"cp_bench_{os.getpid()}"
    server.make_database(name)
    os.environ.update(
        DATABASE_URL=server.url(name, "cp_app"),
        DATABASE_OWNER_URL=server.url(name, "cp_owner"),
        DJANGO_SETTINGS_MODULE="config.settings_for_tests",
    )
    try:
        for command in (["migrate", "-v0"], ["grant_app_role", "--movable-clock"]):
            subprocess.run(
                [sys.executable, "manage.py", *command],
                cwd=ROOT,
                check=True,
                stdout=subprocess.DEVNULL,
            )
        import django  # after its settings are in the environment

        django.setup()
        yield
        from django.db import connections

        connections.close_all()
    finally:
        drop_database(server.admin_url, name)
        server.stop()


def as_owner(*statements: str) -> None:
    """What the app may not do, such as VACUUM after a table was filled."""
    with psycopg.connect(os.environ["DATABASE_OWNER_URL"], autocommit=True) as owner:
        for statement in statements:
            owner.execute(statement)
