"""When others than those of somebody's plan hear of what cannot wait (P51)."""

from datetime import datetime, timedelta

from community.common.working_time import add_working_hours, is_working_hour

TOLD_WITHIN = timedelta(hours=2)  # of working time


def must_others_hear(
    *, may_still_hear: bool, waiting_since: datetime, nation: str, now: datetime
) -> bool:
    """Nobody of the plan may say it and our mail does not try it again, or they have not heard in
    two hours of working time, or it is outside all hours."""
    if not may_still_hear or not is_working_hour(now, nation=nation):
        return True
    return now >= add_working_hours(waiting_since, TOLD_WITHIN, nation=nation)
