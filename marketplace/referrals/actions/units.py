"""Units of its place's month that a referral takes, and frees at once (M18, C12)."""

from datetime import datetime

from marketplace.referrals.models.referrals import Referral
from providers.actions.capacity import free_units, take_units
from providers.actions.visit_units import is_new_to
from providers.rules.capacity import counts_units
from providers.rules.listings import attending_access_of_listing


def ref_of(referral: Referral) -> str:
    return f"referral:{referral.pk}"


def take_units_of(referral: Referral, *, now: datetime) -> None:
    """The caller locked the month first. Whoever has units there already takes none."""
    listing, person = referral.listing, referral.person
    if listing is None or not counts_units(attending_access_of_listing(listing)):
        return
    if person is not None and not is_new_to(listing.provider_id, person.pk):
        return
    take_units(
        provider_id=listing.provider_id,
        ref=ref_of(referral),
        person_id=person.pk if person else None,
        help_asked=referral.outline.help_asked,
        now=now,
    )


def free_units_of(referral: Referral, *, now: datetime) -> None:
    if referral.listing is not None:
        provider_id = referral.listing.provider_id
        free_units(provider_id=provider_id, ref=ref_of(referral), now=now)
