"""What a shared cost would be, before it is opened or said yes to."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from community.common.clock import LONDON
from community.common.refusals import NotFound
from groups.models.offers import Offer
from groups.queries.members import is_member
from groups.states import OfferState
from pooling.pools.models.pledges import Pool
from pooling.pools.rules.instalments import (
    CLOSING_TIME,
    collect_at,
    split_into_instalments,
)
from pooling.pools.terms import Terms


@dataclass(frozen=True)
class PlannedPayment:
    """What is paid at once: on which day, for which sessions."""

    on: date
    starts: list[datetime]


@dataclass(frozen=True)
class PoolPreview:
    """The chosen offer as the shared cost it would become. `pool_id` when it already is one."""

    offer: Offer
    terms: Terms
    pool_id: int | None

    @property
    def starts(self) -> list[datetime]:
        return list(self.terms.starts)


def offer_to_open(*, offer_id: int, person_id: UUID | None) -> PoolPreview:
    """For a member of the group it was made to; to anybody else there is no such page."""
    offer = (
        Offer.objects.select_related("brief__group__area", "provider").filter(pk=offer_id).first()
    )
    if offer is None or not is_member(offer.brief.group_id, person_id):
        raise NotFound(_("We cannot find that page."))
    return PoolPreview(
        offer=offer,
        terms=Terms.from_offer(offer),
        pool_id=pool_id_of_offer(offer.pk),
    )


def pool_id_of_offer(offer_id: int) -> int | None:
    """None while nobody has opened it."""
    return Pool.objects.filter(offer=offer_id).values_list("pk", flat=True).first()


def offers_to_open(group_id: int) -> list[Offer]:
    """What a group has chosen and nobody has opened yet, as sheets ask it."""
    offers = Offer.objects.filter(brief__group_id=group_id, state=OfferState.CHOSEN)
    offers = offers.exclude(Exists(Pool.objects.filter(offer=OuterRef("pk"))))
    return list(offers.select_related("provider").order_by("pk"))


def planned_payments(terms: Terms, closes_on: date) -> list[PlannedPayment]:
    """The payments these terms would be cut into, were the date `closes_on`."""
    closes_at = datetime.combine(closes_on, CLOSING_TIME, tzinfo=LONDON)
    batches = split_into_instalments(terms.starts, closes_at, terms.sessions_at_once)
    return [
        PlannedPayment(
            collect_at(batch, closes_at, first=index == 0).astimezone(LONDON).date(), batch
        )
        for index, batch in enumerate(batches)
    ]


@dataclass(frozen=True)
class ShareExample:
    """The same share for everyone, with this shared cost's own figures."""

    people: int
    total_pence: int
    share_pence: int
    more_pence: int  # somebody whose most is above the share
    less_pence: int  # somebody whose most is below it


def example_of(terms: Terms, people: int = 0) -> ShareExample:
    """For `people`, or the nearest number that the price is known for."""
    prices = terms.group_prices
    size = min(prices, key=lambda n: (abs(n - people), n))
    share = terms.share_for(size) or 0
    step = max(100, -(-share // 500) * 100)
    return ShareExample(size, prices[size], share, share + step, max(share - step, 1))
