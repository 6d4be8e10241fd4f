"""Whom a worry reaches."""

from collections.abc import Collection

from django.utils.translation import gettext as _

from community.common.refusals import Refused


class NobodyReads(Refused):
    code, field = "nobody_reads", "area"


def check_reaches_somebody(
    readers: Collection[int], *, area: str, day_phone: str, night_phone: str
) -> None:
    """A note is never taken that nobody would read: whoever writes it reads whom to ring."""
    if not readers:
        raise NobodyReads(
            _("Nobody reads notes in %(area)s just now, so this was not sent.") % {"area": area},
            next_step=_("Please ring %(day)s in office hours, or %(night)s at any other time.")
            % {"day": day_phone, "night": night_phone},
        )
