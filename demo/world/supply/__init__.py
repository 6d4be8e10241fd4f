"""Twelve providers, some seen by the connector and some not, and what they list."""

from datetime import date, datetime

from django.conf import settings
from django.utils.translation import gettext as _

from community.common.clock import today
from community.places.models.areas import Area
from demo.processor import finish_onboarding
from demo.world.cast import acting
from pooling.payments.actions.bank_details import answer_bank_details, give_bank_details
from pooling.payments.actions.billing import write_billing_details
from pooling.payments.actions.provider_accounts import (
    open_provider_account,
    refresh_provider_account,
)
from pooling.payments.models.bank_details import BankDetailsChange
from pooling.payments.queries.bank_details import approval_of_change
from pooling.payments.states.bank_details import CheckWay
from pooling.payments.states.billing import VatStatus
from providers.actions.capacity import say_month_units
from providers.actions.listings import publish_listing, start_listing
from providers.actions.providers import record_check, register_provider, say_skills
from providers.models.supply import Provider
from providers.states import AttendingAccess, CheckKind, VenueKind

from . import company, helping, making, museum, outside
from .shape import Shop

SHELVES = (museum, making, outside, company, helping)
EXPIRING_CHECKS = (CheckKind.INSURANCE,)
CARD_MEMBERS = ("museum-officer", "art-teacher", "gardener", "day-place")


def make_supply(area: Area, *, now: datetime) -> None:
    for shelf in SHELVES:
        for shop in shelf.shops(today(now)):
            _open(shop, area, now)


def _open(shop: Shop, area: Area, now: datetime) -> Provider:
    by, day = acting(shop.member), today(now)
    provider = register_provider(
        name=shop.name,
        about=shop.about,
        is_one_person=shop.is_one_person,
        area=area,
        by=by,
        now=now,
    )
    for kind in shop.papers:
        record_check(
            provider_id=provider.pk,
            kind=kind,
            seen_on=day,
            valid_until=_a_year_after(day) if kind in EXPIRING_CHECKS else None,
            by=acting("connector"),
            now=now,
        )
    change = give_bank_details(
        provider_id=provider.pk,
        account_name=_("%(name)s (an example)") % {"name": shop.name[:60]},
        sort_code="000000",
        account_number="00000000",
        by=by,
        now=now,
    )
    _ask_about_account(change, now)
    write_billing_details(
        provider_id=provider.pk,
        address=_("1 Example Street, Westsea (an example)"),
        vat_status=VatStatus.NOT_REGISTERED,
        by=by,
        now=now,
    )
    for fields in shop.listings:
        usual = {
            "venue_kind": VenueKind.PUBLIC_PLACE,
            "phone": f"0117 496 {100 + provider.pk:04d}",  # kept for drama: it rings nowhere
            **_how_to_come(fields),
        }
        listing = start_listing(provider_id=provider.pk, by=by, now=now, **(usual | fields))
        publish_listing(listing_id=listing.pk, by=by, now=now)
    if shop.skills:
        say_skills(provider_id=provider.pk, skills=shop.skills, by=by, now=now)
    if shop.month_units is not None:
        weights = dict(shop.weights)
        say_month_units(
            provider_id=provider.pk, units=shop.month_units, weights=weights, by=by, now=now
        )
    return provider


def _how_to_come(fields: dict) -> dict[str, str]:
    if not fields.get("is_hands_on"):
        return {"attending_access": AttendingAccess.SAY_COMING}
    return {
        "attending_access": AttendingAccess.ASK_FIRST,
        "ask_first_words": _("We help by hand, and see first whether we can do it well."),
    }


def _ask_about_account(change: BankDetailsChange, now: datetime) -> None:
    answer_bank_details(
        approval_id=approval_of_change(change.pk).pk,
        agrees=True,
        way=CheckWay.RANG,
        seen_words=_("They read it out, on the number that the council has."),
        by=acting("connector"),
        now=now,
    )


def open_card_accounts(*, now: datetime) -> None:
    """On the processor's own page, by whoever speaks for each."""
    for member in CARD_MEMBERS:
        by = acting(member)
        provider = Provider.objects.get(members__login=by.login)
        here = f"{settings.SITE_URL}/provide/"
        link = open_provider_account(
            provider_id=provider.pk, return_url=here, refresh_url=here, by=by, now=now
        )
        finish_onboarding(link)
        refresh_provider_account(provider_id=provider.pk, by=by, now=now)


def _a_year_after(day: date) -> date:
    return day.replace(year=day.year + 1, day=min(day.day, 28))
