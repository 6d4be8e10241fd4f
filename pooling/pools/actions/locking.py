"""The pool's lock: taken first, and rules are asked after it. Pool before money source before
account, everywhere."""

from django.db.models import QuerySet

from community.common.refusals import or_not_found
from community.people.acting import Acting
from groups.queries.members import known_as_in_group
from pooling.pools.models.pledges import Pool


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
