"""Providers and listings, as their own voices and connectors see them."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from community.common.refusals import NotFound
from community.people.queries import roles_of
from community.people.rules import check_role
from community.people.states import RoleKind
from providers.models.supply import Check, Listing, Provider, ProviderMember

from ..rules import vetting
from ..states import CheckKind, ListingState, PriceKind


def providers_of_login(login_id: int) -> QuerySet[Provider]:
    """The providers a login speaks for, with how many listings each shows."""
    return (
        Provider.objects.filter(members__login_id=login_id)
        .select_related("area")
        .annotate(
            shown=Count("listings", filter=Q(listings__state=ListingState.SHOWN), distinct=True)
        )
        .order_by("name", "pk")
    )


def provider_of_login(provider_id: int, *, login_id: int | None) -> Provider:
    """A provider this login speaks for. Any other is not there."""
    provider = None
    if login_id is not None:
        mine = ProviderMember.objects.filter(provider=OuterRef("pk"), login_id=login_id)
        provider = (
            Provider.objects.filter(Exists(mine), pk=provider_id).select_related("area").first()
        )
    if provider is None:
        raise NotFound(_("We cannot find that page."))
    return provider


def listings_of_login(login_id: int) -> QuerySet[Listing]:
    """Every listing of the providers a login speaks for, newest change first."""
    return (
        Listing.objects.filter(provider__members__login_id=login_id)
        .select_related("provider", "provider__area")
        .order_by("-changed_at", "-pk")
    )


def listing_of_login(listing_id: int, *, login_id: int | None) -> Listing:
    """A listing of a provider this login speaks for. Any other is not there."""
    listing = listings_of_login(login_id).filter(pk=listing_id).first() if login_id else None
    if listing is None:
        raise NotFound(_("We cannot find that page."))
    return listing


def public_listing(listing_id: int) -> Listing:
    """A listing that anybody may read, with its provider and area."""
    listing = (
        Listing.objects.filter(pk=listing_id, state=ListingState.SHOWN)
        .select_related("provider", "provider__area")
        .first()
    )
    if listing is None:
        raise NotFound(_("We cannot find that page."))
    return listing


def listings_out_of_date(on: date) -> list[int]:
    """Listings whose grant, or whose full time, ended before this day and which still say so."""
    ended = Q(price_kind=PriceKind.GRANT, grant_until__lt=on) | Q(full_until__lt=on)
    return list(Listing.objects.filter(ended).order_by("pk").values_list("pk", flat=True))


def live_checks(on: date) -> QuerySet[Check]:
    """Checks that have been seen and have not run out."""
    return Check.objects.filter(seen_on__lte=on).filter(
        Q(valid_until__isnull=True) | Q(valid_until__gte=on)
    )


def provider_members(provider_id: int) -> list[tuple[str, str]]:
    """Who speaks for a provider, as (name, e-mail): for the connector who gets in touch."""
    members = ProviderMember.objects.filter(provider_id=provider_id).order_by("pk")
    return list(members.values_list("login__name", "login__email"))


def provider_ids_of_login(login_id: int) -> list[int]:
    members = ProviderMember.objects.filter(login_id=login_id)
    return list(members.order_by("provider_id").values_list("provider_id", flat=True))


def live_check_kinds(provider_id: int, on: date) -> set[str]:
    return set(live_checks(on).filter(provider_id=provider_id).values_list("kind", flat=True))


def is_vetted(provider_id: int, on: date, *, hands_on: bool = False) -> bool:
    """Has a connector recorded identity and insurance, both live (M143)?"""
    return vetting.is_vetted(live_check_kinds(provider_id, on), hands_on=hands_on)


def vetted_providers(on: date) -> QuerySet[Provider]:
    """Every provider that a name may pass to."""
    providers = Provider.objects.all()
    for kind in sorted(vetting.CHECKS_ALWAYS):
        seen = live_checks(on).filter(provider=OuterRef("pk"), kind=kind)
        providers = providers.filter(Exists(seen))
    return providers


@dataclass(frozen=True)
class VettingSummary:
    """A provider in a connector's area: what has been seen, and what is still to see."""

    provider: Provider
    seen: list[Check]
    to_see: list[CheckKind]

    @property
    def is_vetted(self) -> bool:
        return not self.to_see


def providers_to_vet(area_ids: list[int], on: date) -> list[VettingSummary]:
    """The providers with a voice in these areas, those still to be vetted first."""
    providers = list(
        Provider.objects.filter(area_id__in=area_ids, members__isnull=False)
        .distinct()
        .order_by("name", "pk")
    )
    seen = defaultdict(list)
    for check in live_checks(on).filter(provider__in=providers).order_by("seen_on", "pk"):
        seen[check.provider_id].append(check)
    rows = [_to_check(provider, seen[provider.pk]) for provider in providers]
    return sorted(rows, key=lambda row: row.is_vetted)


def provider_to_vet(provider_id: int, on: date, *, login_id: int) -> VettingSummary:
    """One provider, for a connector of its own area only."""
    provider = Provider.objects.select_related("area").filter(pk=provider_id).first()
    if provider is None:
        raise NotFound(_("We cannot find that page."))
    check_role(roles_of(login_id), RoleKind.CONNECTOR, provider.area_id)
    seen = live_checks(on).filter(provider=provider).order_by("seen_on", "pk")
    return _to_check(provider, list(seen))


def _to_check(provider: Provider, seen: list[Check]) -> VettingSummary:
    missing = vetting.CHECKS_ALWAYS - {check.kind for check in seen}
    return VettingSummary(provider, seen, [kind for kind in CheckKind if kind in missing])
