"""Blocking somebody: one of one's own group, or who wrote to it from outside. They are not told,
and whoever blocks one of their own group reads that they may still meet (P117, P118)."""

from datetime import datetime

from django.db import transaction

from community.common.refusals import or_not_found
from community.conversations.actions import blocks
from community.conversations.models import MemberBlock
from community.conversations.queries.blocks import blocks_of_person, own_block
from community.people.acting import Acting
from community.people.rules.authority import check_may_stop
from groups.actions.flags import look_at_stop
from groups.queries.conversations import conversation_for
from groups.queries.members import membership, others_in_group
from groups.rules.conversations import check_is_a_person


@transaction.atomic
def block_member(*, group_id: int, member_id: int, by: Acting, now: datetime) -> MemberBlock:
    """One of one's own group: their words are not shown any more, and nothing tells of them."""
    check_may_stop(by, now=now)
    me = membership(group_id, by)
    others = {member.pk: member for member in others_in_group(group_id, by)}
    other = or_not_found(others.get(member_id))
    block = blocks.block_person(
        blocked=other.person, where=f"group:{group_id}", called=other.known_as, by=by, now=now
    )
    look_at_stop(area=me.group.area, by=by, now=now)
    return block


@transaction.atomic
def hear_member_again(*, group_id: int, member_id: int, by: Acting, now: datetime) -> None:
    """The same, of somebody by who they are in the group: nothing tells whether they were blocked.
    So whoever enters it from paper reads of nobody's block."""
    check_may_stop(by, now=now)
    others = {member.pk: member for member in others_in_group(group_id, by)}
    other = or_not_found(others.get(member_id))
    for block in blocks_of_person(by.person_id):
        if block.blocked_id == other.person_id:
            blocks.end_block(block, by=by, now=now)


@transaction.atomic
def block_writer(*, conversation_id: int, by: Acting, now: datetime) -> MemberBlock:
    """Who wrote to one's group from outside. The others of the group go on reading them."""
    check_may_stop(by, now=now)
    detail = conversation_for(conversation_id, by)
    row = detail.conversation
    is_other = row.person is not None and not detail.is_asking
    check_is_a_person(is_one=is_other and not detail.is_for_provider)
    block = blocks.block_person(
        blocked=or_not_found(row.person), where=row.about, called=row.called, by=by, now=now
    )
    look_at_stop(area=row.area, by=by, now=now)
    return block


@transaction.atomic
def end_block(*, block_id: int, by: Acting, now: datetime) -> MemberBlock:
    """Their words are shown again."""
    check_may_stop(by, now=now)
    block = own_block(block_id, by.person_id)
    blocks.end_block(block, by=by, now=now)
    return block
