"""The words of a group that may be found. They wait for a look before strangers read them (P45,
M139). What was ticked, and about where, are facts, and go out at once.

Whoever holds an invitation is no stranger: the group itself shows them its words."""

from collections.abc import Collection
from copy import copy
from datetime import datetime
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from community.common.clock import today
from community.common.shared_words import Words
from community.moderation.queries.items import (
    WordsDetail,
    item_about,
    reach_of_words,
    with_words,
    words_detail,
    words_detail_of,
)
from community.moderation.rules.contacts import hold_back_contacts
from community.moderation.states import ModerationState, WordsReach
from community.places.activity_kinds import ANY_KIND
from community.places.models.search_index import ObjectType, SearchEntry
from groups.models.members import Group
from groups.queries.pauses import found_groups
from groups.wording import unread_group_text
from providers.queries.supply import vetted_providers_of_login

GROUP_WORDS = ("name", "purpose_words", "how_often")


def about_group(group_id: int) -> str:
    return f"group:{group_id}"


def words_of_group(group: Group) -> Words:
    """What any member may mend while it is held back."""
    return {name: getattr(group, name) for name in GROUP_WORDS}


def free_words_of_group(group: Group) -> str:
    return "\n".join(words for words in words_of_group(group).values() if words)


def group_words_detail(group: Group) -> WordsDetail | None:
    """For its members. None where no stranger reads it."""
    return words_detail(about_group(group.pk)) if group.is_findable else None


def words_of_row(row: Any) -> WordsDetail | None:
    """The same of a row `with_words`."""
    if not row.is_findable:
        return None
    return words_detail_of(row, about_group(row.pk), nation=row.area.nation)


def are_group_words_held_back(group_id: int) -> bool:
    item = item_about(about_group(group_id))
    return item is not None and item.state == ModerationState.HELD_BACK


def group_for_stranger(group: Group, login_id: int | None, *, now: datetime) -> Group:
    """As somebody outside it reads it, whom this login is: a copy, never to be saved."""
    row = _groups_with_words().get(pk=group.pk)
    reach = reach_of_words(row, nation=row.area.nation, now=now)
    is_read = reach == WordsReach.EVERYBODY or (
        reach == WordsReach.CHECKED_PROVIDERS and _is_checked_provider(login_id, now)
    )
    return _as_read(group, row.words_state, is_read=is_read)


def group_for_everybody(group: Group) -> Group:
    """As the search shows it to anybody: a copy, never to be saved."""
    row = _groups_with_words().get(pk=group.pk)
    return _as_read(group, row.words_state, is_read=row.words_state == ModerationState.PASSED)


def groups_to_index() -> list[int]:
    """Those that the search does not show as they may be read: their words were looked at since."""
    entries = SearchEntry.objects.filter(
        object_type=ObjectType.GROUP, object_id=OuterRef("pk"), kind=ANY_KIND
    )
    found = (
        _groups_with_words()
        .filter(pk__in=found_groups())
        .annotate(shown_title=Subquery(entries.values("title")))
    )
    return [group.pk for group in found.order_by("pk") if group.shown_title != title_of(group)]


def titles_of_groups(group_ids: Collection[int]) -> dict[int, str]:
    """Of each, as the search shows it to anybody."""
    return {group.pk: title_of(group) for group in _groups_with_words().filter(pk__in=group_ids)}


def title_of(group: Any) -> str:
    """Of a row `_groups_with_words`, as the search shows it to anybody."""
    is_read = group.words_state == ModerationState.PASSED
    return _as_read(group, group.words_state, is_read=is_read).name


def _groups_with_words() -> QuerySet[Any]:
    return with_words(Group.objects.select_related("area"), "group")


def _as_read(group: Group, words_state: str | None, *, is_read: bool) -> Group:
    read = copy(group)
    for name in GROUP_WORDS:
        setattr(read, name, hold_back_contacts(getattr(group, name)) if is_read else "")
    if not is_read:
        read.name = unread_group_text(group.outward_code, words_state)
    return read


def _is_checked_provider(login_id: int | None, now: datetime) -> bool:
    return login_id is not None and bool(vetted_providers_of_login(login_id, today(now)))
