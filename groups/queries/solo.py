"""What somebody arranges for themselves alone: read by them, and by whoever acts for them."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from community.common.refusals import or_not_found
from community.people.acting import Acting
from groups.models.briefs import Brief
from groups.models.offers import Offer
from groups.queries.members import asking_member
from groups.queries.offers import leave_out_hidden_dates
from groups.states import CURRENT_STATES, BriefState, OfferState

OPEN_STATES = (BriefState.ASKING, BriefState.COMPARING)


@dataclass(frozen=True)
class ArrangedAlone:
    """`offer`: what they were offered and may go on with, or went on with."""

    brief: Brief
    offer: Offer | None


def arranged_by_person(by: Acting) -> list[ArrangedAlone]:
    """What they asked for themselves and did not take back, the newest first. Of each offer, the
    dates that whoever reads may find (P12)."""
    briefs = list(_briefs_of(or_not_found(by.person_id)).exclude(state=BriefState.CLOSED))
    offers = _offers_by_brief([brief.pk for brief in briefs], by)
    return [ArrangedAlone(brief, offers.get(brief.pk)) for brief in briefs]


def arranged_alone(brief_id: int, by: Acting) -> ArrangedAlone:
    briefs = _briefs_of(or_not_found(by.person_id))
    brief = or_not_found(briefs.filter(pk=brief_id).first())
    return ArrangedAlone(brief, _offers_by_brief([brief_id], by).get(brief_id))


def open_briefs_for_oneself(person_id: UUID) -> list[Brief]:
    return list(_briefs_of(person_id).filter(state__in=OPEN_STATES))


def open_brief_for_oneself(listing_id: int, person_id: UUID) -> Brief | None:
    """What they asked of it and has no end yet."""
    return _briefs_of(person_id).filter(listing=listing_id, state__in=OPEN_STATES).first()


def lock_own_brief(brief_id: int, by: Acting) -> Brief:
    """Held until the transaction ends; before its offer."""
    briefs = Brief.objects.select_for_update(no_key=True, of=("self",)).select_related("group")
    brief = or_not_found(briefs.filter(pk=brief_id, group__is_solo=True).first())
    asking_member(brief.group_id, by)
    return brief


def brief_id_of_offer(offer_id: int) -> int:
    ids = Offer.objects.filter(pk=offer_id, brief__group__is_solo=True)
    return or_not_found(ids.values_list("brief_id", flat=True).first())


def _briefs_of(person_id: UUID) -> QuerySet[Brief]:
    briefs = Brief.objects.filter(
        group__is_solo=True,
        group__members__person_id=person_id,
        group__members__state__in=CURRENT_STATES,
    )
    return briefs.select_related("group__area", "listing__provider").order_by("-created_at", "-pk")


def _offers_by_brief(brief_ids: Sequence[int], by: Acting) -> dict[int, Offer]:
    standing = Offer.objects.filter(
        brief__in=brief_ids, state__in=(OfferState.SENT, OfferState.CHOSEN)
    )
    offers = list(standing.select_related("provider", "instead_of").order_by("pk"))
    leave_out_hidden_dates(offers, by)
    return {offer.brief_id: offer for offer in offers}
