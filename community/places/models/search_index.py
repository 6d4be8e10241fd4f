"""What can be found near a place. Written by the apps that own the things (design §4)."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GistIndex, OpClass
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from community.places.models.areas import Area

# How words are read: English stems, with “café” found by “cafe” (see the migrations).
SEARCH_CONFIG = "plain_english"


class ObjectType(models.TextChoices):
    LISTING = "listing", _("Something to do")
    GROUP = "group", _("A group")
    POOL = "pool", _("A shared cost that is forming")


class OpennessRank(models.IntegerChoices):
    """In the order people are shown them: what has places comes first."""

    FULL = 0, _("No places just now")
    NOT_KNOWN = 1, _("Places not known, ask")
    OPEN = 2, _("Has places")


class SearchEntry(models.Model):
    """One row for each kind a thing is of, and one of kind 0 for "any kind".

    So one index gives what is nearest of a kind, and of any (`IN` would lose nearest-first).
    e, n: National Grid metres, from latitude and longitude. grid_cell: the 2 km square it is in.
    has_location: false when all that is known is an area, and it is kept in the middle of that;
    is_by_district: it is somewhere in the postcode's first half of which e, n are the middle.
    suits: {fact: "yes" | "no"}, a fact that is absent is not known; quality: {fact: answer};
    purposes: which of the three entrances a group answers to. kinds: all it is of, in each row.
    days: a bit for each weekday, Monday 1 to Sunday 64; day_parts: morning 1, afternoon 2, evening
    4; none is not known. opens_at, closes_at: where the words say for certain at what time, its
    latest beginning on any day and its earliest end. group_id: of a shared cost, whose group one
    comes into by it. Codes and numbers here are the owning apps'.
    """

    object_type = models.CharField(max_length=8, choices=ObjectType)
    object_id = models.BigIntegerField()
    kind = models.IntegerField()
    e = models.FloatField()
    n = models.FloatField()
    latitude = models.FloatField()
    longitude = models.FloatField()
    grid_cell = models.IntegerField()
    has_location = models.BooleanField(default=True)
    is_by_district = models.BooleanField(default=False)
    openness = models.PositiveSmallIntegerField(choices=OpennessRank)
    words = SearchVectorField()
    title = models.CharField(max_length=160)
    summary = models.CharField(max_length=300, blank=True)
    price_kind = models.CharField(max_length=12)
    price_words = models.CharField(max_length=200, blank=True)
    price_pence = models.PositiveIntegerField(
        null=True, help_text="least for one person, one time; null: not known"
    )
    suits = models.JSONField(default=dict)
    quality = models.JSONField(default=dict)
    engager = models.CharField(max_length=16, blank=True)
    purposes = ArrayField(models.CharField(max_length=10), default=list)
    place_words = models.CharField(max_length=200, blank=True)
    when_words = models.CharField(max_length=200, blank=True)
    kinds = ArrayField(models.IntegerField(), default=list)
    days = models.PositiveSmallIntegerField(default=0)
    day_parts = models.PositiveSmallIntegerField(default=0)
    opens_at = models.TimeField(null=True)
    closes_at = models.TimeField(null=True)
    group_id = models.BigIntegerField(null=True)
    area = models.ForeignKey(Area, null=True, on_delete=models.PROTECT)
    is_example = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["object_type", "object_id", "kind"], name="one_row_a_kind"
            ),
            models.CheckConstraint(condition=Q(kind__gte=0), name="search_entry_kind_or_any"),
        ]
        indexes = [
            # The kind is a 4-byte integer because btree_gist compares only like with like. With
            # the words in it, a word is looked for in the index alone: ten times as fast. What has
            # no place has its own, for hundreds of those may stand at one point, before the near.
            GistIndex(
                F("kind"),
                Func("e", "n", function="point"),
                F("words"),
                condition=Q(has_location=True),
                name="search_entry_near",
            ),
            GistIndex(
                F("kind"),
                Func("e", "n", function="point"),
                F("words"),
                condition=Q(has_location=False),
                name="search_entry_somewhere",
            ),
            models.Index(
                fields=["grid_cell"],
                include=["kind", "e", "n"],
                condition=Q(kind__gt=0),
                name="search_entry_grid_cells",
            ),
        ]


class SearchWord(models.Model):
    """A word that some thing's text has, or our own vocabulary, to help who misspells it.

    Found by letters (trigrams) and by ear (Double Metaphone, as PostgreSQL's `fuzzystrmatch` has
    it). uses: in how many things it or its like stands.
    """

    word = models.CharField(max_length=30, primary_key=True)
    uses = models.PositiveIntegerField(default=1)
    in_vocabulary = models.BooleanField(db_default=False)

    class Meta:
        indexes = [
            GistIndex(OpClass("word", name="gist_trgm_ops"), name="search_word_near"),
            models.Index(Func("word", function="dmetaphone"), name="search_word_by_ear"),
        ]


class KindCount(models.Model):
    """How many things of a kind are in a 2 km square, counted anew each night and after imports."""

    grid_cell = models.IntegerField()
    kind = models.IntegerField()
    things = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["grid_cell", "kind"], include=["things"], name="one_count_a_cell_and_kind"
            ),
        ]
