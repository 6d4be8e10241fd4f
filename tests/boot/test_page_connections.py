"""Pages take their connections from a pool; whatever else runs keeps one of its own."""

import os
import subprocess
import sys
from copy import deepcopy

import pytest
from django.db import connection, connections
from django.db.backends.postgresql.base import DatabaseWrapper

from boot.steps import ROOT

SHOW = "from django.db import connection; print(connection.settings_dict['OPTIONS'].get('pool'))"


def shown_by(program: str) -> str:
    env = {name: value for name, value in os.environ.items() if name != "DATABASE_POOL_SIZE"}
    run = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env=env,
        capture_output=True,
        text=True,
        check=True,
    )
    return run.stdout.strip()


@pytest.mark.process
def test_the_server_of_pages_has_a_pool_as_large_as_its_threads():
    assert "'max_size': 8" in shown_by(f"import config.wsgi; {SHOW}")


@pytest.mark.process
def test_a_command_has_none():
    assert shown_by(f"import django; django.setup(); {SHOW}") == "None"


@pytest.fixture
def pooled(committed_db):
    settings = deepcopy(connection.settings_dict) | {"CONN_MAX_AGE": 0}
    settings["OPTIONS"]["pool"] = {"min_size": 1, "max_size": 1, "timeout": 10}
    wrapper = connections["pooled"] = DatabaseWrapper(settings, alias="pooled")
    yield wrapper
    wrapper.close()
    wrapper.close_pool()
    del connections["pooled"]


def ask(wrapper, sql: str) -> object:
    with wrapper.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchone()[0]


def test_a_page_gets_a_connection_that_works_after_the_database_broke_the_last(pooled):
    first = ask(pooled, "SELECT pg_backend_pid()")
    pooled.close()  # given back, as at the end of a page
    ask(connection, f"SELECT pg_terminate_backend({first}, 5000)")

    assert ask(pooled, "SELECT pg_backend_pid()") != first
