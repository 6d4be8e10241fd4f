"""A database of the benchmark's own, used as the role that owns nothing, dropped afterwards."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg

from boot.scratch import DATABASE, scratch_server
from config.management.commands.create_database_roles import APP, OWNER


@contextmanager
def scratch_database() -> Iterator[None]:
    """Copy one, point Django at it. Django must not have been set up before."""
    # As it is run for real: what is committed is on the disk.
    with scratch_server(is_durable=True) as server:
        server.copy_database(DATABASE, "cp_bench")
        os.environ.update(
            DATABASE_URL=server.url("cp_bench", APP),
            DATABASE_OWNER_URL=server.url("cp_bench", OWNER),
            DJANGO_SETTINGS_MODULE="config.settings_for_tests",
        )
        import django  # after its settings are in the environment

        django.setup()
        yield
        from django.db import connections

        connections.close_all()


def as_owner(*statements: str) -> None:
    """What the app may not do, such as VACUUM after a table was filled."""
    with psycopg.connect(os.environ["DATABASE_OWNER_URL"], autocommit=True) as owner:
        for statement in statements:
            owner.execute(statement)
