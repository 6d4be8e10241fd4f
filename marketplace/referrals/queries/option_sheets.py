"""An option sheet as whoever has its code reads it."""

from dataclasses import dataclass
from datetime import datetime

from community.common import clock
from community.common.refusals import NotFound, or_not_found
from marketplace.referrals.models.option_sheets import OptionSheet
from marketplace.search.queries.listing_detail import ListingDetail, listing_detail
from providers.rules.listings import ListingPaused


@dataclass(frozen=True)
class OptionSheetDetail:
    """`gone`: how many of its things are not shown any more."""

    sheet: OptionSheet
    options: list[ListingDetail]
    gone: int


def option_sheet(code: str, *, now: datetime) -> OptionSheetDetail:
    """As its things are today. One that is past its day is not found."""
    day = clock.today(now)
    sheet = or_not_found(OptionSheet.objects.filter(code=code, kept_until__gte=day).first())
    listing_ids = list(sheet.items.order_by("position").values_list("listing_id", flat=True))
    options = []
    for listing_id in listing_ids:
        try:
            options.append(listing_detail(listing_id, on=day))
        except (ListingPaused, NotFound):
            continue
    return OptionSheetDetail(sheet, options, gone=len(listing_ids) - len(options))
