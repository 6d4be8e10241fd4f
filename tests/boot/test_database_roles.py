"""Two roles: one owns everything, the other owns nothing."""

import io

import psycopg
import pytest
from django.core.management import call_command

from boot.postgres import Server
from config.management.commands.create_database_roles import create_roles

pytestmark = pytest.mark.process


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    server = Server(tmp_path_factory.mktemp("roles") / "pg", is_durable=False)
    server.start()
    server.create_database("purse")
    server.create_database("purse")  # once more changes nothing
    yield server
    server.stop()


def test_neither_role_has_powers_over_the_server(server):
    with psycopg.connect(server.admin_url) as admin:
        powers = admin.execute(
            "SELECT rolname, rolsuper OR rolcreaterole OR rolcreatedb OR rolreplication"
            " OR rolbypassrls FROM pg_roles WHERE rolname LIKE 'cp%' ORDER BY rolname"
        ).fetchall()

    assert powers == [("cp_app", False), ("cp_owner", False)]


def test_owner_may_make_tables_and_the_extensions_we_use(server):
    with psycopg.connect(server.url("purse")) as owner:
        for name in ("pg_trgm", "btree_gist", "unaccent"):
            owner.execute(f"CREATE EXTENSION IF NOT EXISTS {name}")
        owner.execute("CREATE TABLE owned ()")
        owner.rollback()


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE mine ()",
        "CREATE TEMPORARY TABLE mine ()",
        "CREATE SCHEMA mine",
        "CREATE ROLE mine",
        "CREATE DATABASE mine",
        "SET ROLE cp_owner",
        "ALTER DATABASE purse RENAME TO mine",
        "CREATE EXTENSION pg_trgm",
    ],
)
def test_app_can_make_and_own_nothing(server, statement):
    with psycopg.connect(server.url("purse", "cp_app"), autocommit=True) as app:
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            app.execute(statement)


def test_app_owns_nothing(server):
    with psycopg.connect(server.url("purse"), autocommit=True) as owner:
        owned = owner.execute(
            "SELECT count(*) FROM pg_shdepend WHERE deptype = 'o'"
            " AND refclassid = 'pg_authid'::regclass AND refobjid = 'cp_app'::regrole"
        ).fetchone()

    assert owned == (0,)


@pytest.fixture
def without_app_role(server):
    with psycopg.connect(server.admin_url, autocommit=True) as admin:
        admin.execute("ALTER ROLE cp_app RENAME TO cp_app_before")
        yield
        admin.execute("DROP OWNED BY cp_app; DROP ROLE cp_app")
        admin.execute("ALTER ROLE cp_app_before RENAME TO cp_app")
    server.create_database("purse")


def test_command_makes_what_is_missing_and_prints_new_passwords_once(server, without_app_role):
    first, second = io.StringIO(), io.StringIO()
    for output in (first, second):
        call_command("create_database_roles", server.admin_url, "purse", stdout=output)

    name, password = first.getvalue().split()[:2]
    assert name == "cp_app"
    with psycopg.connect(f"postgresql://cp_app:{password}@127.0.0.1:{server.port}/purse") as app:
        assert app.execute("SELECT current_user").fetchone() == ("cp_app",)
    assert second.getvalue() == (
        "The database purse belongs to cp_owner; cp_app may connect to it and owns nothing.\n"
    )


def test_a_role_that_has_to_be_made_needs_a_password(server, without_app_role):
    with pytest.raises(ValueError, match="cp_app"):
        create_roles(server.admin_url, {})
    create_roles(server.admin_url, {"cp_app": "a password"})
