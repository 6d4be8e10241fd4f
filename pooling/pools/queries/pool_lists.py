"""Shared costs of a person, of a group, and those that a connector may call off."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q

from community.common.refusals import or_not_found
from community.people.queries.acting import roles_of
from community.people.states import RoleKind
from groups.states import CURRENT_STATES
from pooling.pools.models.cover_choices import CoverChoice
from pooling.pools.models.pledges import Pool
from pooling.pools.states import (
    PAID_POOL_STATES,
    ChoiceKind,
)
from providers.queries.supply import is_provider_member


def pool_to_call_off(pool_id: int, login_id: int) -> Pool:
    """For its provider, or a connector of its area who is not in it; others find nothing."""
    pool = or_not_found(Pool.objects.select_related("group", "area").filter(pk=pool_id).first())
    works_there = (RoleKind.CONNECTOR, pool.area_id) in roles_of(login_id)
    is_in_it = pool.pledges.filter(person__login_id=login_id).exists()
    is_theirs = is_provider_member(pool.provider_id, login_id) or works_there and not is_in_it
    return or_not_found(pool if is_theirs else None)


def pools_to_call_off(area_ids: Collection[int]) -> list[Pool]:
    """Of these areas, what has not ended, the newest first."""
    going = Pool.objects.filter(area_id__in=area_ids, ended_at__isnull=True)
    return list(going.select_related("group", "provider").order_by("-pk"))


def pools_of_person(person_id: UUID) -> list[Pool]:
    """The shared costs of the groups a person is in, those that still move first."""
    return list(
        Pool.objects.filter(
            group__members__person_id=person_id, group__members__state__in=CURRENT_STATES
        )
        .select_related("group", "provider")
        .order_by(F("ended_at").asc(nulls_first=True), "closes_at", "pk")
    )


def pools_of_gathering(gathering_id: int) -> list[Pool]:
    """The shared costs of one date of a group, the newest first, each with whether it
    `is_paid`."""
    pools = Pool.objects.filter(offer__brief__gathering_id=gathering_id)
    pools = pools.annotate(is_paid=Q(state__in=PAID_POOL_STATES))
    return list(pools.order_by("-opened_at", "-pk"))


def pools_of_group(group_id: int, *, open_only: bool = False) -> list[Pool]:
    """The shared costs of a group, the newest first, each with whether it `is_choosing` what to do
    where a place is not covered, and whether it `is_paid`; or those alone that have not ended."""
    choices = CoverChoice.objects.filter(
        pool=OuterRef("pk"), kind=ChoiceKind.COVER, closed_at__isnull=True
    )
    pools = Pool.objects.filter(group_id=group_id).annotate(
        is_choosing=Exists(choices), is_paid=Q(state__in=PAID_POOL_STATES)
    )
    if open_only:
        pools = pools.filter(ended_at__isnull=True)
    return list(pools.select_related("provider").order_by("-opened_at", "-pk"))
