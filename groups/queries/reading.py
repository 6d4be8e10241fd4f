"""Whoever reads a message: on which side, and who else is of either side."""

from dataclasses import dataclass
from datetime import datetime

from community.common.refusals import NotFound, or_not_found
from community.conversations.models import Conversation, RelayedMessage
from community.people.acting import Acting
from community.people.queries.acting import logins_about
from community.people.rules.authority import check_may_stop, check_may_write
from groups.models.members import Member
from groups.queries.conversations import (
    groups_of_reader,
    is_asking_side,
    is_own_message,
    of_reader,
    ref_id,
)
from groups.states import CURRENT_STATES
from providers.queries.supply import provider_members


@dataclass(frozen=True)
class Reading:
    """One message before one reader: a person, or a login that speaks for a provider."""

    message: RelayedMessage
    is_own: bool
    is_for_provider: bool
    reader: Acting
    link: str


def reading_of(message_id: int, by: Acting) -> Reading:
    """Of a message that `by` may read. Any other is not there."""
    message = or_not_found(
        RelayedMessage.objects.select_related("conversation__area").filter(pk=message_id).first()
    )
    row = message.conversation
    or_not_found(Conversation.objects.filter(of_reader(by), pk=row.pk).first())
    is_asking = is_asking_side(row, by, groups_of_reader(by))
    is_for_provider = not is_asking and row.asked.startswith("provider:")
    return Reading(
        message=message,
        is_own=is_own_message(message, by, is_asking=is_asking),
        is_for_provider=is_for_provider,
        reader=Acting(login=by.login) if is_for_provider else by,
        link=_link(row, is_for_provider=is_for_provider),
    )


def is_read_by(message_id: int, by: Acting) -> bool:
    try:
        reading_of(message_id, by)
    except NotFound:
        return False
    return True


def reading_to_press(message_id: int, by: Acting, *, now: datetime) -> Reading:
    """The same, of whoever may say what becomes of it: as a person, or for them where it stops or
    protects; or for a provider."""
    reading = reading_of(message_id, by)
    if reading.is_for_provider:
        check_may_write(by)
    else:
        check_may_stop(by, now=now)
    return reading


def _link(row: Conversation, *, is_for_provider: bool) -> str:
    if row.is_of_one_group:
        page = "ideas" if row.about.startswith("idea:") else "notes"
        return f"/group/{ref_id(row.asking)}/{page}/"
    if not row.about.startswith("offer:"):
        return f"/written/{row.pk}/"
    page = "provide/offers" if is_for_provider else "offer"
    return f"/{page}/{ref_id(row.about)}/"


def login_ids_of_sides(row: Conversation) -> list[int]:
    """Of everybody who belongs to one of the two, or acts for somebody who does: none of them
    looks at what was reported."""
    ids: set[int] = set()
    person_ids = {row.person_id} if row.person_id else set()
    for side in (row.asking, row.asked):
        if side.startswith("provider:"):
            ids |= {login.pk for login in provider_members(ref_id(side))}
        elif side:
            members = Member.objects.filter(group_id=ref_id(side), state__in=CURRENT_STATES)
            person_ids |= set(members.values_list("person_id", flat=True))
    return sorted(ids | logins_about(person_ids))
