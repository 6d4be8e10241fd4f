"""A shared cost as it is found: near its group, while it forms and somebody may still come in.

Where people meet is read by those who are in it: it may be somebody's home (P101)."""

from django.db import transaction
from django.utils.translation import gettext as _

from community.places.actions.search_index import index_object, unindex_object
from community.places.models.search_index import ObjectType, OpennessRank
from community.places.search_document import SearchDocument
from groups.queries.group_words import group_for_everybody
from groups.queries.pauses import is_found
from pooling.pools.actions.locking import lock_pool
from pooling.pools.models.pledges import Pool
from pooling.pools.states import PoolState
from providers.rules.private_places import hide_place
from providers.states import PriceKind


def index_pool(pool: Pool) -> None:
    """Keep the search index: found while places are not all covered and its group is found. The
    caller has locked the pool."""
    if pool.state == PoolState.OPEN and is_found(pool.group):
        index_object(document=_document(pool))
    else:
        unindex_object(object_type=ObjectType.POOL, object_id=pool.pk)


@transaction.atomic
def index_pool_anew(*, pool_id: int) -> None:
    """Its group opened or closed since."""
    index_pool(lock_pool(pool_id))


def _document(pool: Pool) -> SearchDocument:
    """By its group's own words once somebody has looked at them."""
    group = group_for_everybody(pool.group)
    return SearchDocument(
        object_type=ObjectType.POOL,
        object_id=pool.pk,
        title=group.name,
        summary=hide_place(pool.terms.summary, pool.terms.place.split(",")),
        search_words=group.purpose_words,
        latitude=group.latitude,
        longitude=group.longitude,
        is_by_district=True,
        openness=OpennessRank.OPEN,
        price_kind=PriceKind.BY_GROUP,
        place_words=_("Near %(outward)s") % {"outward": group.outward_code},
        group_id=group.pk,
        area_id=pool.area_id,
        is_example=pool.is_example,
    )
