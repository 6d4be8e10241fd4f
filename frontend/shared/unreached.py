"""Whom mail does not reach who works in an area or runs something there: it is theirs to mend, or
whoever works there rings them (fault F1)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from community.messaging.queries.sending import unreached_logins
from community.people.models.logins import Login


@dataclass(frozen=True)
class UnreachedLogin:
    """`since`: when the first was given up of what is for them."""

    name: str
    since: datetime


def unreached_since(login_id: int) -> datetime | None:
    """Since when mail to whoever reads does not arrive; None where it does."""
    return unreached_logins([login_id]).get(login_id)


def unreached_in_areas(area_ids: Collection[int]) -> list[UnreachedLogin]:
    """Of whoever works there or speaks for a provider there, by name."""
    since = unreached_logins()
    if not since:
        return []
    works = Q(roles__area_id__in=area_ids, roles__ended_at__isnull=True)
    speaks = Q(provider_memberships__provider__area_id__in=area_ids)
    logins = Login.objects.filter(works | speaks, pk__in=since, is_active=True).distinct()
    return [UnreachedLogin(login.name, since[login.pk]) for login in logins.order_by("name", "pk")]
