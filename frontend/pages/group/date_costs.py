"""What one date costs, whether that is covered, and what is free near where it is not (M34)."""

from dataclasses import dataclass

from frontend.components.blocks import ResultCard
from frontend.pages.find.result_cards import result_cards
from groups.models.briefs import Brief
from groups.models.gatherings import Gathering
from groups.queries.gatherings import GatheringDetail, briefs_of_gathering
from marketplace.search.queries.free_near import free_things_near
from pooling.pools.models.pledges import Pool
from pooling.pools.queries.pool_lists import pools_of_gathering


@dataclass(frozen=True)
class DateCost:
    """Of a date that costs something. `free_cards`: empty where it is covered and on."""

    briefs: list[Brief]
    pools: list[Pool]
    is_covered: bool
    free_cards: list[ResultCard]


def cost_of_date(detail: GatheringDetail) -> DateCost | None:
    """None of what is free: nothing about it asks anybody for money (M33)."""
    gathering: Gathering = detail.gathering
    if not gathering.costs:
        return None
    pools = pools_of_gathering(gathering.pk)
    is_covered = any(getattr(pool, "is_paid", False) for pool in pools)
    free_cards: list[ResultCard] = []
    if not detail.has_begun and not (is_covered and detail.is_on):
        query, hits = free_things_near(gathering.group)
        free_cards = list(result_cards(hits, query))
    return DateCost(briefs_of_gathering(gathering.pk), pools, is_covered, free_cards)
