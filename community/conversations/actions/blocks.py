"""One person hears nothing more from another (P117)."""

from datetime import datetime

from community.conversations.deeds import ConversationDeed
from community.conversations.models import MemberBlock
from community.people.acting import Acting
from community.people.actions.audit_lines import record_deed
from community.people.models.persons import Person


def block_person(
    *, blocked: Person, where: str, called: str, by: Acting, now: datetime
) -> MemberBlock:
    """`where` they know each other ("group:3"), and what the other is called there. Blocked twice,
    they are blocked once. The caller has asked who may; nobody is told."""
    block, is_new = MemberBlock.objects.get_or_create(
        person=by.required_person,
        blocked=blocked,
        where=where,
        ended_at=None,
        defaults={"called": called, "blocked_at": now, "blocked_by": by.login},
    )
    if is_new:
        record_deed(by=by, deed=ConversationDeed.BLOCK_SOMEBODY, about=where, now=now)
    return block


def end_block(block: MemberBlock, *, by: Acting, now: datetime) -> None:
    """Ended twice is ended once. The caller has asked whose it is, and locked it."""
    if block.ended_at is None:
        block.ended_at = now
        block.save(update_fields=["ended_at"])
        record_deed(by=by, deed=ConversationDeed.END_BLOCK, about=block.where, now=now)
