"""Who may come in, and what the others will see of them."""

from collections.abc import Collection
from datetime import date, datetime, timedelta

from django.utils.translation import gettext as _

from community.common.intake import compared
from community.common.refusals import Refused
from groups.rules.endings import is_alive
from groups.states import GroupState

HELLO_DAYS = 7  # then the connector is told (P44)
INVITE_DAYS = 30
MAX_INVITE_DAYS = 90


class NeedsConsent(Refused):
    code, field = "needs_consent", "agrees"


class NameTaken(Refused):
    code, field = "name_taken", "known_as"


class NeedsAPurpose(Refused):
    code, field = "needs_a_purpose", "purposes"


class AlreadyStarted(Refused):
    code, field = "already_started", "name"


class NotOpen(Refused):
    code = "group_not_open"


class NoSuchCode(Refused):
    """Wrong, ended and stopped sound the same: a code cannot be felt for."""

    code, field = "no_such_code", "code"


class InviteTooLong(Refused):
    code, field = "invite_too_long", "ends_on"


class NoAreaYet(Refused):
    code, field = "no_area_yet", "postcode"


class WordsNotHeldBack(Refused):
    code = "words_not_held_back"


def check_can_mend(*, are_held_back: bool) -> None:
    """Whoever is in the group agreed to its words: they are changed only where they must be."""
    if not are_held_back:
        raise WordsNotHeldBack(
            _("The group’s words can be changed only while they are held back."),
            next_step=_("If they were changed just now, they wait for somebody to look at them."),
        )


class NotYourOwnHello(Refused):
    code = "not_your_own_hello"


def check_greets_another(login_id: int | None, newcomer_login_id: int | None) -> None:
    """One login is one person: nobody says hello to themselves, in whatever role."""
    if login_id is not None and login_id == newcomer_login_id:
        raise NotYourOwnHello(
            _("Somebody else says hello to you."),
            next_step=_("You hear of it when they have."),
        )


class NeedsAReason(Refused):
    code, field = "needs_a_reason", "why_not"


def check_why_not(why_not: str) -> None:
    if not why_not.strip():
        raise NeedsAReason(_("Say in one line why not. The newcomer reads it."))


def hears_on(came_on: date) -> date:
    """The day on which a newcomer to whom nobody said hello is put to the connector."""
    return came_on + timedelta(days=HELLO_DAYS)


def check_agrees(agrees: bool) -> None:
    if not agrees:
        raise NeedsConsent(
            _("Say that the others may see the name you choose, or do not join."),
            next_step=_("You can read what they would see, and come back another day."),
        )


def check_purposes(purposes: Collection[str]) -> None:
    if not purposes:
        raise NeedsAPurpose(_("Choose at least one reason. Company alone is enough."))


def check_not_started(name: str, own_names: Collection[str]) -> None:
    if compared(name) in {compared(own_name) for own_name in own_names}:
        raise AlreadyStarted(
            _("You are already in a group called “%(name)s”.") % {"name": name},
            next_step=_("Look at your groups, or choose another name."),
        )


def require_area[A](area: A | None) -> A:
    """The area itself; there must be one."""
    if area is None:
        raise NoAreaYet(
            _("No area is open here yet."), next_step=_("Ask your council when it will be.")
        )
    return area


def check_name_free(known_as: str, names_in_group: Collection[str]) -> None:
    """`names_in_group` are those of the others, now in the group. Compared as the eye compares."""
    if compared(known_as) in {compared(name) for name in names_in_group}:
        raise NameTaken(
            _("Somebody in this group is already called “%(name)s”.") % {"name": known_as},
            next_step=_("Add a second mark, like a letter or a colour, so you are told apart."),
        )


def check_open(state: str, *, invited: bool) -> None:
    """An invite still opens a group that is closed to people who only found it."""
    if not is_alive(state) or (state == GroupState.FULL and not invited):
        raise NotOpen(
            _("This group is not open to new people now."),
            next_step=_("You can look for another, or start one."),
        )


def reads_when_and_where(*, comes_to_it: bool, is_greeted: bool = False) -> bool:
    """The next day and place of something the group does: who comes to it, or to whom somebody of
    the group has said hello."""
    return comes_to_it or is_greeted


def no_such_code() -> NoSuchCode:
    return NoSuchCode(
        _("That code does not open anything now."),
        next_step=_("Look at it once more, or ask whoever gave it to you for a new one."),
    )


def check_code_works(ends_on: date, stopped_at: datetime | None, on: date) -> None:
    if stopped_at or on > ends_on:
        raise no_such_code()


def check_invite_ends(ends_on: date, on: date) -> None:
    if not on <= ends_on <= on + timedelta(days=MAX_INVITE_DAYS):
        raise InviteTooLong(_("An invitation can last from today up to three months."))
