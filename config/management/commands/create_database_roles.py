"""The two database roles and the database they share.

`cp_owner` owns the database and everything made in it; it migrates, and is not on the web
hosts. `cp_app` owns nothing; pages and tasks connect as it, and `grant_app_role` says after each
migration what it may do.
"""

import secrets
from collections.abc import Mapping

import psycopg
from django.core.management.base import BaseCommand, CommandError, CommandParser
from psycopg import sql

OWNER, APP = "cp_owner", "cp_app"


class Command(BaseCommand):
    help = "Make the roles cp_owner and cp_app and their database. Doing it again changes nothing."
    requires_system_checks = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("admin_url", help="postgresql://… of a role that may make roles")
        parser.add_argument("database")

    def handle(self, *, admin_url: str, database: str, **options: object) -> None:
        try:
            passwords = {role: secrets.token_urlsafe(24) for role in missing_roles(admin_url)}
            create_roles(admin_url, passwords)
            create_database(admin_url, database)
        except psycopg.Error as error:
            raise CommandError(str(error)) from error
        for role, password in passwords.items():
            self.stdout.write(
                f"{role}  {password}  (shown once: keep it where you keep such things)"
            )
        self.stdout.write(
            f"The database {database} belongs to {OWNER}; {APP} may connect to it and owns nothing."
        )


def missing_roles(admin_url: str) -> list[str]:
    with psycopg.connect(admin_url, autocommit=True) as admin:
        return [role for role in (OWNER, APP) if not _exists(admin, "roles", "rolname", role)]


def create_roles(admin_url: str, passwords: Mapping[str, str]) -> None:
    """`passwords` are set on the roles each time; a role that has to be made needs one."""
    with psycopg.connect(admin_url, autocommit=True) as admin:
        for role in (OWNER, APP):
            _create_role(admin, role, passwords.get(role))
        _join_role(admin, OWNER)


def create_database(admin_url: str, database: str) -> None:
    """Make it if it is missing, and let only the two roles connect."""
    names = {"database": sql.Identifier(database), "owner": sql.Identifier(OWNER)}
    with psycopg.connect(admin_url, autocommit=True) as admin:
        if not _exists(admin, "database", "datname", database):
            statement = (
                "CREATE DATABASE {database} OWNER {owner} ENCODING 'UTF8' TEMPLATE template0"
            )
            admin.execute(sql.SQL(statement).format(**names))
        # The owner of a database owns its schema `public` (pg_database_owner), from PostgreSQL 15.
        admin.execute(sql.SQL("REVOKE ALL ON DATABASE {database} FROM PUBLIC").format(**names))
        statement = "GRANT CONNECT ON DATABASE {database} TO {app}"
        admin.execute(sql.SQL(statement).format(app=sql.Identifier(APP), **names))


def _create_role(admin: psycopg.Connection, role: str, password: str | None) -> None:
    if not _exists(admin, "roles", "rolname", role):
        if password is None:
            raise ValueError(f"The role {role} is not there yet, so it needs a password.")
        admin.execute(sql.SQL("CREATE ROLE {} LOGIN").format(sql.Identifier(role)))
    if password is not None:
        statement = sql.SQL("ALTER ROLE {} PASSWORD {}")
        admin.execute(statement.format(sql.Identifier(role), sql.Literal(password)))


def _join_role(admin: psycopg.Connection, role: str) -> None:
    """A hosted database's administrator is no superuser, and may only give to roles it is in."""
    superuser = admin.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
    if superuser.fetchone() != (True,):
        admin.execute(sql.SQL("GRANT {} TO CURRENT_USER").format(sql.Identifier(role)))


def _exists(admin: psycopg.Connection, table: str, column: str, name: str) -> bool:
    query = sql.SQL("SELECT 1 FROM {} WHERE {} = %s").format(
        sql.Identifier(f"pg_{table}"), sql.Identifier(column)
    )
    return admin.execute(query, [name]).fetchone() is not None
