"""What a shared cost would be, before it is opened or said yes to."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext as _

from community.common.clock import LONDON
from community.common.refusals import NotFound
from groups.models import Member, Offer
from groups.states import MemberState
from pooling.pools.models.pledges import Pool
from pooling.pools.rules.instalments import collect_at, split_into_instalments

from ..rules.cover import share_if_all
from ..rules.terms import prices_of


@dataclass(frozen=True)
class PlannedPayment:
    """What is paid at once: on which day, for which sessions."""

    on: date
    starts: list[datetime]


@dataclass(frozen=True)
class PoolPreview:
    """The chosen offer as the shared cost it would become. `pool_id` when it already is one."""

    offer: Offer
    terms: dict
    starts: list[datetime]
    pool_id: int | None


def offer_to_open(*, offer_id: int, person_id: UUID | None) -> PoolPreview:
    """For a member of the group it was made to; to anybody else there is no such page."""
    from ..actions.opening import terms_of

    offer = (
        Offer.objects.select_related("brief__group__area", "provider").filter(pk=offer_id).first()
    )
    if offer is None or not _is_in(offer.brief.group_id, person_id):
        raise NotFound(_("We cannot find that page."))
    terms = terms_of(offer)
    return PoolPreview(
        offer=offer,
        terms=terms,
        starts=[datetime.fromisoformat(start) for start in terms["starts"]],
        pool_id=Pool.objects.filter(offer=offer).values_list("pk", flat=True).first(),
    )


def _is_in(group_id: int, person_id: UUID | None) -> bool:
    if person_id is None:
        return False
    return Member.objects.filter(
        group_id=group_id, person_id=person_id, state=MemberState.IN
    ).exists()


def planned_payments(terms: dict, closes_on: date) -> list[PlannedPayment]:
    """The payments these terms would be cut into, were the date `closes_on`."""
    from ..actions.opening import CLOSES_AT

    closes_at = datetime.combine(closes_on, CLOSES_AT, tzinfo=LONDON)
    starts = [datetime.fromisoformat(start) for start in terms["starts"]]
    runs = split_into_instalments(starts, closes_at, terms["sessions_at_once"])
    return [
        PlannedPayment(collect_at(run, closes_at, first=place == 0).astimezone(LONDON).date(), run)
        for place, run in enumerate(runs)
    ]


@dataclass(frozen=True)
class ShareExample:
    """The same share for everyone, with this shared cost's own figures."""

    people: int
    total_pence: int
    share_pence: int
    more_pence: int  # somebody whose most is above the share
    less_pence: int  # somebody whose most is below it


def example_of(terms: dict, people: int = 0) -> ShareExample:
    """For `people`, or the nearest number that the price is known for."""
    prices = {n: pence for n, pence in prices_of(terms).items() if n >= terms["smallest"]}
    size = min(prices, key=lambda n: (abs(n - people), n))
    share = share_if_all(prices, size) or 0
    step = max(100, -(-share // 500) * 100)
    return ShareExample(size, prices[size], share, share + step, max(share - step, 1))
