"""Who may print a group's words for one of its people."""

from django.utils.translation import gettext as _

from community.common.refusals import Refused


class CannotPrint(Refused):
    code, field = "cannot_print", "printed_by"


class NotTheirPrinter(Refused):
    code = "not_their_printer"


def check_can_print(*, works_there: bool, is_never_told: bool) -> None:
    """The same words for both: whom a person never wants told, nobody reads here (P11)."""
    if is_never_told or not works_there:
        raise CannotPrint(
            _("They cannot print it."),
            next_step=_("Choose somebody who works in your area."),
        )
