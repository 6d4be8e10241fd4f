"""Make an option sheet, and forget it when its time is over.

Neither is a deed: it is of nobody, and nothing says who made it.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from community.common import clock
from community.common.codes import new_code
from marketplace.referrals.models.option_sheets import OptionSheet, OptionSheetItem
from marketplace.referrals.queries.option_sheets import found_group
from marketplace.referrals.rules.option_sheets import check_options, check_whom_to_ask
from marketplace.referrals.states import WhomToAsk
from providers.queries.supply import public_listing

SHEET_KEPT_FOR = timedelta(days=90)


@transaction.atomic
def make_option_sheet(
    *,
    listing_ids: Sequence[int],
    group_ids: Sequence[int] = (),
    authority_code: str,
    whom_to_ask: WhomToAsk,
    ask_name: str = "",
    ask_phone: str = "",
    now: datetime,
) -> OptionSheet:
    """Of things that anybody may read, in their order, each once: listings, then groups."""
    chosen, chosen_groups = list(dict.fromkeys(listing_ids)), list(dict.fromkeys(group_ids))
    check_options([*chosen, *chosen_groups])
    check_whom_to_ask(whom_to_ask, name=ask_name, phone=ask_phone)
    items: list[dict[str, Any]] = [{"listing": public_listing(listing_id)} for listing_id in chosen]
    items += [{"group_id": found_group(group_id).object_id} for group_id in chosen_groups]
    is_named = whom_to_ask == WhomToAsk.NAMED
    today = clock.today(now)
    sheet = OptionSheet.objects.create(
        code=new_code(),
        authority_code=authority_code,
        whom_to_ask=whom_to_ask,
        ask_name=ask_name if is_named else "",
        ask_phone=ask_phone if is_named else "",
        made_on=today,
        kept_until=today + SHEET_KEPT_FOR,
    )
    OptionSheetItem.objects.bulk_create(
        OptionSheetItem(sheet=sheet, position=position, **thing)
        for position, thing in enumerate(items, start=1)
    )
    return sheet


def forget_old_option_sheets(*, now: datetime) -> int:
    """How many were past their day."""
    return OptionSheet.objects.filter(kept_until__lt=clock.today(now)).delete()[0]
