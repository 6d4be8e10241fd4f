"""Which kinds of money move by which rail."""

from django.utils.translation import gettext as _

from community.common.money import format_pounds
from community.common.refusals import Refused
from pooling.payments.states.charges import Rail
from pooling.pools.states import SourceKind


class RailDoesNotFit(Refused):
    code, field = "rail_does_not_fit", "rail"


class TooMuchAside(Refused):
    code, field = "too_much_aside", "keep_aside_pence"


RAILS_BY_KIND = {
    SourceKind.DIRECT_PAYMENT: {Rail.CARD, Rail.TRANSFER},
    SourceKind.COUNCIL_MANAGED: {Rail.COMMITMENT},
    SourceKind.ISF: {Rail.COMMITMENT},
    SourceKind.CARER: {Rail.CARD, Rail.TRANSFER, Rail.COMMITMENT},
    SourceKind.OWN: {Rail.CARD, Rail.TRANSFER},
    SourceKind.GRANT: {Rail.COMMITMENT, Rail.TRANSFER},
    SourceKind.NOT_SURE: {Rail.UNDECIDED},
}


def rail_on_paper(kind: SourceKind) -> Rail:
    """How money of a kind is paid by somebody who will never see a page: not with a card."""
    return next(rail for rail in reversed(Rail) if rail in RAILS_BY_KIND[kind] - {Rail.CARD})


def check_rail(kind: SourceKind, rail: Rail, *, has_area: bool) -> None:
    if rail not in RAILS_BY_KIND[kind]:
        raise RailDoesNotFit(
            _("%(kind)s is not paid by %(rail)s.")
            % {"kind": str(kind.label).capitalize(), "rail": rail.label},
            next_step=_("Choose another way, or “I am not sure” and somebody will help."),
        )
    if rail == Rail.COMMITMENT and not has_area:
        raise RailDoesNotFit(
            _("We need to know your area, so that we can ask the right office."),
            next_step=_("Say where you live first, on your own page."),
        )


def check_keep_aside(amount_pence: int | None, keep_aside_pence: int) -> None:
    if amount_pence is None and keep_aside_pence:
        raise TooMuchAside(_("Say how much there is a week before you keep some aside."))
    if amount_pence is not None and keep_aside_pence > amount_pence:
        raise TooMuchAside(
            _("You cannot keep aside more than there is, which is %(sum)s a week.")
            % {"sum": format_pounds(amount_pence)}
        )
