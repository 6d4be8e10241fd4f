"""Which shared costs are found and should not be, or should be and are not, or by other words."""

from community.places.activity_kinds import ANY_KIND
from community.places.models.search_index import ObjectType, SearchEntry
from groups.queries.group_words import titles_of_groups
from groups.queries.pauses import found_groups
from pooling.pools.models.pledges import Pool
from pooling.pools.states import PoolState


def pools_to_index_anew() -> list[int]:
    """Three statements, whatever there is: a group that opened or closed, or whose words were
    looked at, knows no shared costs."""
    forming = Pool.objects.filter(state=PoolState.OPEN, group__in=found_groups())
    groups = dict(forming.values_list("pk", "group_id"))
    found = SearchEntry.objects.filter(object_type=ObjectType.POOL, kind=ANY_KIND)
    shown = dict(found.values_list("object_id", "title"))
    titles = titles_of_groups(set(groups.values()))
    renamed = {pk for pk, group_id in groups.items() if shown.get(pk) != titles[group_id]}
    return sorted(groups.keys() ^ shown.keys() | renamed)
