"""What may change of terms that people said yes to, and of what they share."""

from collections.abc import Collection

from django.utils.translation import gettext as _

from community.common.money import NotAnAmount, format_pounds_and_pence, parse_pounds
from community.common.refusals import Refused
from pooling.pools.states import PLEDGEABLE_STATES, POOL, PoolState


class TermsAreLocked(Refused):
    code = "terms_are_locked"


class NothingChanges(Refused):
    code = "nothing_changes"


class CannotCancel(Refused):
    code = "cannot_cancel"


class SaysNoReason(Refused):
    code, field = "says_no_reason", "why_words"


class SumNotTyped(Refused):
    code, field = "sum_not_typed", "typed"


def check_can_change(pool_state: str) -> None:
    """Before collecting, a change asks everybody again; after, the price stays (C6)."""
    if pool_state not in PLEDGEABLE_STATES:
        raise TermsAreLocked(
            _("People have said yes to these terms and payment has begun. They stay as they are."),
            next_step=_("You can offer something else for the sessions after these."),
        )


# What whoever runs it may offer otherwise while people can still say no; the price apart.
CHANGEABLE_TERMS = frozenset(
    {
        "place", "getting_there", "starts", "minutes", "who_comes", "same_person", "is_hands_on",
        "hourly_pay_pence", "travel_paid", "care_basis", "care_where", "cqc_id", "carer_tasks",
        "time_off_minutes", "languages", "complain",
    }
)  # fmt: skip


def check_changes(names: Collection[str], *, is_same: bool) -> None:
    """Something that may be offered otherwise, and is."""
    if not CHANGEABLE_TERMS.issuperset(names):
        raise NothingChanges(_("That cannot be changed here."))
    if is_same:
        raise NothingChanges(
            _("That is what is offered already. Nobody is asked anything."),
            next_step=_("Change what is different, or choose “not now”."),
        )


def check_can_cancel(pool_state: str) -> None:
    """Not while money is being collected, and not after the end."""
    if pool_state == PoolState.COLLECTING or not POOL.allows(pool_state, PoolState.CANCELLED):
        raise CannotCancel(
            _("This cannot be cancelled now: it is %(state)s.")
            % {"state": PoolState(pool_state).label},
            next_step=_("If payments are being made, look again tomorrow."),
        )


def check_says_why(why_words: str) -> None:
    if not why_words.strip():
        raise SaysNoReason(
            _("Write why, in full: only the safeguarding lead reads it."),
            next_step=_("The people in it read the short reason that you chose."),
        )


def check_typed(typed: str, pence: int) -> None:
    """A cancel is confirmed by typing the sum it gives back (C4), as pounds: 240 or 240.00."""
    try:
        meant = parse_pounds(typed) == pence
    except NotAnAmount:
        meant = False
    if not meant:
        raise SumNotTyped(
            _("Type %(sum)s to say that you mean it.") % {"sum": format_pounds_and_pence(pence)},
            next_step=_("Or choose “not now”. Nothing has changed."),
        )
