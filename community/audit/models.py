"""One line a deed: who, for whom, what, when. Opaque ids only; rows are never changed."""

from django.db import models


class AuditEntry(models.Model):
    """`about` is "pool:12"; `for_person` is the person's id; names are looked up elsewhere."""

    at = models.DateTimeField()
    deed = models.CharField(max_length=60)
    about = models.CharField(max_length=60)
    login_id = models.BigIntegerField(null=True)  # null: the system itself, at a date it was given
    representation_id = models.BigIntegerField(null=True)  # null: acting for oneself
    for_person = models.UUIDField(null=True)  # null: staff acting for nobody in particular
    on_paper = models.BooleanField(default=False)
    note = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name_plural = "audit entries"
        indexes = [
            models.Index(fields=["about", "at"], name="deed_about"),
            models.Index(fields=["for_person", "at"], name="deed_for_person"),
        ]
