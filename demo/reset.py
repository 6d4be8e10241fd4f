"""Beginning again from the first day: whoever started us kept it, and puts it back when asked."""

import time
from datetime import timedelta

from django.conf import settings
from django.db import connections
from django.utils.translation import gettext as _

from community.audit.models import AuditEntry
from community.common import clock
from community.common.refusals import Refused
from demo import days

MAX_RESET_SECONDS = 90
POLL_SECONDS = 0.2
# A world this much older than its first day is shown on that day; until then the real day is good.
STALE_AFTER = timedelta(hours=12)


class CannotBeginAgain(Refused):
    code = "cannot_begin_again"


def is_possible() -> bool:
    return (settings.LOCAL_DIR / "first-day/state").exists()


def begin() -> None:
    """Ask, and wait until it is done (boot/first_day.py). Every connection is lost on the way."""
    request_file = settings.LOCAL_DIR / "begin-again"
    connections.close_all()
    request_file.touch()
    deadline = time.monotonic() + MAX_RESET_SECONDS
    while request_file.exists():
        if time.monotonic() > deadline:
            request_file.unlink(missing_ok=True)
            raise CannotBeginAgain(
                _("The first day could not be put back."),
                next_step=_("Stop the demo and type: make demo-fresh"),
            )
        time.sleep(POLL_SECONDS)
    _be_on_the_first_day()


def _be_on_the_first_day() -> None:
    loaded_at = AuditEntry.objects.order_by("-pk").values_list("at", flat=True).first()
    if loaded_at and clock.now() - loaded_at > STALE_AFTER:
        days.go_to(loaded_at)
