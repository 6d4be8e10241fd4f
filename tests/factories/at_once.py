"""Several deeds at the same moment, on a database in which commits are real."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import psycopg
from django.db import connection

from community.common.refusals import Refused
from tests.waits import TEST_WAIT_SECONDS


def at_once(
    *deeds: Callable[[], Any], expected: type[Exception] | tuple[type[Exception], ...] = Refused
) -> list[Any]:
    """Each in a thread and on a connection of its own, let go together: its answer, or the
    expected exception it ended with, in the order of the deeds. Any other rises here."""
    gate = Barrier(len(deeds))

    def run(deed: Callable[[], Any]) -> Any:
        try:
            connection.ensure_connection()
            gate.wait(TEST_WAIT_SECONDS)
            return deed()
        except expected as ending:
            return ending
        finally:
            connection.close()

    with ThreadPoolExecutor(len(deeds)) as threads:
        return list(threads.map(run, deeds))


def sql_at_once(
    database: Any, *deeds: Callable[[psycopg.Connection], Any], role: str = "cp_app"
) -> list[Any]:
    """The same in SQL, as `role`: what each answered, or the SQLSTATE it met."""
    gate = Barrier(len(deeds))

    def run(deed: Callable[[psycopg.Connection], Any]) -> Any:
        with psycopg.connect(database.url(role), autocommit=True) as own_connection:
            gate.wait(TEST_WAIT_SECONDS)
            try:
                return deed(own_connection)
            except psycopg.Error as error:
                return error.sqlstate

    with ThreadPoolExecutor(len(deeds)) as threads:
        return list(threads.map(run, deeds))
