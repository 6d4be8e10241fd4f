"""May somebody say that they come, or ask, and is there a place?"""

from collections.abc import Collection
from datetime import datetime

from django.utils.translation import gettext as _

from community.common.refusals import Refused
from providers.states import AttendingAccess, HelpAsked, SessionState, VisitRequestState

MAX_KNOWN_AS_CHARS = 60


class NothingToPress(Refused):
    """How one comes is not known, or nobody who runs it reads this here."""

    code = "nobody_reads_it_here"


class VisitFull(Refused):
    code, field = "full", "session"


class WhichTime(Refused):
    code, field = "which_time", "session"


class NoName(Refused):
    code, field = "no_name", "known_as"


class HelpNotAsked(Refused):
    code, field = "help_not_asked", "help_asked"


class VisitOver(Refused):
    code = "visit_over"


class NotThatMany(Refused):
    code, field = "not_that_many", "places"


def check_is_read_here(access: AttendingAccess, *, is_spoken_for: bool) -> None:
    if access == AttendingAccess.NOT_KNOWN:
        raise NothingToPress(
            _("How people come to it is not known here, so nothing can be said to them from here."),
            next_step=_("Its page says whom you can ask."),
        )
    if not is_spoken_for:
        raise NothingToPress(
            _("Whoever runs it does not read anything here."),
            next_step=_("Go or ring them yourself: its page says how."),
        )


def check_listing_has_places(*, is_full: bool) -> None:
    if is_full:
        raise VisitFull(
            _("It has no places just now."),
            next_step=_("Its page shows what is like it, near it."),
        )


def check_has_place(places: int | None, taken: int) -> None:
    """`places` null: no limit. `taken` without whoever asks."""
    if not has_place(places, taken):
        raise VisitFull(
            _("All places at this time are taken."),
            next_step=_("Choose another time, or one of those that are like it."),
        )


def has_place(places: int | None, taken: int) -> bool:
    return places is None or taken < places


def check_time_is_chosen(*, has_times: bool) -> None:
    """Where none was chosen."""
    if has_times:
        raise WhichTime(_("Choose which time."))


def check_places_for_taken(places: int | None, taken: int) -> None:
    """Nobody who is expected loses their place by a smaller number."""
    if places is not None and places < taken:
        raise NotThatMany(
            _("%(taken)d people are expected already. Give that number or more.") % {"taken": taken}
        )


def clean_known_as(text: str) -> str:
    name = " ".join(text.split())
    if not name:
        raise NoName(_("Write what they may call you. A first name is enough, or any other."))
    if len(name) > MAX_KNOWN_AS_CHARS:
        raise NoName(_("That is too long for a name to be called by: use 60 letters at most."))
    return name


def clean_help_asked(help_asked: Collection[str], access: AttendingAccess) -> list[str]:
    """In the order of the list, each once. Only where one asks first: nowhere else may a place
    choose by it (P110)."""
    if help_asked and access != AttendingAccess.ASK_FIRST:
        raise HelpNotAsked(_("What helps is asked here once you have the place, not before."))
    if set(help_asked) - set(HelpAsked.values):
        raise HelpNotAsked(_("Choose from the list."))
    return [each.value for each in HelpAsked if each in help_asked]


def check_can_be_withdrawn(state: str, starts_at: datetime | None, *, now: datetime) -> None:
    over = (VisitRequestState.CAME, VisitRequestState.DID_NOT_HAPPEN, VisitRequestState.DECLINED)
    if state in over or (starts_at is not None and now >= starts_at):
        raise VisitOver(_("This is over, so it cannot be taken back any more."))


def is_time_to_come(state: str, starts_at: datetime, *, now: datetime) -> bool:
    return state == SessionState.PLANNED and starts_at > now
