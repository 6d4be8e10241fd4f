"""Whether people who find a group may come in, and when it begins for them; two agree to it."""

from datetime import datetime

from community.people.acting import Acting
from community.people.actions.audit_lines import record_deed
from groups.actions.search_index import index_group
from groups.deeds import GroupDeed
from groups.models.members import Group
from groups.states import GROUP, GroupBeginning, GroupState


def open_to_finders(group: Group, *, is_open: bool, by: Acting, now: datetime) -> None:
    """Open it, or close it to them; an invitation still opens it. The caller has locked its row,
    and asked for a second person's word."""
    transition_group(group, openness(is_open=is_open), by=by, now=now)
    index_group(group)


def openness(*, is_open: bool) -> GroupState:
    return GroupState.FORMING if is_open else GroupState.FULL


def set_beginning(group: Group, begins: GroupBeginning, *, by: Acting, now: datetime) -> None:
    """For whoever comes in from now on: whoever is in stays so, and who waits for a hello waits.
    As above."""
    group.begins = begins
    group.save(update_fields=["begins"])
    record_deed(by=by, deed=GroupDeed.SET_BEGINNING, about=f"group:{group.pk}", now=now)


def transition_group(group: Group, state: GroupState, *, by: Acting, now: datetime) -> None:
    """One move of a group whose row the caller has locked."""
    deed = GROUP.deed_for(group.state, state)
    group.state = state
    group.save(update_fields=["state"])
    record_deed(by=by, deed=deed, about=f"group:{group.pk}", now=now)
