"""Offers: to the provider that made one, and to the group they were made to. To nobody else."""

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Prefetch, QuerySet

from community.common.refusals import or_not_found
from community.conversations.models import RelayedMessage
from community.conversations.queries.conversations import messages_about
from community.people.acting import Acting
from groups.models.briefs import Brief
from groups.models.offers import Offer
from groups.queries.briefs import brief_for_member
from groups.queries.members import asking_member
from groups.rules.offers import ASKABLE_STATES, OfferTerms, as_columns
from groups.states import OfferState, Requirement
from providers.models.supply import Check, Provider
from providers.queries.hidden_dates import starts_hidden_from
from providers.queries.supply import live_checks, provider_of_login
from providers.states import CheckKind


@dataclass(frozen=True)
class OfferComparison:
    """One offer as the group sees it: first what the brief requires, as (label, is it met), and
    the price last.

    `checks` are those of its provider that have been seen and have not run out (M23).
    """

    offer: Offer
    requirements: tuple[tuple[str, bool], ...]
    checks: tuple[Check, ...] = ()

    @property
    def previous(self) -> "OfferComparison | None":
        """The offer that this one took the place of, as it was."""
        if self.offer.instead_of is None:
            return None
        return compare_offer(self.offer.instead_of, self.offer.brief, self.checks)


def offers_to_compare(brief_id: int, by: Acting, on: date) -> tuple[Brief, list[OfferComparison]]:
    """A brief and its live offers in the order they came: never sorted by price (M36). Of each,
    the dates that whoever reads may find (P12)."""
    brief = brief_for_member(brief_id, by)
    offers = (
        Offer.objects.filter(brief=brief)
        .exclude(state=OfferState.WITHDRAWN)
        .select_related("provider", "brief", "instead_of")
        .prefetch_related(Prefetch("provider__checks", _checks_in_order(on)))
        .order_by("sent_at", "pk")
    )
    leave_out_hidden_dates(offers, by)
    return brief, [compare_offer(offer, brief, offer.provider.checks.all()) for offer in offers]


def leave_out_hidden_dates(offers: Iterable[Offer], by: Acting) -> None:
    """From the rows as they are read, not from what is kept: the dates that `by` may not find."""
    hidden = starts_hidden_from(by)
    for offer in offers:
        _leave_out(offer, hidden)


def _leave_out(offer: Offer, hidden: Set[datetime]) -> None:
    for each in filter(None, (offer, offer.instead_of)):
        each.starts = [
            start for start in each.starts if datetime.fromisoformat(start) not in hidden
        ]


def compare_offer(offer: Offer, brief: Brief, checks: Iterable[Check] = ()) -> OfferComparison:
    """A requirement that the offer does not say it meets is shown as not met."""
    requirements = tuple(
        (str(Requirement(value).label), value in offer.requirements_met)
        for value in brief.requirements
    )
    newest = {check.kind: check for check in checks}
    return OfferComparison(
        offer, requirements, tuple(newest[kind] for kind in CheckKind if kind in newest)
    )


def preview_offer(
    terms: OfferTerms, requirements: Sequence[str], provider_id: int, on: date
) -> OfferComparison:
    """Terms as the group would see them, nothing written: for a look before they are sent."""
    brief = Brief(requirements=list(requirements))
    return compare_offer(
        Offer(**as_columns(terms, requirements)), brief, checks_of_provider(provider_id, on)
    )


def checks_of_provider(provider_id: int, on: date) -> list[Check]:
    """The live checks of a provider; of each kind the last is the newest."""
    return list(_checks_in_order(on).filter(provider_id=provider_id))


def _checks_in_order(on: date) -> QuerySet[Check]:
    return live_checks(on).order_by("kind", "seen_on", "pk")


def offers_to_ask_about(group_id: int) -> list[Offer]:
    """Those to a group about which something can still be asked, in the order they came."""
    offers = Offer.objects.filter(brief__group_id=group_id, state__in=ASKABLE_STATES)
    return list(offers.select_related("provider").order_by("sent_at", "pk"))


def offers_of_login(login_id: int) -> list[Offer]:
    """What the providers this login speaks for have offered, the newest first."""
    return list(_offers_of_login(login_id))


def offers_of_login_to_brief(login_id: int, brief_id: int) -> list[Offer]:
    """What they have offered to one group, the newest first."""
    return list(_offers_of_login(login_id).filter(brief_id=brief_id))


def _offers_of_login(login_id: int) -> QuerySet[Offer]:
    return (
        Offer.objects.filter(provider__members__login_id=login_id)
        .select_related("provider", "brief__group__area")
        .order_by("-sent_at", "-pk")
    )


def offer_for_provider(offer_id: int, login_id: int | None) -> Offer:
    """One's own offer. Another provider's is not there."""
    return or_not_found(
        _offers_of_login(login_id).filter(pk=offer_id).first() if login_id else None
    )


def offer_for_member(offer_id: int, by: Acting) -> Offer:
    """An offer to a group that `by` is in, unless it was taken back."""
    offer = or_not_found(
        Offer.objects.select_related("provider", "brief__group")
        .filter(pk=offer_id)
        .exclude(state=OfferState.WITHDRAWN)
        .first()
    )
    asking_member(offer.brief.group_id, by)
    return offer


def offer_by_id(offer_id: int) -> Offer:
    """Whoever it is: who may act on it is asked next."""
    return or_not_found(Offer.objects.select_related("brief").filter(pk=offer_id).first())


def messages_about_offer(offer: Offer) -> list[RelayedMessage]:
    """What was asked and answered, in its order; of an offer that was changed, all of it."""
    return list(messages_about(f"offer:{offer.pk}"))


def live_offers(brief_id: int) -> QuerySet[Offer]:
    """What a group may still choose: sent, and not answered."""
    return Offer.objects.filter(brief_id=brief_id, state=OfferState.SENT).order_by("pk")


def live_offer(brief_id: int, provider_id: int) -> Offer | None:
    """What a provider has offered to a group and not been answered, if anything."""
    return live_offers(brief_id).filter(provider_id=provider_id).first()


def has_offered(brief_id: int, provider_id: int) -> bool:
    """Has a provider an offer to a brief that it has not taken back, whatever became of it?"""
    offers = Offer.objects.filter(brief_id=brief_id, provider_id=provider_id)
    return offers.exclude(state=OfferState.WITHDRAWN).exists()


def provider_for_offer(provider_id: int, by: Acting) -> Provider:
    """The provider, when the login of `by` speaks for it, and not on somebody's behalf."""
    login_id = by.login_id if by.representation is None else None
    return provider_of_login(provider_id, login_id=login_id)
