"""What was said at a visit, by whoever may say it."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from community.common.clock import today
from community.messaging.actions import record_told_in_person
from community.people.acting import Acting
from community.people.queries.visits import items_out_of_hours, visit_items


@transaction.atomic
def record_visit(*, message_ids: Collection[int], by: Acting, now: datetime) -> int:
    """Whoever visits has said all of this today. How many lines it was: one that was said before,
    or is not theirs to say, is passed over."""
    items = visit_items(by.required_login.pk, today(now))
    out_of_hours = {item.pk for item in items_out_of_hours(by.required_login.pk)}
    told_ids = sorted({item.pk for item in items} & set(message_ids))
    for message_id in told_ids:
        record_told_in_person(
            message_id=message_id,
            told_on=today(now),
            stands_in=True,
            out_of_hours=message_id in out_of_hours,
            by=by,
            now=now,
        )
    return len(told_ids)
