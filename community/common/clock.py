"""One clock for every process: the database's, plus an offset that only a demo or a test sets."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import connection

LONDON = ZoneInfo("Europe/London")


def now() -> datetime:
    """This moment by the database's clock. Read it after taking a lock when a deadline is raced."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT app_now()")
        return cursor.fetchone()[0]


def today(moment: datetime | None = None) -> date:
    """The calendar day in the United Kingdom at `moment` (or now)."""
    return (moment or now()).astimezone(LONDON).date()


def set_offset(offset: timedelta) -> None:
    """Move every process's clock. The database refuses it where demo clocks are not allowed."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT app_clock_set(make_interval(secs => %s))", [offset.total_seconds()])
