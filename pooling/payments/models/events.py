from django.db import models


class ProcessorEvent(models.Model):
    """Something the processor says happened: a hint to look, never a fact to act on."""

    event_id = models.CharField(max_length=64, unique=True)
    kind = models.CharField(max_length=80)
    body = models.TextField()
    received_at = models.DateTimeField()
    handled_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(
                fields=["id"],
                name="event_unhandled",
                condition=models.Q(handled_at__isnull=True),
            ),
        ]
