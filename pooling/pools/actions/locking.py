"""The pool's lock: taken first, and rules are asked after it. Pool before money source before
account, everywhere."""

from collections.abc import Collection

from django.db.models import QuerySet

from community.common.refusals import or_not_found
from community.people.acting import Acting
from groups.queries.members import known_as_in_group
from pooling.pools.models.pledges import MoneySource, Pool


def lock_pool(pool_id: int) -> Pool:
    return or_not_found(
        _locked_pools().select_related("group", "provider").filter(pk=pool_id).first()
    )


def lock_pool_for_member(pool_id: int, by: Acting) -> tuple[Pool, str]:
    """The same, for a member of its group, and the name the group knows them by."""
    pool = or_not_found(_locked_pools().filter(pk=pool_id).first())
    return pool, known_as_in_group(pool.group_id, by)


def _locked_pools() -> QuerySet[Pool]:
    return Pool.objects.select_for_update(of=("self",), no_key=True)


def lock_sources(source_ids: Collection[int]) -> QuerySet[MoneySource]:
    """Locked as they are read, in the order of their ids, by whoever holds the pools' locks."""
    sources = MoneySource.objects.select_for_update(of=("self",), no_key=True)
    return sources.filter(pk__in=source_ids).order_by("pk")


def lock_own_source(source_id: int, by: Acting) -> MoneySource:
    """The person's own source, locked; anybody else's is not there."""
    return or_not_found(
        MoneySource.objects.select_for_update(no_key=True)
        .filter(pk=source_id, person=by.person)
        .first()
    )
