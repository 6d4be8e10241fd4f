"""May a link still be answered? (P76)"""

from datetime import datetime

from django.utils.translation import gettext as _

from community.common.refusals import Refused


class LinkAnswered(Refused):
    code = "link_answered"


class LinkHasRunOut(Refused):
    code = "link_has_run_out"


def has_run_out(until: datetime, *, now: datetime) -> bool:
    return now >= until


def check_can_be_answered(answered_at: datetime | None, until: datetime, *, now: datetime) -> None:
    """Until it is answered or its day has passed."""
    if answered_at is not None:
        raise LinkAnswered(_("This is answered."), next_step=_("Nothing more is to be done."))
    if has_run_out(until, now=now):
        raise LinkHasRunOut(
            _("The day for this answer has passed, so nothing was done."),
            next_step=_("Please say it by telephone."),
        )
