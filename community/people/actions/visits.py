"""What was said at a visit, by whoever may say it."""

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from community.common.clock import today
from community.common.refusals import or_not_found
from community.messaging.actions.telling import (
    forget_who_goes,
    record_told_in_person,
    say_not_going,
    say_who_goes,
    take_back_told,
    withhold,
)
from community.messaging.models import Message
from community.people.acting import Acting
from community.people.queries.visits import (
    all_visit_items,
    day_to_go_by,
    items_out_of_hours,
    older_than,
    visit_items,
)


@transaction.atomic
def record_visit(*, message_ids: Collection[int], by: Acting, now: datetime) -> int:
    """Whoever visits has said this today. How many lines it was: one that was said before, or is
    not theirs to say, is passed over. What was so before of the same thing is no news any more."""
    login_id, on = by.required_login.pk, today(now)
    said = [item for item in visit_items(login_id, on) if item.pk in set(message_ids)]
    out_of_hours = {item.pk for item in items_out_of_hours(login_id)}
    older = older_than(all_visit_items(login_id, on), said)
    for item in sorted(said, key=lambda item: item.pk):
        record_told_in_person(
            message_id=item.pk,
            told_on=on,
            stands_in=True,
            out_of_hours=item.pk in out_of_hours,
            by=by,
            now=now,
        )
    withhold(message_ids=[item.pk for item in older], now=now)
    forget_who_goes([item.person_id for item in said if item.person_id])
    return len(said)


@transaction.atomic
def take_back_visit(*, message_ids: Collection[int], by: Acting, now: datetime) -> None:
    """What they noted today as said was not, after all."""
    for message_id in sorted(set(message_ids)):
        take_back_told(message_id=message_id, by=by, now=now)


@transaction.atomic
def go_to(*, person_id: UUID, by: Acting, now: datetime) -> date | None:
    """ "I am going", or "I can go" where it was asked who can go sooner: whoever else tells this
    person things reads it. Returns by when it is to be, where a date waits for it (P58)."""
    items = _items_of(person_id, by, now)
    say_who_goes(person_id=person_id, by=by, now=now)
    return day_to_go_by(items, today(now))


@transaction.atomic
def not_go_to(*, person_id: UUID, by: Acting, now: datetime) -> None:
    """ "I cannot go after all": it is anybody's again."""
    _items_of(person_id, by, now)
    say_not_going(person_id=person_id, by=by, now=now)


def _items_of(person_id: UUID, by: Acting, now: datetime) -> list[Message]:
    """What this login has to say to the person; to whom it has nothing to say, is not there."""
    items = visit_items(by.required_login.pk, today(now))
    return or_not_found([item for item in items if item.person_id == person_id] or None)
