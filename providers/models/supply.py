"""Supply: providers, who speaks for them, checks as dated facts, and what they list."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.functions import RandomUUID
from django.db import models
from django.db.models import F, Q

from community.people.models.logins import Login
from community.places.models.areas import Area
from providers.public_registers import PublicRegister
from providers.states import (
    FACTS_OF_PLACE,
    HOMES,
    AttendingAccess,
    CheckKind,
    Engager,
    ImportedPart,
    ListingState,
    PriceKind,
    Skill,
    VenueKind,
)


class Provider(models.Model):
    """One person or a museum: whoever offers something. Imported ones say from which feed.
    `public_id` is what others know it by (the open standard): for ever the same."""

    public_id = models.UUIDField(unique=True, editable=False, db_default=RandomUUID())
    name = models.CharField(max_length=160)
    about = models.TextField(blank=True)
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="providers")
    is_one_person = models.BooleanField(default=False)
    # How soon it answers, in its own words; never measured (P114).
    answers_words = models.CharField(max_length=120, blank=True)
    skills = ArrayField(models.CharField(max_length=24, choices=Skill), default=list, blank=True)
    feed = models.CharField(max_length=80, blank=True)
    feed_row_id = models.CharField(max_length=80, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["feed", "feed_row_id"],
                condition=~Q(feed=""),
                name="one_provider_a_feed_row",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ProviderMember(models.Model):
    """A login that speaks for a provider."""

    provider = models.ForeignKey(Provider, on_delete=models.CASCADE, related_name="members")
    login = models.ForeignKey(Login, on_delete=models.CASCADE, related_name="provider_memberships")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["provider", "login"], name="one_provider_membership"),
        ]


class Check(models.Model):
    """A check as a dated fact: kind, when seen, by whom. Never the paper, never its number."""

    provider = models.ForeignKey(Provider, on_delete=models.CASCADE, related_name="checks")
    kind = models.CharField(max_length=20, choices=CheckKind)
    seen_on = models.DateField()
    seen_by = models.ForeignKey(Login, null=True, on_delete=models.SET_NULL)
    valid_until = models.DateField(null=True, blank=True)
    recorded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("seen_on")),
                name="check_ends_after_seen",
            ),
        ]


class RegisterEntry(models.Model):
    """Where a body can be looked up by anybody, and what it says of its insurance: beside a check
    of kind `public_register` (P109). Its number is public, and no paper's."""

    of_check = models.OneToOneField(Check, on_delete=models.CASCADE, related_name="register_entry")
    register = models.CharField(max_length=30, choices=PublicRegister)
    number = models.CharField(max_length=40)
    insurance_words = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(number="") & ~Q(insurance_words=""),
                name="register_entry_says_both",
            ),
        ]


