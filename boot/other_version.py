"""Whether a database was made by another version, whose tables cannot become today's."""

import psycopg

from boot.steps import ROOT


def has_other_migrations(owner_url: str) -> bool:
    """Has the database had migrations of ours that are not among today's? Nothing leads on then."""
    files = [*ROOT.glob("*/migrations/0*.py"), *ROOT.glob("*/*/migrations/0*.py")]
    todays_migrations = {(path.parent.parent.name, path.stem) for path in files}
    our_apps = {app for app, _name in todays_migrations}
    with psycopg.connect(owner_url) as connection:
        has_any = connection.execute("SELECT to_regclass('django_migrations') IS NOT NULL")
        if has_any.fetchone() != (True,):
            return False
        applied = connection.execute("SELECT app, name FROM django_migrations").fetchall()
    return any(app in our_apps and (app, name) not in todays_migrations for app, name in applied)
