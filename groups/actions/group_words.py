"""A group's own words, for whoever finds it: handed in for a look, mended, asked about again."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from community.common.refusals import or_not_found
from community.common.shared_words import check_began_from
from community.moderation.actions.items import look_again, submit_words
from community.people.acting import Acting
from community.people.actions.audit_lines import record_deed
from community.people.bases import Matter
from community.people.rules.authority import check_authority
from community.people.states import RepresentationScope
from groups.actions.notifications import notify_members
from groups.actions.search_index import index_group
from groups.deeds import GroupDeed
from groups.message_kinds import GroupMessage
from groups.models.members import Group
from groups.queries.group_words import (
    GROUP_WORDS,
    about_group,
    are_group_words_held_back,
    free_words_of_group,
    words_of_group,
)
from groups.queries.members import groups_of_person, membership
from groups.rules.members import check_can_mend, check_not_started
from groups.states import GroupState


def submit_group_words(group: Group, *, by: Acting, now: datetime) -> None:
    """Strangers read them once somebody has looked. Of a group that nobody finds, nobody has to.
    The caller holds its row."""
    if not group.is_findable:
        return
    submit_words(
        about=about_group(group.pk),
        words=free_words_of_group(group),
        area=group.area,
        link=f"/group/{group.pk}/",
        by=by,
        now=now,
    )


@transaction.atomic
def mend_group_words(
    *,
    group_id: int,
    fields: Mapping[str, str],
    began_from: str | None = None,
    by: Acting,
    now: datetime,
) -> Group:
    """Any of GROUP_WORDS, while they are held back: what the others agreed to is not changed
    otherwise. They read that it was, and the words wait for a look anew."""
    check_authority(by, RepresentationScope.DECIDE, matter=Matter.LIFE, now=now)
    group = _lock_group(group_id, by)
    unknown = set(fields) - set(GROUP_WORDS)
    if unknown:
        raise TypeError(f"a group has no {', '.join(sorted(unknown))}")
    check_began_from(began_from, words_of_group(group), written=fields)
    check_can_mend(are_held_back=are_group_words_held_back(group_id))
    if all(getattr(group, name) == words for name, words in fields.items()):
        return group
    if fields.get("name", group.name) != group.name:
        own = groups_of_person(by.required_person.pk)
        check_not_started(fields["name"], [each.name for each in own if each.pk != group_id])
    for name, value in fields.items():
        setattr(group, name, value)
    group.save(update_fields=GROUP_WORDS)
    record_deed(by=by, deed=GroupDeed.MEND_GROUP_WORDS, about=about_group(group_id), now=now)
    submit_group_words(group, by=by, now=now)
    index_group(group)
    notify_members(
        group_id,
        kind=GroupMessage.WORDS_MENDED,
        subject=_("Your group’s words were changed"),
        text=_("They were held back. One of you changed them, and they are looked at anew."),
        link=f"/group/{group_id}/",
        key=f"group:{group_id}:words:{now.isoformat()}",
        now=now,
    )
    return group


@transaction.atomic
def look_again_at_group(*, group_id: int, by: Acting, now: datetime) -> Group:
    """The group asks somebody else to look at words that are held back (P47)."""
    check_authority(by, RepresentationScope.DECIDE, matter=Matter.LIFE, now=now)
    group = _lock_group(group_id, by)
    look_again(about=about_group(group_id), by=by, now=now)
    index_group(group)
    return group


@transaction.atomic
def index_group_looked_at(*, group_id: int) -> Group:
    """The search shows it as it may be read now."""
    group = Group.objects.select_for_update(no_key=True).get(pk=group_id)
    if group.state == GroupState.FORMING:
        index_group(group)
    return group


def _lock_group(group_id: int, by: Acting) -> Group:
    """One that `by` is in, held until the transaction ends."""
    groups = Group.objects.select_for_update(no_key=True, of=("self",)).select_related("area")
    group = or_not_found(groups.filter(pk=group_id).first())
    membership(group_id, by)
    return group
