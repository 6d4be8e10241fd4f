"""The free words of a brief, which wait for a look before strangers read them (P45). What was
ticked, about where, how many and until when are facts, and go out at once."""

from dataclasses import dataclass
from datetime import datetime

from community.moderation.models import ModerationItem
from community.moderation.queries.items import item_about, reach_of_words, with_words
from community.moderation.rules.contacts import hold_back_contacts
from community.moderation.rules.looking import more_are_asked_at
from community.moderation.states import HeldBackReason, ModerationState, WordsReach
from groups.models.briefs import Brief

FREE_WORDS = ("what", "when_words", "where_words", "who_must_be_able", "good_looks_like")


@dataclass(frozen=True)
class WordsDetail:
    """For the group: that its words wait, and until when; or why they are held back."""

    state: ModerationState
    waits_until: datetime
    reason_text: str
    why_words: str


def free_words_of(brief: Brief) -> str:
    return "\n".join(words for name in FREE_WORDS if (words := getattr(brief, name)))


def about_brief(brief: Brief) -> str:
    return f"brief:{brief.pk}"


def words_detail(brief: Brief) -> WordsDetail | None:
    """None before it was ever sent."""
    item = item_about(about_brief(brief))
    return _detail(item) if item else None


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


def _detail(item: ModerationItem) -> WordsDetail:
    return WordsDetail(
        state=ModerationState(item.state),
        waits_until=more_are_asked_at(item.waits_since, nation=item.area.nation),
        reason_text=str(HeldBackReason(item.reason).label) if item.reason else "",
        why_words=item.why_words,
    )
