"""What somebody looks for and wants to be told of. It says what they need: it is health data."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from community.people.models.persons import Person

MAX_WORDS_CHARS = 100


class KeptSearch(models.Model):
    """A search as it was asked, by the first half of a postcode. Read by the person and nobody else
    (P106); what it is asked with are the search's own words and codes.

    `known`: what was found by it already, as "listing:12"; `newest`: of these, what they were told
    of last. `ends_on`: it ends itself on that day, once they were asked (`asked_at`).
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="kept_searches")
    words = models.CharField(max_length=MAX_WORDS_CHARS, blank=True)
    outward_code = models.CharField(max_length=4)
    miles = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=40, blank=True)
    day = models.CharField(max_length=9, blank=True)
    day_part = models.CharField(max_length=10, blank=True)
    entrance = models.CharField(max_length=10, blank=True)
    suits = ArrayField(models.CharField(max_length=30), default=list, blank=True)
    free_only = models.BooleanField(default=False)
    no_employer = models.BooleanField(default=False)
    known = ArrayField(models.CharField(max_length=30), default=list, blank=True)
    newest = ArrayField(models.CharField(max_length=30), default=list, blank=True)
    kept_at = models.DateTimeField()
    ends_on = models.DateField()
    asked_at = models.DateTimeField(null=True)
    told_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(newest__contained_by=F("known")), name="newest_of_search_is_known"
            ),
            models.CheckConstraint(condition=~Q(outward_code=""), name="kept_search_says_where"),
        ]
        indexes = [models.Index(fields=["ends_on"], name="kept_search_ends")]