class Listing(models.Model):
    """Something a person could go to. No care category is asked for.

    `prices` is {people: pence a session in all}; `suits` is {SuitFact: {"answer": YesNoUnknown,
    "on": ISO date or "", "who": words}} (M08); `quality` is the same for QualityFact, with
    "words" where the answer is a time or a notice (M16). A fact that is absent is not known.
    `changed_here` are the parts of an imported one that no reading overwrites. `public_id` is what
    others know it by (the open standard): for ever the same. Ages are null where nobody said them.
    `has_location` is false when the position is only the middle of the area: ask where. With
    `is_place_private` all that is kept of where is the middle of the postcode's first half, as of
    every home: the database keeps it, and what is found by it, there (see the migrations).
    `venue_kind` is empty where nobody has said. `ask_first_words` say why one asks first, and
    `who_meets_words` who meets somebody new and how to know them. `phone` is the place's own, as it
    is published, and nobody's mobile. `first_visit` is {FirstVisitFact: words} (P112).
    """

    public_id = models.UUIDField(unique=True, editable=False, db_default=RandomUUID())
    provider = models.ForeignKey(Provider, on_delete=models.CASCADE, related_name="listings")
    title = models.CharField(max_length=160)
    what_happens = models.TextField(blank=True)
    when_words = models.CharField(max_length=200, blank=True)
    kinds = ArrayField(models.IntegerField(), default=list, blank=True)
    place_words = models.CharField(max_length=200, blank=True)
    postcode = models.CharField(max_length=8, blank=True)
    latitude = models.FloatField(null=True, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    has_location = models.BooleanField(default=True)
    is_place_private = models.BooleanField(default=False)
    venue_kind = models.CharField(max_length=16, choices=VenueKind, blank=True)
    getting_there_words = models.CharField(max_length=200, blank=True)
    attending_access = models.CharField(
        max_length=12, choices=AttendingAccess, default=AttendingAccess.NOT_KNOWN
    )
    ask_first_words = models.CharField(max_length=200, blank=True)
    who_meets_words = models.CharField(max_length=200, blank=True)
    phone = models.CharField(max_length=30, blank=True)
    first_visit = models.JSONField(default=dict, blank=True)
    minimum_age = models.PositiveSmallIntegerField(null=True, blank=True)
    maximum_age = models.PositiveSmallIntegerField(null=True, blank=True)
    how_many_words = models.CharField(max_length=80, blank=True)
    price_kind = models.CharField(max_length=12, choices=PriceKind, default=PriceKind.NOT_KNOWN)
    price_words = models.CharField(max_length=200, blank=True)
    prices = models.JSONField(default=dict, blank=True)
    grant_until = models.DateField(null=True, blank=True)
    after_grant_words = models.CharField(max_length=200, blank=True)
    suits = models.JSONField(default=dict, blank=True)
    quality = models.JSONField(default=dict, blank=True)
    companion_words = models.CharField(max_length=200, blank=True)
    engager = models.CharField(max_length=16, choices=Engager, default=Engager.NOT_KNOWN)
    is_hands_on = models.BooleanField(default=False)
    hourly_pay_pence = models.PositiveIntegerField(null=True, blank=True)
    places_left = models.PositiveSmallIntegerField(null=True, blank=True)
    full_until = models.DateField(null=True, blank=True)
    # Its provider's units are taken until this day; kept by what takes and frees them.
    reopens_on = models.DateField(null=True, editable=False)
    website = models.URLField(max_length=500, blank=True)
    state = models.CharField(max_length=10, choices=ListingState, default=ListingState.DRAFT)
    is_example = models.BooleanField(default=False)
    feed = models.CharField(max_length=80, blank=True)
    feed_row_id = models.CharField(max_length=80, blank=True)
    feed_digest = models.CharField(max_length=64, blank=True)
    changed_here = ArrayField(
        models.CharField(max_length=20, choices=ImportedPart), default=list, blank=True
    )
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["feed", "feed_row_id"],
                condition=~Q(feed=""),
                name="one_listing_a_feed_row",
            ),
            models.CheckConstraint(
                condition=~Q(price_kind=PriceKind.GRANT, state=ListingState.SHOWN)
                | Q(grant_until__isnull=False) & ~Q(after_grant_words=""),
                name="grant_says_what_comes_after",
            ),
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__isnull=False, longitude__isnull=False),
                name="listing_has_whole_location",
            ),
            models.CheckConstraint(
                condition=~Q(state=ListingState.SHOWN)
                | Q(latitude__isnull=False) & ~Q(title="") & ~Q(what_happens=""),
                name="shown_listing_says_what_and_where",
            ),
            models.CheckConstraint(
                condition=Q(is_place_private=False)
                | ~Q(postcode__contains=" ") & Q(getting_there_words=""),
                name="private_place_is_a_district",
            ),
            models.CheckConstraint(
                condition=Q(is_place_private=False)
                | ~Q(first_visit__has_any_keys=sorted(FACTS_OF_PLACE)),
                name="private_place_says_no_way_there",
            ),
            models.CheckConstraint(
                condition=~Q(venue_kind__in=HOMES) | Q(is_place_private=True),
                name="place_of_a_home_is_private",
            ),
            models.CheckConstraint(
                condition=~Q(attending_access=AttendingAccess.ASK_FIRST, state=ListingState.SHOWN)
                | ~Q(ask_first_words=""),
                name="ask_first_says_why",
            ),
        ]

    def __str__(self) -> str:
        return self.title
