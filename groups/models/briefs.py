"""What a group wants, in its own words, and what somebody looked for and did not find."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from community.places.models.areas import Area
from groups.models.gatherings import Gathering
from groups.models.members import Group
from groups.states import (
    BriefState,
    MoneyInHand,
    Requirement,
)
from providers.models.supply import Listing


class BriefWords(models.Model):
    """All that a brief says."""

    what = models.CharField(max_length=300)
    when_words = models.CharField(max_length=200)
    where_words = models.CharField(max_length=200)
    who_must_be_able = models.TextField(blank=True)
    good_looks_like = models.TextField(blank=True)
    requirements = ArrayField(
        models.CharField(max_length=20, choices=Requirement), default=list, blank=True
    )
    people_about = models.PositiveSmallIntegerField(null=True, blank=True)
    # Whether, and never how much; empty where the group does not say.
    money_in_hand = models.CharField(
        max_length=10, choices=MoneyInHand, blank=True, default="", db_default=""
    )
    answers_by = models.DateField()

    class Meta:
        abstract = True


class Brief(BriefWords):
    """What a group wants, in its own words: of one that was sent, those that were sent last.
    `listing` when it began as "ask for a group price"; `gathering` when it is of the cost of that
    date alone."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="briefs")
    listing = models.ForeignKey(Listing, null=True, blank=True, on_delete=models.SET_NULL)
    gathering = models.ForeignKey(
        Gathering, null=True, blank=True, on_delete=models.SET_NULL, related_name="briefs"
    )
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


class BriefRewording(BriefWords):
    """What is written anew of a brief that was sent: nobody outside reads it before two send it."""

    brief = models.OneToOneField(Brief, on_delete=models.CASCADE, related_name="rewording")


class EarlierBrief(BriefWords):
    """What a sent brief said until it was changed, for whoever answered that. `has_reached`: had
    its words been looked at, so that providers read them?"""

    brief = models.ForeignKey(Brief, on_delete=models.CASCADE, related_name="earlier")
    has_reached = models.BooleanField()
    replaced_at = models.DateTimeField()


class UnmetNeed(models.Model):
    """ "Tell us what is missing": one line left at an empty search, no account needed (M14)."""

    words = models.CharField(max_length=200)
    query_text = models.CharField(max_length=200, blank=True)
    outward_code = models.CharField(max_length=4, blank=True)
    area = models.ForeignKey(Area, null=True, on_delete=models.SET_NULL)
    asked_at = models.DateTimeField()
    # One of 256, by whose hands: enough to tell a few people from one, and of nobody who it was.
    asker_bucket = models.PositiveSmallIntegerField(null=True, editable=False)
