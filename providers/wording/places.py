"""How open a listing is, in words, and until when it is not (M92)."""

from datetime import date

from django.utils.translation import gettext as _

from community.common.dates import format_day
from community.common.lifecycle import not_none
from providers.rules.listings import PlacesFacts, is_said_to_be_full, openness_of_listing
from providers.states import Openness


def places_text(listing: PlacesFacts, *, on: date) -> str:
    """ "has places", "nearly full", "full until Monday 3 May 2027"."""
    openness = openness_of_listing(listing, on=on)
    if openness != Openness.FULL:
        return str(openness.label)
    if is_said_to_be_full(listing, on=on):
        if listing.full_until is None:
            return str(openness.label)
        return _("full until %(day)s") % {"day": format_day(listing.full_until)}
    return _("full, and open again on %(day)s") % {"day": format_day(not_none(listing.reopens_on))}
