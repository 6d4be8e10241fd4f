"""Twelve providers, some seen by the connector and some not, and what they list."""

from datetime import date, datetime

from community.common.clock import today
from community.places.models import Area
from providers import actions
from providers.models import Provider
from providers.states import CheckKind

from ..cast import acting
from . import company, helping, making, museum, outside
from .shape import Shop

SHELVES = (museum, making, outside, company, helping)
RUNS_OUT = (CheckKind.INSURANCE,)


def make_supply(area: Area, *, now: datetime) -> None:
    for shelf in SHELVES:
        for shop in shelf.shops(today(now)):
            _open(shop, area, now)


def _open(shop: Shop, area: Area, now: datetime) -> Provider:
    by, day = acting(shop.voice), today(now)
    provider = actions.register_provider(
        name=shop.name,
        about=shop.about,
        is_one_person=shop.is_one_person,
        area=area,
        by=by,
        now=now,
    )
    for kind in shop.papers:
        actions.record_check(
            provider_id=provider.pk,
            kind=kind,
            seen_on=day,
            valid_until=_a_year_after(day) if kind in RUNS_OUT else None,
            by=acting("connector"),
            now=now,
        )
    for said in shop.listings:
        listing = actions.start_listing(provider_id=provider.pk, by=by, now=now, **said)
        actions.publish_listing(listing_id=listing.pk, by=by, now=now)
    return provider


def _a_year_after(day: date) -> date:
    return day.replace(year=day.year + 1, day=min(day.day, 28))
