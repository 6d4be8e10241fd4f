"""An option sheet as whoever has its code reads it."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from community.common import clock
from community.common.lifecycle import not_none
from community.common.refusals import NotFound, or_not_found
from community.places.activity_kinds import ANY_KIND
from community.places.models.search_index import ObjectType, SearchEntry
from marketplace.referrals.models.option_sheets import OptionSheet, OptionSheetItem
from marketplace.search.queries.listing_detail import ListingDetail, listing_detail
from providers.rules.listings import ListingPaused


@dataclass(frozen=True)
class OptionSheetDetail:
    """Its listings, and its groups as anybody finds them. `gone`: how many of its things are not
    shown any more."""

    sheet: OptionSheet
    options: list[ListingDetail | SearchEntry]
    gone: int


def option_sheet(code: str, *, now: datetime) -> OptionSheetDetail:
    """As its things are today. One that is past its day is not found."""
    day = clock.today(now)
    sheet = or_not_found(OptionSheet.objects.filter(code=code, kept_until__gte=day).first())
    items = list(sheet.items.order_by("position"))
    options: list[ListingDetail | SearchEntry] = []
    for item in items:
        try:
            options.append(_thing(item, now))
        except (ListingPaused, NotFound):
            continue
    return OptionSheetDetail(sheet, options, gone=len(items) - len(options))


def found_group(group_id: int) -> SearchEntry:
    """A group as anybody finds it, with nobody's name. Any other is not found."""
    return or_not_found(_found_groups([group_id]).first())


def titles_of_found_groups(group_ids: Collection[int]) -> dict[int, str]:
    """Of those that are found, in the order that was asked for."""
    titles = dict(_found_groups(group_ids).values_list("object_id", "title"))
    return {pk: titles[pk] for pk in group_ids if pk in titles}


def _found_groups(group_ids: Collection[int]) -> QuerySet[SearchEntry]:
    entries = SearchEntry.objects.filter(object_type=ObjectType.GROUP, kind=ANY_KIND)
    return entries.filter(object_id__in=group_ids)


def _thing(item: OptionSheetItem, now: datetime) -> ListingDetail | SearchEntry:
    if item.group_id is not None:
        return found_group(item.group_id)
    return listing_detail(not_none(item.listing_id), on=clock.today(now))
