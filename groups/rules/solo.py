"""May somebody arrange a listing here for themselves alone, and what an offer to one must say."""

from django.utils.translation import gettext as _

from community.common.refusals import Refused
from providers.rules.prices import SizesRefused
from providers.states import PriceKind


class NotArrangedHere(Refused):
    code = "not_arranged_here"


class NoOfferYet(Refused):
    code = "no_offer_yet"


def can_be_arranged(*, is_spoken_for: bool, price_kind: str) -> bool:
    """Whoever runs it reads it here, and it costs something: to what is free one simply goes."""
    return is_spoken_for and price_kind not in (PriceKind.FREE, PriceKind.GRANT)


def check_can_be_arranged(*, is_spoken_for: bool, price_kind: str) -> None:
    if can_be_arranged(is_spoken_for=is_spoken_for, price_kind=price_kind):
        return
    raise NotArrangedHere(
        _("This is not arranged here."),
        next_step=_("Its page says how one comes to it, and whom to ask."),
    )


def check_sizes_for_one(smallest: int) -> None:
    if smallest != 1:
        raise SizesRefused(_("One person asks for themselves: give the price for one."))


def check_has_offer(*, is_offered: bool) -> None:
    """An offer that was taken back, or changed, meanwhile is none to go on with."""
    if not is_offered:
        raise NoOfferYet(
            _("This offer is not there any more."),
            next_step=_("Look again: they may have changed it."),
        )
