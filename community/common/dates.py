"""London's calendar, one spelling of each: days and times as people say them, and when they end."""

from datetime import UTC, date, datetime, time, timedelta

from django.utils.formats import date_format
from django.utils.timezone import is_aware, localtime
from django.utils.translation import gettext as _

from community.common.clock import LONDON
from community.common.refusals import Refused

FIRST_DAY = date(1900, 1, 1)
YEARS_AHEAD = 10  # beyond that it is a slip of a finger: 2072 for 2027


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


def format_hour(hour: int) -> str:
    """A whole hour from 0 to 24: "2 pm", "midnight"."""
    return format_time(time(hour % 24))


def format_moment(when: datetime) -> str:
    """ "Friday 14 May 2027 at 10.30 am"."""
    return _("%(day)s at %(time)s") % {"day": format_day(when), "time": format_time(when)}


class NotADay(Refused):
    code = "not_a_day"


def check_day(day: date, today: date) -> None:
    """A day that somebody says, of whatever: neither before living memory nor far ahead."""
    if not (day >= FIRST_DAY and day.year <= today.year + YEARS_AHEAD):
        text = _("%(year)d is a long way off. Look at the year once more.")
        raise NotADay(text % {"year": day.year})


def check_in_order(first: date, last: date) -> None:
    if last < first:
        raise NotADay(_("The last day comes before the first."))


def check_clock_shows(moment: datetime) -> None:
    """Refuse the hour that London's clocks leave out in spring (fault H20)."""
    by_clock = moment.astimezone(LONDON)
    if by_clock.astimezone(UTC).astimezone(LONDON).replace(tzinfo=None) != by_clock.replace(
        tzinfo=None
    ):
        text = _("On %(day)s there is no %(time)s: the clocks go forward. Choose another time.")
        raise NotADay(text % {"day": format_day(by_clock), "time": format_time(by_clock)})


def in_london(naive: datetime) -> datetime:
    """A time without a zone, by London's clock. One that is none, or two, is asked again."""
    moment = naive.replace(tzinfo=LONDON)
    check_clock_shows(moment)
    if moment.utcoffset() != moment.replace(fold=1).utcoffset():
        text = _("On %(day)s there are two %(time)s: the clocks go back. Say it with its zone.")
        raise NotADay(text % {"day": format_day(moment), "time": format_time(moment)})
    return moment


def start_of_day(day: date) -> datetime:
    """Its first moment."""
    return datetime.combine(day, time(), tzinfo=LONDON)


def end_of_day(day: date) -> datetime:
    """The first moment of the next day: until then the day is not over."""
    return start_of_day(day + timedelta(days=1))


def last_day_before(closes_at: datetime) -> date:
    """The day at whose end something closes, from the moment it does."""
    return (closes_at - timedelta(microseconds=1)).astimezone(LONDON).date()


def end_of_last_whole_day(moment: datetime) -> datetime:
    """When the last day ends that is over by then: a page names that day, and all of it counts."""
    return end_of_day(moment.astimezone(LONDON).date() - timedelta(days=1))


def _format_date(when: date | datetime, pattern: str) -> str:
    day = _in_london(when) if isinstance(when, datetime) else when
    return date_format(day, pattern, use_l10n=False)


def _in_london(when: datetime) -> datetime:
    """By London's clock; one that names no zone is read as it stands."""
    return localtime(when, LONDON) if is_aware(when) else when
