"""Who may claim what a directory lists, and what an answer must say (P104)."""

from django.utils.translation import gettext as _

from community.common.refusals import EmptyText, NotFound, Refused
from providers.states import PublicContact

MAX_WAITING = 10
MAX_WORDS_CHARS = 1000
MAX_NUMBER_CHARS = 40


class AlreadySpokenFor(Refused):
    code = "already_spoken_for"


class TooManyClaims(Refused):
    code = "too_many_claims"


class OwnClaim(Refused):
    code = "own_claim"


class ClosedLogin(Refused):
    code = "closed_login"


def check_can_be_claimed(*, is_from_directory: bool, is_own: bool) -> None:
    """Whatever did not come from a directory is whose it is already. Several may speak for one that
    did: each is asked for where it is public."""
    if not is_from_directory:
        raise NotFound(_("We cannot find that page."))
    if is_own:
        raise AlreadySpokenFor(
            _("You speak for it already."), next_step=_("You find it under “Offer something”.")
        )


def check_few_wait(waiting: int) -> None:
    if waiting >= MAX_WAITING:
        raise TooManyClaims(
            _("Ten of yours wait for an answer."),
            next_step=_("Take one back, or wait until one is answered."),
        )


def check_says_the_number(contact: PublicContact, register_number: str) -> None:
    if contact == PublicContact.REGISTER and not register_number:
        raise EmptyText(
            _("Enter its number in the register."),
            next_step=_("It is public. A connector looks there for how to reach you."),
            field="register_number",
        )


def check_login_is_open(*, is_open: bool) -> None:
    if not is_open:
        raise ClosedLogin(
            _("The sign-in of whoever said this is closed, so nobody can speak for it by that."),
            next_step=_("Answer with a no, and why."),
        )


def check_not_own(*, claimed_by_id: int, answered_by_id: int | None) -> None:
    if claimed_by_id == answered_by_id:
        raise OwnClaim(
            _("You said this yourself, so somebody else has to check it."),
            next_step=_("Ask another connector of your area."),
        )


def check_says_why(words: str) -> None:
    if not words:
        raise EmptyText(
            _("Say why not."),
            next_step=_("They read it, and may say it again with what was missing."),
            field="words",
        )


def check_says_why_undone(words: str) -> None:
    if not words:
        raise EmptyText(
            _("Say why it was wrong."),
            next_step=_("They read it, and may say again that it is theirs."),
            field="words",
        )
