"""What every row that waits for the processor carries, so that any worker may finish it."""

import uuid

from django.db import models
from django.db.models import Q


class ProcessorCommandQuerySet(models.QuerySet):
    def free(self, now) -> "ProcessorCommandQuerySet":
        """Not in another worker's hands, not resting after a failure, not left to a person."""
        return self.filter(
            Q(claimed_until__isnull=True) | Q(claimed_until__lte=now),
            Q(try_after__isnull=True) | Q(try_after__lte=now),
            set_aside_at__isnull=True,
        )


class ProcessorCommand(models.Model):
    """`command` is our own name for it, made before the first word is said to the processor: the
    idempotency key is derived from it and the processor's object carries it as metadata.

    `sent_at` is written before the request that makes that object: from then on an answer may
    have been lost, so we ask what exists before asking for it again. `turn` makes the next
    request's key a new one, where the processor answered and kept its own fault under the old.
    """

    command = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    sent_at = models.DateTimeField(null=True)
    turn = models.PositiveSmallIntegerField(default=0)
    claimed_until = models.DateTimeField(null=True)  # null: in nobody's hands
    try_after = models.DateTimeField(null=True)  # null: at once
    tries = models.PositiveSmallIntegerField(default=0)
    set_aside_at = models.DateTimeField(null=True)
    set_aside_words = models.CharField(max_length=200, blank=True)

    objects = ProcessorCommandQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(set_aside_at__isnull=True) ^ ~Q(set_aside_words=""),
                name="%(class)s_set_aside_says_why",
            ),
        ]
