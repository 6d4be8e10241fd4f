"""Days as people say them, and the moment at which a day is over in the United Kingdom."""

from datetime import date, datetime, time, timedelta

from django.utils.formats import date_format

from community.common.clock import LONDON


def in_words(day: date) -> str:
    """ "Friday 4 June 2027"."""
    return date_format(day, "l j F Y", use_l10n=False)


def end_of(day: date) -> datetime:
    """The first moment of the next day: until then the day is not over."""
    return datetime.combine(day + timedelta(days=1), time(), tzinfo=LONDON)


def last_day_before(closes_at: datetime) -> date:
    """The day at whose end something closes, from the moment it does."""
    return (closes_at - timedelta(microseconds=1)).astimezone(LONDON).date()
