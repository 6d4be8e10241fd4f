"""Keys with which the systems of a body that refers tell us about somebody, and read what came."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from community.people.models.logins import Login
from marketplace.referrals.models.bodies import ReferringBody
from marketplace.referrals.states import KeyScope

MAX_KEY_NAME_CHARS, PREFIX_CHARS = 60, 8


class BodyKey(models.Model):
    """Of a body, and of nobody in it: `answers_for_it` is the worker to whom the council turns, and
    as whom it acts; while nobody of the body is, it opens nothing (P88). The key itself is kept
    nowhere: `digest` is, and its first letters, by which people tell it from another."""

    body = models.ForeignKey(ReferringBody, on_delete=models.CASCADE, related_name="keys")
    name = models.CharField(max_length=MAX_KEY_NAME_CHARS)
    prefix = models.CharField(max_length=PREFIX_CHARS)
    digest = models.CharField(max_length=128, unique=True)
    scopes = ArrayField(models.CharField(max_length=8, choices=KeyScope))
    answers_for_it = models.ForeignKey(
        Login, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(scopes__len__gt=0, scopes__contained_by=KeyScope.values),
                name="body_key_may_do_something",
            ),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("created_at")), name="body_key_ends_by_itself"
            ),
        ]

    def __str__(self) -> str:
        return self.name
