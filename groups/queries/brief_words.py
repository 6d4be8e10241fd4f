"""The free words of a brief, which wait for a look before strangers read them (P45). What was
ticked, about where, how many and until when are facts, and go out at once."""

from datetime import datetime
from typing import Any

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
from groups.models.briefs import Brief
from groups.states import BriefState

FREE_WORDS = ("what", "when_words", "where_words", "who_must_be_able", "good_looks_like")


def free_words_of(brief: Brief) -> str:
    return "\n".join(words for name in FREE_WORDS if (words := getattr(brief, name)))


def about_brief(brief: Brief) -> str:
    return f"brief:{brief.pk}"


def brief_words_detail(brief: Brief) -> WordsDetail | None:
    """For its members. None before it was ever sent, and once nobody is asked by it any more."""
    is_read_by_others = brief.state in (BriefState.ASKING, BriefState.COMPARING)
    return words_detail(about_brief(brief)) if is_read_by_others else None


def brief_words_of_row(row: Any) -> WordsDetail | None:
    """The same of a row `with_words`."""
    is_read_by_others = row.state in (BriefState.ASKING, BriefState.COMPARING)
    nation = row.group.area.nation
    return words_detail_of(row, about_brief(row), nation=nation) if is_read_by_others else None


def held_back_briefs(group_id: int) -> list[Brief]:
    """For whoever asks somebody else to look at their words, on paper."""
    briefs = with_words(Brief.objects.filter(group_id=group_id), "brief")
    return list(briefs.filter(words_state=ModerationState.HELD_BACK).order_by("pk"))


def are_held_back(brief: Brief) -> bool:
    item = item_about(about_brief(brief))
    return item is not None and item.state == ModerationState.HELD_BACK


def what_for_provider(brief_id: int, now: datetime) -> str:
    """What it wants in a line, as a checked provider may read it; empty until then."""
    brief = with_words(Brief.objects.select_related("group__area"), "brief").get(pk=brief_id)
    reach = reach_of_words(brief, nation=brief.group.area.nation, now=now)
    return "" if reach == WordsReach.NOBODY else hold_back_contacts(brief.what)
