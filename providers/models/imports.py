"""Which directories are read here, and what became of each row of them, run by run."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from community.places.models.areas import Area
from providers.states import ImportedPart, RowOutcome, SourceState


class DirectorySource(models.Model):
    """A directory that is read here, whose it is, and under which licence: without those nothing of
    it is kept (P104). `feed` is what its rows are known by. One with no address is a file that
    somebody gives. `next_at` is when it is read by itself."""

    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=160)
    feed = models.CharField(max_length=80, unique=True)
    address = models.URLField(max_length=500, blank=True)
    middle_postcode = models.CharField(max_length=8, blank=True)
    licence_name = models.CharField(max_length=120)
    licence_url = models.URLField(max_length=300)
    state = models.CharField(max_length=10, choices=SourceState, default=SourceState.PAUSED)
    next_at = models.DateTimeField(null=True)
    failed_in_a_row = models.PositiveSmallIntegerField(default=0)
    added_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(name="") & ~Q(feed="") & ~Q(licence_name="") & ~Q(licence_url=""),
                name="directory_keeps_source_and_licence",
            ),
            models.CheckConstraint(
                condition=Q(state=SourceState.PAUSED, next_at__isnull=True)
                | ~Q(state=SourceState.PAUSED) & Q(next_at__isnull=False) & ~Q(address=""),
                name="directory_read_by_itself_has_when_and_where",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ImportRun(models.Model):
    """One reading of a feed. Neither finished nor stopped: it is running, or was killed; `alive_at`
    is when it last kept something. Of one from before sources were kept, `source` is not known;
    the database refuses a new one. Of a trial only the report is kept: `alive_at` is null until it
    is begun, and `rows_expected` where nobody has said how many there are."""

    source = models.ForeignKey(
        DirectorySource, null=True, on_delete=models.PROTECT, related_name="import_runs"
    )
    feed = models.CharField(max_length=80)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    began_at = models.DateTimeField()
    alive_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    stopped_because = models.CharField(max_length=300, blank=True)
    is_trial = models.BooleanField(default=False)
    rows_read = models.PositiveIntegerField(default=0)
    rows_expected = models.PositiveIntegerField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(finished_at__isnull=True) | Q(stopped_because=""),
                name="import_finished_or_stopped",
            ),
            models.UniqueConstraint(
                fields=["source"],
                condition=Q(is_trial=True, finished_at=None, stopped_because=""),
                name="one_trial_at_a_time",
            ),
        ]


class ImportRow(models.Model):
    """One row and what became of it; `notes` are what was dropped from it, or why it was held
    back; `kept` is what it says otherwise than was changed here, and stayed. `position` counts from
    1; what the feed no longer has, hidden or left, has none."""

    import_run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="rows")
    position = models.PositiveIntegerField(null=True)
    feed_row_id = models.CharField(max_length=80, blank=True)
    title = models.CharField(max_length=160, blank=True)
    outcome = models.CharField(max_length=10, choices=RowOutcome)
    is_place_private = models.BooleanField(default=False)
    notes = ArrayField(models.CharField(max_length=200), default=list)
    kept = ArrayField(models.CharField(max_length=20, choices=ImportedPart), default=list)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["import_run", "position"], name="one_outcome_a_row"),
            models.CheckConstraint(
                condition=Q(outcome__in=(RowOutcome.HIDDEN, RowOutcome.LEFT))
                ^ Q(position__isnull=False),
                name="row_in_the_feed_has_a_position",
            ),
        ]

    @property
    def kept_words(self) -> str:
        return ", ".join(str(ImportedPart(part).label) for part in self.kept)
