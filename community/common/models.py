"""What belongs to no app: which deeds were done already."""

from django.db import models


class DeedKey(models.Model):
    """A deed that was sent with a key, and what was answered.

    Who sent what is not in it: `name` and `body_digest` are keyed digests (deed_keys.py), and of
    what was made only the address or the id is kept.
    """

    name = models.CharField(max_length=64, unique=True)
    body_digest = models.CharField(max_length=64)
    # null: it is being done, in a transaction that nobody else sees into
    status = models.PositiveSmallIntegerField(null=True)
    answer = models.TextField(blank=True)
    made_at = models.DateTimeField(db_index=True)
