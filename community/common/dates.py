"""London's calendar, one spelling of each: days and times as people say them, and when they end."""

from datetime import date, datetime, time, timedelta

from django.utils.formats import date_format
from django.utils.timezone import is_aware, localtime
from django.utils.translation import gettext as _

from community.common.clock import LONDON


def format_day(when: date | datetime) -> str:
    """ "Friday 14 May 2027"."""
    return _format_date(when, "l j F Y")


def format_date(when: date | datetime) -> str:
    """ "14 May 2027", where the day of the week does not matter."""
    return _format_date(when, "j F Y")


def format_time(when: time | datetime) -> str:
    """ "10.30 am", "2 pm", "12 noon", "midnight"."""
    if isinstance(when, datetime):
        when = _in_london(when)
    if (when.hour, when.minute) == (12, 0):
        return _("12 noon")
    if (when.hour, when.minute) == (0, 0):
        return _("midnight")
    hour = when.hour % 12 or 12
    clock = f"{hour}.{when.minute:02d}" if when.minute else str(hour)
    return (_("%(clock)s am") if when.hour < 12 else _("%(clock)s pm")) % {"clock": clock}


def format_moment(when: datetime) -> str:
    """ "Friday 14 May 2027 at 10.30 am"."""
    return _("%(day)s at %(time)s") % {"day": format_day(when), "time": format_time(when)}


def start_of_day(day: date) -> datetime:
    """Its first moment."""
    return datetime.combine(day, time(), tzinfo=LONDON)


def end_of_day(day: date) -> datetime:
    """The first moment of the next day: until then the day is not over."""
    return start_of_day(day + timedelta(days=1))


def last_day_before(closes_at: datetime) -> date:
    """The day at whose end something closes, from the moment it does."""
    return (closes_at - timedelta(microseconds=1)).astimezone(LONDON).date()


def _format_date(when: date | datetime, pattern: str) -> str:
    day = _in_london(when) if isinstance(when, datetime) else when
    return date_format(day, pattern, use_l10n=False)


def _in_london(when: datetime) -> datetime:
    """By London's clock; one that names no zone is read as it stands."""
    return localtime(when, LONDON) if is_aware(when) else when
