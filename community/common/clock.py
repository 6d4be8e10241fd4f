"""One clock for every process: the database's, plus an offset that only a demo or a test sets."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import connection

LONDON = ZoneInfo("Europe/London")


_moment_read: ContextVar[list[datetime] | None] = ContextVar("moment_read", default=None)


def now() -> datetime:
    """This moment by the database's clock. Read it after taking a lock when a deadline is raced."""
    read = _moment_read.get()
    if read:
        return read[0]
    with connection.cursor() as cursor:
        cursor.execute("SELECT app_now()")
        moment: datetime = cursor.fetchone()[0]
    if read is not None:
        read.append(moment)
    return moment


@contextmanager
def one_moment() -> Iterator[None]:
    """In here it is one and the same moment, read where it is first asked for: of what only reads,
    so that no two parts of a page are of different days."""
    token = _moment_read.set([])
    try:
        yield
    finally:
        _moment_read.reset(token)


def today(moment: datetime | None = None) -> date:
    """The calendar day in the United Kingdom at `moment` (or now)."""
    return (moment or now()).astimezone(LONDON).date()


def set_offset(offset: timedelta) -> None:
    """Move every process's clock. The database refuses it where demo clocks are not allowed."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT app_clock_set(make_interval(secs => %s))", [offset.total_seconds()])
