"""What the ledger refuses, in words. The database decides; nothing is decided here."""

from django.utils.translation import gettext as _

from community.common.money import format_pounds
from community.common.refusals import Refused


class NotEnough(Refused):
    code = "not_enough"


class AlreadyPostedOtherwise(Refused):
    """The key, or the account's or collection's code, has been used for something else."""

    code = "already_posted_otherwise"


class CollectionNotOpen(Refused):
    code = "collection_not_open"


class NotCovered(Refused):
    code = "not_covered"


class AlreadySettled(Refused):
    code = "already_settled"


class MoreThanPending(Refused):
    code = "more_than_pending"


def refusal_for(sqlstate: str | None, detail: str | None) -> Refused | None:
    """The refusal that an SQLSTATE of `migrations/0002_what_the_database_enforces` stands for.

    None for all else: an account that is not there, or money that could not be money, is a
    mistake in our code, and nobody can be told what to do about it.
    """
    match sqlstate:
        case "LG001":
            return NotEnough(
                _("There is not that much left: %(left)s is.")
                % {"left": format_pounds(int(detail or 0))},
                next_step=_("Choose an amount up to what is left."),
            )
        case "LG002":
            return AlreadyPostedOtherwise(
                _("This was written down before, with other figures. Nothing was changed."),
                next_step=_("Look at the page again before you do anything more."),
            )
        case "LG003":
            return CollectionNotOpen(
                _("This payment is not being collected at the moment. Nobody was charged."),
            )
        case "LG004":
            return NotCovered(
                _("The price is not covered yet: %(so_far)s is ready. Nobody was charged.")
                % {"so_far": format_pounds(int(detail or 0))},
            )
        case "LG005":
            return AlreadySettled(
                _("This was settled before, and is settled once only. Nothing was changed."),
            )
        case "LG006":
            return MoreThanPending(
                _("Only %(held)s is held for this. Nothing was taken.")
                % {"held": format_pounds(int(detail or 0))},
                next_step=_("Take that much or less."),
            )
    return None
