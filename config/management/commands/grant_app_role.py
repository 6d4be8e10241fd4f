from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import connection

# The ledger is moved only by its functions; audit lines, who may vote and what was said yes to
# are only added.
READ_ONLY = (
    "ledger_account",
    "ledger_transfer",
    "ledger_collection",
    "ledger_faults",
    "clock_offset",
    "lifecycle_transition",
    "django_migrations",
)
ADD_ONLY = ("audit_auditentry", "groups_decision_voters", "pools_termsversion")


class Command(BaseCommand):
    help = "Give the role the app runs as what it needs, and no more. Run after every migrate."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--role", default="cp_app")
        parser.add_argument(
            "--movable-clock",
            action="store_true",
            help="let the app move the clock: demo and tests only",
        )

    def handle(self, *, role: str, movable_clock: bool, **options: Any) -> None:
        quote = connection.ops.quote_name
        app = quote(role)
        with connection.cursor() as cursor:
            cursor.execute(f"GRANT USAGE ON SCHEMA public TO {app}")
            cursor.execute(
                f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {app}"
            )
            cursor.execute(f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {app}")
            cursor.execute(f"GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO {app}")
            tables = connection.introspection.table_names(cursor, include_views=True)
            for table in sorted(set(READ_ONLY) & set(tables)):
                cursor.execute(f"REVOKE ALL ON {quote(table)} FROM {app}")
                cursor.execute(f"GRANT SELECT ON {quote(table)} TO {app}")
            for table in sorted(set(ADD_ONLY) & set(tables)):
                cursor.execute(f"REVOKE ALL ON {quote(table)} FROM {app}")
                cursor.execute(f"GRANT SELECT, INSERT ON {quote(table)} TO {app}")
            verb, to = ("GRANT", "TO") if movable_clock else ("REVOKE", "FROM")
            cursor.execute(f"{verb} EXECUTE ON FUNCTION app_clock_set(interval) {to} {app}")
        self.stdout.write(f"{role} may now run the app.")
