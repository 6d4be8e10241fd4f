"""What stopped somebody from telling a place about somebody (M88): nobody's, and of no moment."""

from django.db import models

from community.places.models.areas import Area
from marketplace.referrals.states import ObstacleReason


class Obstacle(models.Model):
    """One that was said. `month`: its first day. Neither who said it, nor of which place or person,
    nor when more closely."""

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=16, choices=ObstacleReason)
    month = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(month__day=1), name="obstacle_of_a_month"),
        ]
        indexes = [models.Index(fields=["area", "month"], name="obstacle_of_area")]
