import logging

from procrastinate.contrib.django import app

from community.common import clock
from community.people.actions.safeguarding import escalate_unread_concern
from community.people.queries import unread_concerns
from community.people.rules import one_working_day_after

log = logging.getLogger(__name__)


@app.periodic(cron="*/10 * * * *")
@app.task(queueing_lock="alarm_unread_worries", pass_context=False)
def alarm_unread_worries(timestamp: int = 0) -> None:
    """Raise the alarm for each note that nobody has read for one working day (M140)."""
    now = clock.now()
    due = [
        worry_id
        for worry_id, written_at in unread_concerns()
        if now >= one_working_day_after(written_at)
    ]
    failed = 0
    for worry_id in due:
        try:
            escalate_unread_concern(worry_id=worry_id, now=now)
        except Exception:
            failed += 1
            log.exception(
                "worry %s is unread and nobody could be told; it is tried again", worry_id
            )
    if failed:
        log.error("alarm_unread_worries: expected %s, did %s", len(due), len(due) - failed)
