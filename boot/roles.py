"""The two database roles and the database they share.

`cp_owner` owns the database and everything made in it; it migrates, and is not on the web
hosts. `cp_app` owns nothing; pages and tasks connect as it, and `manage.py grant_app_role`
says after each migration what it may do.

    python -m boot.roles ADMIN_URL DATABASE      on a PostgreSQL of your own
"""

import secrets
import sys
from collections.abc import Mapping

import psycopg
from psycopg import sql

from boot.engine import APP, OWNER


def make_roles_and_database(
    admin_url: str, database: str, *, passwords: Mapping[str, str] | None = None
) -> None:
    """Make what is missing of the roles and the database. Doing it again changes nothing.

    `passwords` are set on the roles each time; a role that has to be made needs one.
    """
    with psycopg.connect(admin_url, autocommit=True) as admin:
        for role in (OWNER, APP):
            _make_role(admin, role, (passwords or {}).get(role))
        _be_allowed_to_give_to(admin, OWNER)
        _make_database(admin, database)


def drop_database(admin_url: str, database: str) -> None:
    with psycopg.connect(admin_url, autocommit=True) as admin:
        statement = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)")
        admin.execute(statement.format(sql.Identifier(database)))


def copy_database(admin_url: str, source: str, target: str) -> None:
    """Nobody may be connected to the source meanwhile."""
    names = {"to": sql.Identifier(target), "of": sql.Identifier(source)}
    names["owner"] = sql.Identifier(OWNER)
    with psycopg.connect(admin_url, autocommit=True) as admin:
        statement = sql.SQL("CREATE DATABASE {to} OWNER {owner} TEMPLATE {of}")
        admin.execute(statement.format(**names))


def replace_database(admin_url: str, database: str, *, copy_of: str) -> None:
    """Whoever is connected to it loses that connection, and finds the copy at the next."""
    coming = f"{database}_coming"
    drop_database(admin_url, coming)
    copy_database(admin_url, copy_of, coming)
    drop_database(admin_url, database)
    with psycopg.connect(admin_url, autocommit=True) as admin:
        statement = sql.SQL("ALTER DATABASE {} RENAME TO {}")
        admin.execute(statement.format(sql.Identifier(coming), sql.Identifier(database)))
        _make_database(admin, database)


def missing_roles(admin_url: str) -> list[str]:
    with psycopg.connect(admin_url, autocommit=True) as admin:
        return [role for role in (OWNER, APP) if not _exists(admin, "roles", "rolname", role)]


def _make_role(admin: psycopg.Connection, role: str, password: str | None) -> None:
    if not _exists(admin, "roles", "rolname", role):
        if password is None:
            raise ValueError(f"The role {role} is not there yet, so it needs a password.")
        admin.execute(sql.SQL("CREATE ROLE {} LOGIN").format(sql.Identifier(role)))
    if password is not None:
        change = sql.SQL("ALTER ROLE {} PASSWORD {}")
        admin.execute(change.format(sql.Identifier(role), sql.Literal(password)))


def _be_allowed_to_give_to(admin: psycopg.Connection, role: str) -> None:
    """A hosted database's administrator is no superuser, and may only give to roles it is in."""
    statement = sql.SQL("GRANT {} TO CURRENT_USER").format(sql.Identifier(role))
    superuser = admin.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
    if superuser.fetchone() != (True,):
        admin.execute(statement)


def _make_database(admin: psycopg.Connection, database: str) -> None:
    names = {"db": sql.Identifier(database), "owner": sql.Identifier(OWNER)}
    if not _exists(admin, "database", "datname", database):
        statement = "CREATE DATABASE {db} OWNER {owner} ENCODING 'UTF8' TEMPLATE template0"
        admin.execute(sql.SQL(statement).format(**names))
    # The owner of a database owns its schema `public` (pg_database_owner), from PostgreSQL 15.
    admin.execute(sql.SQL("REVOKE ALL ON DATABASE {db} FROM PUBLIC").format(**names))
    grant = sql.SQL("GRANT CONNECT ON DATABASE {db} TO {app}")
    admin.execute(grant.format(app=sql.Identifier(APP), **names))


def _exists(admin: psycopg.Connection, table: str, column: str, name: str) -> bool:
    query = sql.SQL("SELECT 1 FROM {} WHERE {} = %s").format(
        sql.Identifier(f"pg_{table}"), sql.Identifier(column)
    )
    return admin.execute(query, [name]).fetchone() is not None


def main(admin_url: str, database: str) -> None:
    made = {role: secrets.token_urlsafe(24) for role in missing_roles(admin_url)}
    make_roles_and_database(admin_url, database, passwords=made)
    for role, password in made.items():
        print(f"{role}  {password}  (shown once: keep it where you keep such things)")
    print(f"The database {database} belongs to {OWNER}; {APP} may connect to it and owns nothing.")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("Usage: python -m boot.roles ADMIN_URL DATABASE")
    main(*sys.argv[1:])
