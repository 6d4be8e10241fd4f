"""Pausing newcomers: safety at once, by one, for seven days (P37)."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from community.common.refusals import Refused

PAUSE = timedelta(days=7)
MONTH = timedelta(days=30)


class PausedLately(Refused):
    code = "paused_lately"


class EndedByOthers(Refused):
    code = "ended_by_others"


class NewcomersPaused(Refused):
    code = "newcomers_paused"


def check_not_lately(last_paused_at: datetime | None, now: datetime) -> None:
    """`last_paused_at`: by this member, or by these hands for another."""
    if last_paused_at is not None and now < last_paused_at + MONTH:
        raise PausedLately(
            _("You have paused newcomers in this month already."),
            next_step=_(
                "Somebody else of the group can. If you are worried about somebody, “Where to turn”"
                " says whom to tell."
            ),
        )


def check_is_another(*, is_same: bool) -> None:
    """Whoever paused does not end it, nor do one person's hands for two."""
    if is_same:
        raise EndedByOthers(
            _("Two others end this earlier, each by their own login."),
            next_step=_("It ends by itself after seven days."),
        )


def check_not_paused(is_paused: bool) -> None:
    if is_paused:
        raise NewcomersPaused(
            _("Nobody new comes into this group for some days."),
            next_step=_("You can come back in a week, or look for another group."),
        )
