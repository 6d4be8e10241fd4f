"""May a search be kept, how many, and for how long (P106)?"""

from datetime import date, timedelta

from django.utils.translation import gettext as _

from community.common.danger import dangers_in
from community.common.refusals import Refused

KEPT_FOR = timedelta(days=365)
ASKED_BEFORE = timedelta(days=30)  # it ends: whether it is still wanted
TIME_TO_ANSWER = timedelta(days=14)
MAX_KEPT_SEARCHES = 20


class SearchInDanger(Refused):
    """It may be about somebody who is not safe: nobody waits to be told of that (P98)."""

    code = "said_in_danger"


class TooManySearches(Refused):
    code = "too_many_searches"


def check_words_may_be_kept(words: str) -> None:
    if dangers_in(words):
        raise SearchInDanger(
            _("This search was not kept: being told another day is too late."),
            next_step=_("If somebody is not safe, “Where to turn” has people who are there now."),
        )


def check_one_more(kept: int) -> None:
    if kept >= MAX_KEPT_SEARCHES:
        raise TooManySearches(
            _("You keep %(n)d searches already.") % {"n": kept},
            next_step=_("Stop one that you do not need any more, and keep this one then."),
        )


def ends_on(day: date) -> date:
    """A year after it was kept, or was last wanted."""
    return day + KEPT_FOR
