"""What goes back: all that was paid and not spent on a session that was held, to the penny, each
part to where it came from and by its own rail (case C5)."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from community.common.refusals import Refused
from providers.states import SessionState

# Held payouts end at 90 days, so what was captured is certain or given back within 60.
REFUND_AFTER = timedelta(days=60)


class NothingLeft(Refused):
    code = "nothing_left"


def is_session_refunded(session_state: str, *, collected_at: datetime, now: datetime) -> bool:
    """Whether a session that is paid for and not released goes back to all who paid it: it did not
    happen, or nobody could say for too long. For one that was held, see `missed_refunds`."""
    if session_state in (SessionState.CALLED_OFF, SessionState.NOT_DELIVERED):
        return True
    return now >= collected_at + REFUND_AFTER


def rest_pence(session_pence: int, sessions_left: int) -> int:
    """Pence of one charge that somebody who stops has back: a session's part of it
    (`session_pence`) for each session that has not begun and is not given back."""
    return session_pence * sessions_left


def check_something_left(pence: int) -> None:
    """What has begun cannot go back because somebody stops."""
    if pence <= 0:
        raise NothingLeft(
            _("£0 is left to give back: every session paid for has begun, or was given back."),
            next_step=_("Look at the statement to see each one."),
        )
