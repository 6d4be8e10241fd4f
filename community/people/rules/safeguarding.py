"""Whom a worry reaches."""

from collections.abc import Collection

from django.utils.translation import gettext as _

from community.common.refusals import Refused
from community.places.models.areas import Area


class NobodyReads(Refused):
    code, field = "nobody_reads", "area"


def check_reaches_somebody(area: Area, readers: Collection[int]) -> None:
    """A note is never taken that nobody would read."""
    if not readers:
        raise NobodyReads(
            _("Nobody reads notes in %(area)s just now, so this was not sent.")
            % {"area": area.name},
            next_step=_("Please ring %(day)s in office hours, or %(night)s at any other time.")
            % {"day": area.safeguarding_phone, "night": area.out_of_hours_phone},
        )
