"""What may be said against something that came from a directory, and by when it is answered."""

from datetime import date, datetime

from django.utils.translation import gettext as _

from community.common.clock import LONDON
from community.common.refusals import EmptyText, NotFound, Refused
from community.common.working_time import add_working_days
from providers.states import ObjectionKind

WORKING_DAYS = 5
DAYS_UNTIL_THE_OFFICE = 2
MAX_WORDS_CHARS = 2000


class AlreadyAnswered(Refused):
    code = "already_answered"


def check_can_be_objected_to(*, is_from_directory: bool) -> None:
    """Whoever runs anything else here changes it themselves."""
    if not is_from_directory:
        raise NotFound(_("We cannot find that page."))


def check_says_what_is_wrong(kind: ObjectionKind, words: str) -> None:
    if kind == ObjectionKind.WRONG and not words.strip():
        raise EmptyText(
            _("Say what is wrong."),
            next_step=_("A few words are enough, like “it is on Mondays now”."),
            field="words",
        )


def check_not_answered(answered_at: datetime | None) -> None:
    if answered_at is not None:
        raise AlreadyAnswered(
            _("Somebody has answered this already."), next_step=_("Read their answer.")
        )


def answered_by_day(now: datetime, nation: str) -> date:
    """The day at whose end whoever said it has an answer."""
    return add_working_days(now, WORKING_DAYS, nation=nation).astimezone(LONDON).date()


def is_late(answer_by: date, now: datetime) -> bool:
    """From the day after the one that was named."""
    return answer_by < now.astimezone(LONDON).date()


def is_for_the_office(late_told_at: datetime, now: datetime, *, nation: str) -> bool:
    """Those who answer have known for two working days that it is late."""
    by_then = add_working_days(late_told_at, DAYS_UNTIL_THE_OFFICE, nation=nation)
    return now.astimezone(LONDON).date() >= by_then.astimezone(LONDON).date()
