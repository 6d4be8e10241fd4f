"""What somebody without an account may ask, how long a place is held for it, and for how many."""

import re
from datetime import datetime, time, timedelta

from django.utils.translation import gettext as _

from community.common.clock import LONDON
from community.common.refusals import Refused
from community.messaging.addresses import is_mail_address, is_phone_number

ANSWERED_WITHIN = timedelta(days=7)
NOON = time(12, 0)
MOST_HELD_FOR_ONE = 3  # for one mail address or telephone number
MOST_HELD_FROM_ONE_PLACE = 10  # for one network, as of a library or a ward
MOST_UNANSWERED = 10  # messages to one address that nobody has answered yet


class NoWayToReach(Refused):
    code, field = "no_way_to_reach", "contact"


class AskingOver(Refused):
    code = "asking_over"


def next_noon(now: datetime) -> datetime:
    """The first noon after this moment, by the clock of the United Kingdom."""
    local = now.astimezone(LONDON)
    day = local.date() if local.time() < NOON else local.date() + timedelta(days=1)
    return datetime.combine(day, NOON, tzinfo=LONDON)


def answer_until(now: datetime, starts_at: datetime | None) -> datetime:
    """A week, and no longer than until it begins."""
    return min(now + ANSWERED_WITHIN, starts_at or now + ANSWERED_WITHIN)


def may_be_held(*, for_contact: int, from_network: int) -> bool:
    """How many are held already. Above that nothing is refused: it goes on without one (P135)."""
    return for_contact < MOST_HELD_FOR_ONE and from_network < MOST_HELD_FROM_ONE_PLACE


def clean_contact(text: str, *, has_somebody_to_ring: bool) -> str:
    """One mail address, or one telephone number where somebody is there to ring it; written alike
    however it was typed."""
    text = text.strip()
    if is_mail_address(text):
        return text.lower()
    if not is_phone_number(text):
        raise NoWayToReach(
            _("That is neither an e-mail address nor a telephone number."),
            next_step=_("Write one of them, like ann@example.org or 01632 960123."),
        )
    if not has_somebody_to_ring:
        raise NoWayToReach(
            _("Nobody works there just now who could ring you."),
            next_step=_("Write an e-mail address, or ring the place yourself."),
        )
    return re.sub(r"[^\d+]", "", text)


def is_rung(contact: str) -> bool:
    return "@" not in contact


def check_is_waiting(*, is_waiting: bool) -> None:
    if not is_waiting:
        raise AskingOver(_("This is answered already, or its day has passed."))
