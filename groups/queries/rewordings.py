"""What is written anew of a brief that was sent, and what has changed since (M35)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from community.common.shared_words import Words
from community.moderation.queries.items import reach_of_words, with_words
from community.moderation.rules.contacts import hold_back_contacts
from community.moderation.states import WordsReach
from groups.models.briefs import Brief, BriefRewording, BriefWords, EarlierBrief
from groups.models.offers import Offer
from groups.queries.brief_words import FREE_WORDS, are_held_back
from groups.rules.briefs import BRIEF_FIELDS
from groups.states import BriefState, MotionPurpose
from groups.wording import brief_lines


@dataclass(frozen=True)
class ChangedLine:
    """One question of a brief that is answered otherwise."""

    question: str
    before: str
    now: str


@dataclass(frozen=True)
class BriefChange:
    """What was sent anew at one time, as its reader may read it."""

    changed_at: datetime
    lines: tuple[ChangedLine, ...]


def values_of_words(words: BriefWords) -> dict[str, Any]:
    return {name: getattr(words, name) for name in sorted(BRIEF_FIELDS)}


def rewording_of(brief: Brief) -> BriefRewording | None:
    """What its people write anew, while it can still be sent."""
    if brief.state != BriefState.ASKING:
        return None
    return BriefRewording.objects.filter(brief=brief).first()


def purpose_of_sending(brief: Brief) -> MotionPurpose:
    """Of one that was not sent yet, or anew what was written since."""
    return MotionPurpose.SEND_CHANGES if is_written_anew(brief) else MotionPurpose.SEND_BRIEF


def is_written_anew(brief: Brief) -> bool:
    return rewording_of(brief) is not None


def words_being_written(brief: Brief) -> BriefWords:
    """What whoever edits it goes on from. Words that are held back are mended where they stand."""
    if are_held_back(brief):
        return brief
    return rewording_of(brief) or brief


def words_of_brief(brief: Brief) -> Words:
    """The same, by the names under which they are written."""
    return values_of_words(words_being_written(brief))


def changed_lines(
    earlier: BriefWords, present: BriefWords, *, but: Collection[str] = ()
) -> tuple[ChangedLine, ...]:
    before, now = brief_lines(earlier), brief_lines(present)
    return tuple(
        ChangedLine(line.key, line.value, now[name].value)
        for name, line in before.items()
        if name not in but and line != now[name]
    )


def changes_of_brief(brief: Brief) -> list[BriefChange]:
    """To its people: each time it was sent anew, the newest first."""
    versions = [*_earlier(brief), brief]
    return [
        BriefChange(earlier.replaced_at, changed_lines(earlier, later))
        for earlier, later in reversed(list(zip(versions, versions[1:], strict=False)))
        if isinstance(earlier, EarlierBrief)
    ]


def changes_for_provider(brief_id: int, now: datetime) -> list[BriefChange]:
    """To a provider that may read the brief: of words that nobody had looked at, nothing."""
    brief = read_with_words(brief_id)
    earlier = _earlier(brief)
    reached = [*(each.has_reached for each in earlier), has_reached(brief, now)]
    versions = [_without_contacts(each) for each in [*earlier, brief]]
    changes = [
        BriefChange(
            earlier[at].replaced_at,
            changed_lines(
                versions[at],
                versions[at + 1],
                but=() if reached[at] and reached[at + 1] else FREE_WORDS,
            ),
        )
        for at in range(len(earlier))
    ]
    return changes[::-1]


def has_reached(brief: Any, now: datetime) -> bool:
    """Do checked providers read the words of this brief, a row `with_words`?"""
    reach = reach_of_words(brief, nation=brief.group.area.nation, now=now)
    return reach != WordsReach.NOBODY


def changes_since_offer(offer: Offer, now: datetime) -> tuple[ChangedLine, ...]:
    """To whoever made it, where it was made for earlier words: what the group wants otherwise."""
    if offer.earlier_brief is None:
        return ()
    brief = read_with_words(offer.brief_id)
    is_read = offer.earlier_brief.has_reached and has_reached(brief, now)
    return changed_lines(
        _without_contacts(offer.earlier_brief),
        _without_contacts(brief),
        but=() if is_read else FREE_WORDS,
    )


def read_with_words(brief_id: int) -> Any:
    """A brief, for `has_reached`."""
    return with_words(Brief.objects.select_related("group__area"), "brief").get(pk=brief_id)


def _earlier(brief: Brief) -> list[EarlierBrief]:
    return list(brief.earlier.order_by("replaced_at", "pk"))


def _without_contacts(words: BriefWords) -> BriefWords:
    values = values_of_words(words)
    return BriefRewording(
        **values | {name: hold_back_contacts(values[name]) for name in FREE_WORDS}
    )
