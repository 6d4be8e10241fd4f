"""Persons, what helps them, and what they agreed to."""

import uuid

from django.db import models
from django.db.models import Q

from community.people.models.how_put import HowPutFields
from community.people.models.logins import Login
from community.places.models.areas import Area


class Person(models.Model):
    """Somebody with a life and wishes. May have no login, no phone, no address."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    preferred_name = models.CharField(max_length=60, help_text="what they like to be called")
    login = models.OneToOneField(
        Login, null=True, blank=True, on_delete=models.SET_NULL, related_name="person"
    )
    area = models.ForeignKey(Area, null=True, blank=True, on_delete=models.SET_NULL)
    outward_code = models.CharField(max_length=4, blank=True)
    adjustments = models.JSONField(default=list, blank=True)
    # What they took the place of: it can be had back. Null: they were never changed.
    adjustments_before = models.JSONField(null=True, blank=True)
    adviser = models.ForeignKey(
        Login, null=True, blank=True, on_delete=models.SET_NULL, related_name="advises"
    )
    created_at = models.DateTimeField()
    # The one person whom this and another were: all of it is that one's (M77).
    one_with = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="formerly"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(one_with__isnull=True) | Q(login__isnull=True, area__isnull=True),
                name="who_is_one_with_another_is_nobody_besides",
            ),
        ]

    def __str__(self) -> str:
        return self.preferred_name


class AdjustmentSuggestion(models.Model):
    """What might help a person, by somebody who may only suggest: it waits until it is answered."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="suggestions")
    suggested_by = models.ForeignKey(Login, on_delete=models.CASCADE, related_name="+")
    adjustments = models.JSONField(default=list, blank=True)
    suggested_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    was_taken_up = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "suggested_by"],
                condition=Q(answered_at__isnull=True),
                name="one_suggestion_waits_of_each",
            ),
            models.CheckConstraint(
                condition=Q(was_taken_up=False) | Q(answered_at__isnull=False),
                name="suggestion_taken_up_when_answered",
            ),
        ]


class Consent(HowPutFields):
    """A person's explicit yes to one named use of their data, and the words they agreed to."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="consents")
    purpose = models.CharField(max_length=40)
    about = models.CharField(max_length=60)
    words = models.TextField()
    given_at = models.DateTimeField()
    given_by = models.ForeignKey(Login, null=True, on_delete=models.SET_NULL)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "purpose", "about"],
                condition=Q(withdrawn_at__isnull=True),
                name="one_live_consent",
            ),
        ]
