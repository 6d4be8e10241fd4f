"""What somebody says is theirs of a directory: for them, and for whoever answers."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from community.common.refusals import or_not_found
from community.people.models.logins import Login
from providers.feed.service_details import detail_address
from providers.models.claims import ProviderClaim
from providers.models.imports import DirectorySource
from providers.models.supply import Listing
from providers.queries.supply import is_provider_member, provider_members, public_listing
from providers.rules.claims import check_can_be_claimed
from providers.states import ClaimState


def listing_to_claim(listing_id: int, *, login_id: int | None) -> Listing:
    """What anybody may read and a directory lists; refused in words of whoever speaks for it."""
    listing = public_listing(listing_id)
    check_can_be_claimed(
        is_from_directory=bool(listing.feed),
        is_own=is_provider_member(listing.provider_id, login_id),
    )
    return listing


def claims_of_login(login_id: int) -> list[ProviderClaim]:
    """One’s own, the newest first."""
    claims = ProviderClaim.objects.filter(login_id=login_id).order_by("-pk")
    return list(claims.select_related("provider", "listing"))


def claim_of_login(claim_id: int, *, login_id: int) -> ProviderClaim:
    claims = ProviderClaim.objects.filter(pk=claim_id, login_id=login_id)
    return or_not_found(claims.select_related("provider", "listing").first())


def claims_to_answer(area_ids: Collection[int]) -> list[ProviderClaim]:
    """For those who work in these areas, what is due first first."""
    waiting = ProviderClaim.objects.filter(provider__area_id__in=area_ids, state=ClaimState.WAITING)
    return list(waiting.select_related("provider", "listing", "login").order_by("answer_by", "pk"))


def claims_agreed_to(area_ids: Collection[int]) -> list[ProviderClaim]:
    """By which somebody speaks for something in these areas, the newest first: each can be undone
    where it was wrong."""
    agreed = ProviderClaim.objects.filter(
        provider__area_id__in=area_ids, state=ClaimState.CONFIRMED
    )
    return list(agreed.select_related("provider", "listing", "login").order_by("-state_at", "-pk"))


@dataclass(frozen=True)
class ClaimToAnswer:
    """`listings` become theirs by a yes; `others` wait for the same; `speakers` speak for it
    already. `shown_at` is the address at which the directory shows it; empty where it came as a
    file."""

    claim: ProviderClaim
    listings: list[Listing]
    others: list[ProviderClaim]
    speakers: list[Login]
    directory: str
    shown_at: str


def claim_to_answer(claim_id: int, *, area_ids: Collection[int]) -> ClaimToAnswer:
    """One in these areas, answered or not; any other is not found."""
    claims = ProviderClaim.objects.filter(provider__area_id__in=area_ids)
    claim = or_not_found(
        claims.filter(pk=claim_id).select_related("provider", "listing", "login").first()
    )
    others = ProviderClaim.objects.filter(provider=claim.provider, state=ClaimState.WAITING)
    source = DirectorySource.objects.filter(feed=claim.listing.feed).first()
    return ClaimToAnswer(
        claim=claim,
        listings=list(claim.provider.listings.order_by("title", "pk")),
        others=list(others.exclude(pk=claim.pk).select_related("login").order_by("pk")),
        speakers=provider_members(claim.provider_id),
        directory=source.name if source else "",
        shown_at=(
            detail_address(source.address, claim.listing.feed_row_id)
            if source and source.address
            else ""
        ),
    )


def late_claim_ids(today: date) -> list[int]:
    """Past their day, and the operator does not know yet."""
    late = ProviderClaim.objects.filter(
        state=ClaimState.WAITING, office_told_at=None, answer_by__lt=today
    )
    return list(late.order_by("pk").values_list("pk", flat=True))
