"""Which shared costs are found and should not be, or should be and are not."""

from community.places.models.search_index import ObjectType, SearchEntry
from groups.queries.pauses import found_groups
from pooling.pools.models.pledges import Pool
from pooling.pools.states import PoolState


def pools_to_index_anew() -> list[int]:
    """Two statements, whatever there is: a group that opened or closed knows no shared costs."""
    forming = Pool.objects.filter(state=PoolState.OPEN, group__in=found_groups())
    found = SearchEntry.objects.filter(object_type=ObjectType.POOL)
    to_find = set(forming.values_list("pk", flat=True))
    return sorted(to_find ^ set(found.values_list("object_id", flat=True)))
