"""Areas with their own words and settings."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext as _

from community.common.dates import format_date


class Nation(models.TextChoices):
    ENGLAND = "england", "England"
    SCOTLAND = "scotland", "Scotland"
    WALES = "wales", "Wales"
    NORTHERN_IRELAND = "northern_ireland", "Northern Ireland"


class Area(models.Model):
    """A council's area: its words, its routes for money, its pay floor, where to turn.

    `routes` lists the kinds of money that exist there ({"council_managed": "who confirms", …});
    `words` replaces a term by the local one. Nobody's name is here: people have roles.
    """

    name = models.CharField(max_length=80, unique=True)
    council = models.CharField(max_length=80)
    nation = models.CharField(max_length=20, choices=Nation)
    authority_code = models.CharField(max_length=9, unique=True)
    words = models.JSONField(default=dict, blank=True)
    routes = models.JSONField(default=dict, blank=True)
    pay_floor_pence = models.PositiveIntegerField(help_text="an hour")
    pay_floor_from = models.DateField()
    pay_floor_source = models.CharField(max_length=200)
    crisis_words = models.TextField(help_text="where to turn now, in a sentence or two")
    crisis_phone = models.CharField(max_length=30)
    safeguarding_phone = models.CharField(max_length=30, help_text="in office hours")
    out_of_hours_phone = models.CharField(max_length=30)
    complaints_words = models.TextField()
    adviser_words = models.CharField(max_length=120, help_text="who to talk to first")
    adviser_phone = models.CharField(max_length=30)
    social_care_phone = models.CharField(
        max_length=30, blank=True, help_text="for adults, as the council itself publishes it"
    )
    social_care_seen_on = models.DateField(
        null=True, blank=True, help_text="which day it stood on the council's own page"
    )
    pays_for_missed = models.BooleanField(
        null=True, blank=True, help_text="does it pay for a time that somebody misses?"
    )
    words_kept_days = models.PositiveSmallIntegerField(
        default=365, help_text="what people write to each other, after the last word"
    )
    reported_kept_days = models.PositiveSmallIntegerField(
        default=365,
        db_default=365,
        help_text="words that were reported, after somebody last looked at them",
    )
    is_open = models.BooleanField(default=False)
    is_example = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(is_open=False)
                | ~(Q(out_of_hours_phone="") | Q(safeguarding_phone="") | Q(crisis_phone="")),
                name="open_area_has_numbers",
            ),
            models.CheckConstraint(
                condition=Q(social_care_phone="") ^ Q(social_care_seen_on__isnull=False),
                name="social_care_number_has_its_day",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def pay_floor_words(self) -> str:
        """Whose floor it is, since when, and by what source (M21)."""
        return _("%(area)s since %(day)s (%(source)s)") % {
            "area": self.name,
            "day": format_date(self.pay_floor_from),
            "source": self.pay_floor_source,
        }
