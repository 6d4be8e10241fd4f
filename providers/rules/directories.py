"""Of directories: whose they are, when each is read again, and by whom at a time."""

from datetime import datetime, timedelta
from urllib.parse import urlsplit

from django.utils.translation import gettext as _

from community.common.clock import today
from community.common.dates import start_of_day
from community.common.refusals import Refused

NIGHT_HOUR = 2
RETRY_HOURS = (1, 3)  # after the first failure and the second; then it waits for the night
SILENT_FOR = timedelta(hours=1)  # a reading that kept nothing for so long was killed


class NoLicence(Refused):
    code, field = "no_licence", "licence_name"


class NoWhere(Refused):
    code, field = "no_address", "address"


class ReadByAnother(Refused):
    code = "read_by_another"


def check_source_and_licence(name: str, licence_name: str, licence_url: str) -> None:
    """What is not known to be ours to show is not brought in (P104)."""
    is_address = urlsplit(licence_url).scheme in ("http", "https")
    if not (name.strip() and licence_name.strip() and is_address):
        raise NoLicence(
            _("Nothing is brought in without its source, its licence and where that stands."),
            next_step=_("Say whose directory it is, what its licence is called, and its address."),
        )


def check_has_address(address: str) -> None:
    if urlsplit(address).scheme not in ("http", "https"):
        raise NoWhere(
            _("Only what has a web address can be read each night."),
            next_step=_("Give its address first."),
        )


def check_is_over(alive_at: datetime | None, now: datetime) -> None:
    if alive_at is not None and alive_at > now - SILENT_FOR:
        raise ReadByAnother(
            _("This directory is being read at the moment."),
            next_step=_("Wait for its report. One that was cut off can be read again in an hour."),
        )


def check_goes_on(*, is_over: bool) -> None:
    if is_over:
        raise ReadByAnother(_("This reading was taken for cut off, and another has begun."))


def next_night(now: datetime) -> datetime:
    """The first two o'clock in the morning after now."""
    night = start_of_day(today(now)) + timedelta(hours=NIGHT_HOUR)
    return (
        night
        if night > now
        else start_of_day(today(now) + timedelta(days=1)) + timedelta(hours=NIGHT_HOUR)
    )


def retry_at(failed_in_a_row: int, now: datetime) -> datetime:
    if failed_in_a_row <= len(RETRY_HOURS):
        return now + timedelta(hours=RETRY_HOURS[failed_in_a_row - 1])
    return next_night(now)
