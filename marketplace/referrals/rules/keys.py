"""Who may make and end the key of a body, and when it opens nothing (P88)."""

from collections.abc import Collection

from django.utils.translation import gettext as _

from community.common.refusals import Refused
from marketplace.referrals.states import KeyScope

MAX_BODY_KEYS = 5


class NotWholeKey(Refused):
    code = "not_a_whole_key"


class TooManyBodyKeys(Refused):
    code = "enough_keys"


class KeyOpensNothing(Refused):
    code = "key_opens_nothing"


def check_key(*, name: str, scopes: Collection[str]) -> None:
    if not name.strip():
        raise NotWholeKey(_("Write which system it is for."), field="name")
    if not scopes or not set(scopes) <= set(KeyScope.values):
        raise NotWholeKey(_("Choose what the key may do."), field="scopes")


def check_answers_for_it(*, is_worker: bool) -> None:
    if not is_worker:
        raise NotWholeKey(
            _("Whoever answers for a key works for the team that it is of."),
            field="answers_for_it",
            next_step=_("Choose one of its workers."),
        )


def check_key_limit(live: int) -> None:
    if live >= MAX_BODY_KEYS:
        raise TooManyBodyKeys(
            _("This team has as many keys as there may be."),
            next_step=_("End one that is not used any more, then make this one."),
        )


def check_scope(scopes: Collection[str], needed: KeyScope) -> None:
    """A key does what it was made for, and nothing else."""
    if needed not in scopes:
        raise KeyOpensNothing(
            _("This key was not made for that: it may not %(deed)s.") % {"deed": needed.label},
            next_step=_("Ask the council for one that may."),
        )
