"""What may stand on an option sheet (P85)."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from community.common.refusals import Refused
from community.messaging.addresses import is_phone_number
from marketplace.referrals.states import WhomToAsk

MAX_OPTIONS = 6  # one page for the person, in large print


class NoOptionChosen(Refused):
    code, field = "no_option_chosen", "listings"


class TooManyOptions(Refused):
    code, field = "too_many_options", "listings"


class NobodyToAsk(Refused):
    code = "nobody_to_ask"


def check_options(listing_ids: Sequence[int]) -> None:
    if not listing_ids:
        raise NoOptionChosen(_("Choose at least one thing."))
    if len(listing_ids) > MAX_OPTIONS:
        raise TooManyOptions(
            _("At most six things fit on a sheet."),
            next_step=_("Leave some out, or make two sheets."),
        )


def check_whom_to_ask(whom: WhomToAsk, *, name: str, phone: str) -> None:
    if whom != WhomToAsk.NAMED:
        return
    if not name.strip():
        raise NobodyToAsk(_("Write the first name to ask for."), field="ask_name")
    if not is_phone_number(phone):
        raise NobodyToAsk(
            _("Write the number to ring, and nothing else."),
            next_step=_("Like 0117 496 0123. Or choose that nobody stands on the sheet."),
            field="ask_phone",
        )
