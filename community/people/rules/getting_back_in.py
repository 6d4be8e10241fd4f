"""Getting back in after a lost mailbox or telephone: who may, by whom, and when it counts (P48)."""

from collections.abc import Iterable
from datetime import date, datetime

from django.utils.translation import gettext as _

from community.common.clock import today
from community.common.dates import end_of_day
from community.common.refusals import Refused
from community.messaging.states import Channel
from community.people.rules.authority import NotYours
from community.people.rules.contact_plan import is_told_by_message, plain_addresses
from community.people.rules.representations import NotToldYet


class NoWayIn(Refused):
    code = "no_way_back_in"


class AddressOfOthers(Refused):
    code, field = "address_of_others", "email"


class NobodyMetThem(Refused):
    code, field = "nobody_met_them", "has_met"


def check_has_a_way_in(*, signs_in: bool, works_here: bool) -> None:
    """Of whoever works here, no colleague changes how they sign in."""
    if works_here:
        raise NoWayIn(
            _("They work here: this is not for them."),
            next_step=_("Whoever runs this site helps them, on the machine itself."),
        )
    if not signs_in:
        raise NoWayIn(
            _("They have never signed in, so there is nothing to get back to."),
            next_step=_("They can sign up with their name and an address. On paper all goes on."),
        )


def check_new_address(email: str, others: Iterable[str], *, is_taken: bool) -> None:
    """`others`: of whoever asks for it, and of those who act for the person. The words are the same
    whether it is one of those or signs in somebody already."""
    if is_taken or plain_addresses([email]) & plain_addresses(others):
        raise AddressOfOthers(
            _("Choose another address: one that nobody reads but them."),
            next_step=_("If they have none, everything goes on on paper."),
        )


def check_represents_nobody_here(represents: bool) -> None:
    if represents:
        raise NotYours(
            _("You act for them, so this is not for you to do."),
            next_step=_("Ask two others who work here."),
        )


def check_somebody_met_them(*, has_first: bool, has_second: bool) -> None:
    if not (has_first or has_second):
        raise NobodyMetThem(
            _("One of the two has to have met them."),
            next_step=_("Meet them first, and say so here. Until then nothing changes."),
        )


def is_second_way(
    channel: str, address: str, *, sign_in_addresses: Iterable[str], through_representative: bool
) -> bool:
    """Whether the contact plan reaches the person otherwise than by the old address or the new, and
    not through whoever acts for them."""
    if channel == Channel.IN_PERSON:
        return not through_representative
    return is_told_by_message(channel, address, sign_in_addresses)


def check_second_way(
    *, has_second_way: bool, told_on: date | None, requested_at: datetime, now: datetime
) -> None:
    """Where the plan has no second way, the second of the two tells the person themselves."""
    if has_second_way:
        return
    if told_on is None or not today(requested_at) <= told_on <= today(now):
        raise NotToldYet(
            _("Choose the day on which you spoke with them, since it was asked for."),
            next_step=_("Meet them, or ring a number that you had before. Then it can wait."),
        )


def told_by_both(
    *, old_address_at: datetime | None, second_way_at: datetime | None
) -> datetime | None:
    """From when the wait runs: the later of the two; None while one has not told them."""
    if old_address_at is None or second_way_at is None:
        return None
    return max(old_address_at, second_way_at)


def told_face_to_face_at(told_on: date, *, now: datetime) -> datetime:
    """A day that was written down counts from its end, today from now."""
    return min(now, end_of_day(told_on))
