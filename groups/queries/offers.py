"""Offers: to the provider that made one, and to the group they were made to. To nobody else."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Prefetch, QuerySet

from community.common.refusals import NotFound, or_not_found
from providers.models.supply import Check
from providers.queries.supply import live_checks, provider_of_login
from providers.states import CheckKind

from ..models import Brief, Offer, OfferMessage
from ..rules.offers import OfferTerms, as_columns
from ..states import OfferState, Requirement
from .briefs import brief_for_member
from .members import membership


@dataclass(frozen=True)
class OfferComparison:
    """One offer as the group sees it: first the brief's points, each met or not; price last.

    `checks` are those of its provider that have been seen and have not run out (M23).
    """

    offer: Offer
    points: tuple[tuple[str, bool], ...]
    checks: tuple[Check, ...] = ()

    @property
    def before(self) -> "OfferComparison | None":
        """The offer that this one took the place of, as it was."""
        if self.offer.instead_of is None:
            return None
        return compare_offer(self.offer.instead_of, self.offer.brief, self.checks)

    @property
    def meets_all(self) -> bool:
        return all(met for _label, met in self.points)


def offers_to_compare(brief_id: int, by, on: date) -> tuple[Brief, list[OfferComparison]]:
    """A brief and its standing offers in the order they came: never sorted by price (M36)."""
    brief = brief_for_member(brief_id, by)
    offers = (
        Offer.objects.filter(brief=brief)
        .exclude(state=OfferState.WITHDRAWN)
        .select_related("provider", "brief", "instead_of")
        .prefetch_related(Prefetch("provider__checks", _in_order(on)))
        .order_by("sent_at", "pk")
    )
    return brief, [compare_offer(offer, brief, offer.provider.checks.all()) for offer in offers]


def compare_offer(offer: Offer, brief: Brief, checks=()) -> OfferComparison:
    """A point that the offer does not say it meets is shown as not met."""
    points = tuple((str(Requirement(point).label), point in offer.meets) for point in brief.points)
    newest = {check.kind: check for check in checks}
    return OfferComparison(
        offer, points, tuple(newest[kind] for kind in CheckKind if kind in newest)
    )


def preview_offer(terms: OfferTerms, points, provider_id: int, on: date) -> OfferComparison:
    """Terms as the group would see them, nothing written: for a look before they are sent."""
    brief = Brief(points=list(points))
    return compare_offer(
        Offer(**as_columns(terms, points)), brief, checks_of_provider(provider_id, on)
    )


def checks_of_provider(provider_id: int, on: date) -> list[Check]:
    return list(_in_order(on).filter(provider_id=provider_id))


def _in_order(on: date) -> QuerySet[Check]:
    """Of each kind the last is the newest."""
    return live_checks(on).order_by("kind", "seen_on", "pk")


def offers_of_login(login_id: int) -> QuerySet[Offer]:
    """What the providers this login speaks for have offered, the newest first."""
    return (
        Offer.objects.filter(provider__members__login_id=login_id)
        .select_related("provider", "brief__group__area")
        .order_by("-sent_at", "-pk")
    )


def offer_for_provider(offer_id: int, login_id: int | None) -> Offer:
    """One's own offer. Another provider's is not there."""
    return or_not_found(offers_of_login(login_id).filter(pk=offer_id).first() if login_id else None)


def offer_for_member(offer_id: int, by) -> Offer:
    """An offer to a group that `by` is in, unless it was taken back."""
    offer = or_not_found(
        Offer.objects.select_related("provider", "brief__group")
        .filter(pk=offer_id)
        .exclude(state=OfferState.WITHDRAWN)
        .first()
    )
    membership(offer.brief.group_id, by)
    return offer


def messages_about_offer(offer: Offer) -> QuerySet[OfferMessage]:
    """What was asked and answered, in its order; of an offer that was changed, all of it."""
    return offer.said.order_by("said_at", "pk")


def live_offer(brief_id: int, provider_id: int) -> Offer | None:
    """What a provider has offered to a group and not been answered, if anything."""
    return Offer.objects.filter(
        brief_id=brief_id, provider_id=provider_id, state=OfferState.SENT
    ).first()


def provider_spoken_for(provider_id: int, by):
    """The provider, when the login of `by` speaks for it, and not on somebody's behalf."""
    if by.representation is not None:
        raise NotFound("")
    return provider_of_login(provider_id, login_id=by.login_id)
