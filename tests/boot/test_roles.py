"""Two roles: one owns everything, the other owns nothing."""

import psycopg
import pytest

from boot.postgres import Server


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    server = Server.start(tmp_path_factory.mktemp("roles") / "pg", durable=False)
    server.make_database("purse")
    server.make_database("purse")  # once more changes nothing
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


def test_a_role_that_has_to_be_made_needs_a_password(server):
    from boot.roles import make_roles_and_database

    with psycopg.connect(server.admin_url, autocommit=True) as admin:
        admin.execute("ALTER ROLE cp_app RENAME TO cp_app_before")
        try:
            with pytest.raises(ValueError, match="cp_app"):
                make_roles_and_database(server.admin_url, "purse")
        finally:
            admin.execute("ALTER ROLE cp_app_before RENAME TO cp_app")
            server.make_database("purse")
