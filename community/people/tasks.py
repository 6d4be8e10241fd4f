from datetime import datetime

from procrastinate.contrib.django import app

from community.common import clock
from community.common.sweep import for_each
from community.people.actions.safeguarding import escalate_unread_concern
from community.people.queries import unread_concerns
from community.people.rules import one_working_day_after


@app.periodic(cron="*/10 * * * *")
@app.task(queueing_lock="escalate_unread_concerns", pass_context=False)
def escalate_unread_concerns(timestamp: int = 0) -> None:
    """Tell more people of each note that nobody has read for one working day (M140)."""
    now = clock.now()
    for_each("unread concerns", _overdue(now), lambda concern_id: _escalate(concern_id, now))


def _overdue(now: datetime) -> list[int]:
    return [
        concern_id
        for concern_id, written_at in unread_concerns()
        if now >= one_working_day_after(written_at)
    ]


def _escalate(concern_id: int, now: datetime) -> None:
    escalate_unread_concern(concern_id=concern_id, now=now)
