"""Nobody is kept at home by another's press (P19)."""

from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from community.common.refusals import Refused

PLACE_KEPT_FOR = timedelta(days=14)


class StopIsOver(Refused):
    code = "stop_is_over"


def check_can_put_back(
    kept_until: datetime, put_back_at: datetime | None, *, now: datetime
) -> None:
    if put_back_at is not None or now > kept_until:
        raise StopIsOver(
            _("This was put back already, or its days are over."),
            next_step=_("Look at the shared cost: where it is still open, you can say yes again."),
        )


def is_place_taken(is_in: bool, place_kept_until: datetime | None, *, now: datetime) -> bool:
    """Whether a place is somebody's: they are in, or other hands stopped it less than 14 days
    ago."""
    return is_in or (place_kept_until is not None and now <= place_kept_until)
