"""What a group wants, in its own words, and what somebody looked for and did not find."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from community.places.models.areas import Area
from groups.models.gatherings import Gathering
from groups.models.members import Group
from groups.states import (
    BriefState,
    Requirement,
)
from providers.models.supply import Listing


class Brief(models.Model):
    """What a group wants, in its own words. `listing` when it began as "ask for a group price";
    `gathering` when it is of the cost of that date alone."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="briefs")
    listing = models.ForeignKey(Listing, null=True, blank=True, on_delete=models.SET_NULL)
    gathering = models.ForeignKey(
        Gathering, null=True, blank=True, on_delete=models.SET_NULL, related_name="briefs"
    )
    what = models.CharField(max_length=300)
    when_words = models.CharField(max_length=200)
    where_words = models.CharField(max_length=200)
    who_must_be_able = models.TextField(blank=True)
    good_looks_like = models.TextField(blank=True)
    requirements = ArrayField(
        models.CharField(max_length=20, choices=Requirement), default=list, blank=True
    )
    people_about = models.PositiveSmallIntegerField(null=True, blank=True)
    answers_by = models.DateField()
    state = models.CharField(max_length=10, choices=BriefState, default=BriefState.DRAFT)
    created_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=[BriefState.DRAFT, BriefState.CLOSED])
                | Q(published_at__isnull=False),
                name="brief_published_at_when_published",
            ),
        ]


class UnmetNeed(models.Model):
    """ "Tell us what is missing": one line left at an empty search, no account needed (M14)."""

    words = models.CharField(max_length=200)
    query_text = models.CharField(max_length=200, blank=True)
    outward_code = models.CharField(max_length=4, blank=True)
    area = models.ForeignKey(Area, null=True, on_delete=models.SET_NULL)
    asked_at = models.DateTimeField()
    # One of 256, by whose hands: enough to tell a few people from one, and of nobody who it was.
    asker_bucket = models.PositiveSmallIntegerField(null=True, editable=False)
