"""“What stopped me”, in one press (M88)."""

from datetime import datetime

from django.db import transaction

from community.common.clock import today
from marketplace.referrals.models.obstacles import Obstacle
from marketplace.referrals.states import ObstacleReason
from providers.queries.supply import public_listing


@transaction.atomic
def say_what_stopped_me(*, listing_id: int, reason: ObstacleReason, now: datetime) -> None:
    """Counted for the area of the place that was looked at, and kept of nobody. It is no deed and
    writes no audit line."""
    area_id = public_listing(listing_id).provider.area_id
    Obstacle.objects.create(area_id=area_id, reason=reason, month=today(now).replace(day=1))
