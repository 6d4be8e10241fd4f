"""What is asked of somebody who is told face to face: its date waits for the next visit, up to a
last day that everybody read before, and it never becomes a "no" because nobody went (P58)."""

from datetime import datetime, timedelta

AFTER_TOLD = timedelta(days=3)
WAIT_FOR_VISIT = timedelta(days=7)
# Before the last day, whoever could go is asked who can go sooner.
SOONER_BEFORE = timedelta(days=10)


def has_had_time(told_at: datetime | None, now: datetime) -> bool:
    """Told, and with the days since in which anybody else answers too."""
    return told_at is not None and told_at + AFTER_TOLD <= now


def waits_until(told_at: datetime | None, last: datetime, now: datetime) -> datetime | None:
    """To when the date moves for somebody who has not had time. None from the last day on."""
    if now >= last:
        return None
    return min(last, now + WAIT_FOR_VISIT if told_at is None else told_at + AFTER_TOLD)
