"""Who looks at words for strangers, until when, and what may be held back (P45 to P47)."""

import re
from collections.abc import Collection
from datetime import datetime

from django.utils.translation import gettext as _

from community.common.refusals import Refused
from community.common.rough_counts import FEW_PEOPLE
from community.common.shown import Shown, ShownLine
from community.common.working_time import add_working_days
from community.moderation.states import HeldBackReason, ModerationState, WordsReach
from community.people.states import RoleKind

WORKING_DAYS_TO_LOOK = 2  # then others are asked too; after as many again providers read them
MORE_WHO_LOOK = (RoleKind.SAFEGUARDING_DEPUTY, RoleKind.USER_LED_SEAT)

WORD = r"[\w'’]+"
EVER_LOOK = (RoleKind.CONNECTOR, *MORE_WHO_LOOK)


class NotForYouToLook(Refused):
    code = "not_for_you_to_look"


class SayWhyHeldBack(Refused):
    code, field = "say_why_held_back", "why_words"


class NotAReason(Refused):
    code, field = "not_a_reason", "reason"


class NotHeldBack(Refused):
    code = "not_held_back"


def who_may_look(more_asked_at: datetime | None) -> tuple[RoleKind, ...]:
    """A connector; once two working days have gone, the deputy and the user-led seat too."""
    return (RoleKind.CONNECTOR, *(MORE_WHO_LOOK if more_asked_at else ()))


def more_are_asked_at(waits_since: datetime, *, nation: str) -> datetime:
    return add_working_days(waits_since, WORKING_DAYS_TO_LOOK, nation=nation)


def words_reach(state: str, waits_since: datetime, *, nation: str, now: datetime) -> WordsReach:
    """Facts go at once; whom the free words have reached at a moment."""
    if state == ModerationState.PASSED:
        return WordsReach.EVERYBODY
    if state == ModerationState.HELD_BACK:
        return WordsReach.NOBODY
    both = add_working_days(waits_since, 2 * WORKING_DAYS_TO_LOOK, nation=nation)
    return WordsReach.CHECKED_PROVIDERS if now >= both else WordsReach.NOBODY


def words_shown(words: str) -> Shown:
    """What stands above the two buttons: whoever looks answers for these words and no others."""
    return (ShownLine(_("Words"), words),)


def check_may_look(
    login_id: int | None,
    *,
    not_by_id: int | None,
    written_by_id: int | None,
    not_for_login_ids: Collection[int] = (),
) -> None:
    """Nobody looks at their own words, nor again at what they held back; at what was reported,
    nobody who is of either side."""
    if login_id is None or login_id in (not_by_id, written_by_id, *not_for_login_ids):
        raise NotForYouToLook(
            _("Somebody else looks at this."),
            next_step=_("Whoever wrote it, or held it back before, cannot look at it now."),
        )


def reasons_for(*, is_reported: bool, has_picture: bool = False) -> list[HeldBackReason]:
    """For what words may be held back: from strangers, or once they were reported; and a picture
    with its words."""
    left_out = set() if is_reported else {HeldBackReason.PRIVATE}
    left_out |= set() if has_picture else {HeldBackReason.FACE}
    return [each for each in HeldBackReason if each not in left_out]


def check_may_hold_back(
    reason: str, why_words: str, *, is_reported: bool = False, has_picture: bool = False
) -> None:
    """Only for what P46 names, and never without saying which words."""
    if reason not in reasons_for(is_reported=is_reported, has_picture=has_picture):
        raise NotAReason(
            _("These words may not be held back for that."),
            next_step=_("Choose another reason, or let them through."),
        )
    if not why_words.strip():
        raise SayWhyHeldBack(
            _("Say which words, and why."),
            next_step=_("Whoever wrote them reads this, and may mend them."),
        )


def are_about(words: str, bodies: Collection[str]) -> bool:
    """Do the words name a body that pays whoever looks at them?"""
    words_in_line = f" {' '.join(re.findall(WORD, words.casefold()))} "
    return any(
        f" {' '.join(re.findall(WORD, body.casefold()))} " in words_in_line for body in bodies
    )


def check_of_another_body(bodies: Collection[str], other_bodies: Collection[str]) -> None:
    """Whom `other_bodies` pay has proposed it, or held it back before."""
    if set(bodies) & set(other_bodies):
        raise NotForYouToLook(
            _("Somebody of another body has to look before this is held back."),
            next_step=_("You can let it through; or it waits for them."),
        )


def check_proposed_by_another(login_id: int | None, proposed_by_id: int | None) -> None:
    if login_id == proposed_by_id:
        raise NotForYouToLook(
            _("You are paid by whom this is about, so somebody else has to look too."),
            next_step=_("It waits for another person of the area."),
        )


def check_is_held_back(state: str) -> None:
    if state != ModerationState.HELD_BACK:
        raise NotHeldBack(_("This is not held back."), next_step=_("There is nothing to ask."))


def held_back_count_text(count: int) -> str:
    """How many are held back now, as anybody may read it."""
    if count < FEW_PEOPLE:
        return _("fewer than ten")
    return str(count)
