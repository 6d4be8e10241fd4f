"""The words that search knows: how people say things, what nearly means the same, what is common.

Written from files in `community/places/data` (`actions/vocabulary.py`); ways of saying it also in
the office.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

MAX_SAID_CHARS = 80
MAX_MEANINGS, MAX_MEANING_CHARS = 10, 60
PLAIN_WORDS = r"^[a-z0-9]+( [a-z0-9]+){0,4}$"


class Saying(models.Model):
    """How people say it, and the words of what answers that, the most fitting first.

    `said`: one to five words in small letters, without signs. `kinds`: slugs of activity kinds.
    `why`: a note for whoever reads the list. `is_local`: written in the office, so that the file
    does not change it.
    """

    language = models.CharField(max_length=2, default="en")
    said = models.CharField(max_length=MAX_SAID_CHARS)
    means = ArrayField(models.CharField(max_length=MAX_MEANING_CHARS))
    kinds = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    why = models.CharField(max_length=200, blank=True)
    is_local = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["language", "said"], name="each_saying_once"),
            models.CheckConstraint(
                condition=Q(said__regex=PLAIN_WORDS), name="saying_is_plain_words"
            ),
            models.CheckConstraint(
                condition=Q(means__len__gt=0) | Q(kinds__len__gt=0), name="saying_means_something"
            ),
        ]

    def __str__(self) -> str:
        return self.said


class NearWord(models.Model):
    """A common word and those that nearly mean the same, with how alike in hundredths."""

    word = models.CharField(max_length=30, primary_key=True)
    near = ArrayField(models.CharField(max_length=30))
    likeness = ArrayField(models.PositiveSmallIntegerField())


class SearchStem(models.Model):
    """In how many things each stem of a word stands, counted anew each night and after imports.
    The empty stem counts all things."""

    stem = models.TextField(primary_key=True)
    things = models.PositiveIntegerField()
