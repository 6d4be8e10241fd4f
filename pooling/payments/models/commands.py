"""What every row that waits for the processor carries, so that any worker may finish it."""

import uuid
from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q


class ProcessorCommandQuerySet(models.QuerySet):
    def claimable(self, now: datetime) -> Self:
        """Not in another worker's hands, not resting after a failure, not left to a person."""
        return self.filter(
            Q(claimed_until__isnull=True) | Q(claimed_until__lte=now),
            Q(retry_at__isnull=True) | Q(retry_at__lte=now),
            parked_at__isnull=True,
        )


class ProcessorCommand(models.Model):
    """`command_id` is our own name for it, made before the first word is said to the processor: the
    idempotency key is derived from it and the processor's object carries it as metadata.

    `sent_at` is written before the request that makes that object: from then on an answer may
    have been lost, so we ask what exists before asking for it again. `key_version`
    makes the next request's key a new one, where the processor answered and kept its own fault
    under the old.
    """

    command_id = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    sent_at = models.DateTimeField(null=True)
    key_version = models.PositiveSmallIntegerField(default=0)
    claimed_until = models.DateTimeField(null=True)  # null: in nobody's hands
    retry_at = models.DateTimeField(null=True)  # null: at once
    tries = models.PositiveSmallIntegerField(default=0)
    parked_at = models.DateTimeField(null=True)
    parked_reason = models.CharField(max_length=200, blank=True)

    objects = ProcessorCommandQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(parked_at__isnull=True) ^ ~Q(parked_reason=""),
                name="%(class)s_parked_says_why",
            ),
        ]
