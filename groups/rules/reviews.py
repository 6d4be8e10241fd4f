"""“Do you want it to go on?”: when a group is asked, and what is said of the answers (M07).

It decides nothing: a group ends as two of it agree (P125), and whoever wants something else rests,
leaves or adds an idea. No number is ever shown, and with few answers nothing is said of them at
all, so that nobody's is known (P43).
"""

from collections.abc import Collection
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from community.common.refusals import Refused
from groups.states import LIVING_STATES, ReviewOutcome, ReviewWish

REVIEW_DAYS = 14
ASKED_EVERY = timedelta(weeks=13)
MEETS_SINCE = timedelta(weeks=8)  # before that there is nothing to look back on
MIN_MEETINGS = 3
MIN_ANSWERS = 5  # as where a group chooses: fewer would tell who said what


class NotAskedNow(Refused):
    code = "not_asked_now"


def is_review_due(
    *, state: str, met_at: Collection[datetime], last_asked_at: datetime | None, now: datetime
) -> bool:
    """Of a group that goes on and meets: it has met three times, the first two months ago, one of
    them since it was last asked, which is a quarter of a year ago."""
    met = [moment for moment in met_at if moment <= now]
    if state not in LIVING_STATES or len(met) < MIN_MEETINGS or now < min(met) + MEETS_SINCE:
        return False
    if last_asked_at is None:
        return max(met) > now - ASKED_EVERY
    return now >= last_asked_at + ASKED_EVERY and max(met) > last_asked_at


def outcome_of(wishes: Collection[str]) -> ReviewOutcome:
    """More than half of those who answered want it to go on as it is; or not; or too few said."""
    if len(wishes) < MIN_ANSWERS:
        return ReviewOutcome.TOO_FEW
    wanted = sum(wish == ReviewWish.YES for wish in wishes)
    return ReviewOutcome.GOES_ON if wanted * 2 > len(wishes) else ReviewOutcome.OTHERWISE


def check_is_asked(*, is_open: bool) -> None:
    if not is_open:
        raise NotAskedNow(
            _("Your group is not asked this just now."),
            next_step=_("You can add an idea, rest or leave at any time."),
        )
