"""What became of each row of a directory feed, run by run."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from community.places.models.areas import Area
from providers.states import RowOutcome


class ImportRun(models.Model):
    """One reading of a feed. Neither finished nor stopped: it is running, or was killed."""

    feed = models.CharField(max_length=80)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    began_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)
    stopped_because = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(finished_at__isnull=True) | Q(stopped_because=""),
                name="import_finished_or_stopped",
            ),
        ]


class ImportRow(models.Model):
    """One row and what became of it; `notes` are what was dropped from it, or why it was held
    back. `position` counts from 1; a listing hidden because the feed no longer has it has none."""

    import_run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="rows")
    position = models.PositiveIntegerField(null=True)
    feed_row_id = models.CharField(max_length=80, blank=True)
    title = models.CharField(max_length=160, blank=True)
    outcome = models.CharField(max_length=10, choices=RowOutcome)
    is_place_private = models.BooleanField(default=False)
    notes = ArrayField(models.CharField(max_length=200), default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["import_run", "position"], name="one_outcome_a_row"),
            models.CheckConstraint(
                condition=Q(outcome=RowOutcome.HIDDEN) ^ Q(position__isnull=False),
                name="row_in_the_feed_has_a_position",
            ),
        ]
