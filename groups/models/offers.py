"""What providers propose to a group, and what is asked about it."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from community.people.models.logins import Login
from groups.models.briefs import Brief, EarlierBrief
from groups.states import (
    CareBasis,
    OfferState,
    Requirement,
)
from providers.models.supply import Provider
from providers.states import ChangeOfMind, MissedRule, YesNoUnknown


class Offer(models.Model):
    """A provider's answer to a brief, sealed from other providers; never changed once sent. A
    changed one is a new row, `instead_of` the one it takes the place of.

    `prices` is {people: pence a session}, from `smallest` to `largest`; `starts` are the planned
    sessions' beginnings (ISO, with zone); `requirements_met` are those of the brief's
    that it meets.
    """

    brief = models.ForeignKey(Brief, on_delete=models.PROTECT, related_name="offers")
    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="offers")
    summary = models.CharField(max_length=300)
    price_for_one_pence = models.PositiveIntegerField(null=True, blank=True)
    prices = models.JSONField()
    smallest = models.PositiveSmallIntegerField()
    largest = models.PositiveSmallIntegerField()
    starts = models.JSONField()
    minutes = models.PositiveSmallIntegerField()
    place_words = models.CharField(max_length=200)
    postcode = models.CharField(max_length=8, blank=True)
    is_at_a_home = models.BooleanField(default=False)
    who_comes = models.CharField(max_length=200)
    missed_rule = models.CharField(max_length=12, choices=MissedRule)
    missed_words = models.CharField(max_length=200, blank=True)  # before there was a rule
    missed_notice_hours = models.PositiveSmallIntegerField(default=48)
    # Of before it was asked: as the law has it where nothing else holds.
    change_of_mind = models.CharField(
        max_length=16, choices=ChangeOfMind, default=ChangeOfMind.FOURTEEN_DAYS
    )
    # Where whoever the agreement is with can be written to; empty of before it was asked.
    address_words = models.CharField(max_length=200, blank=True)
    time_off_minutes = models.PositiveSmallIntegerField(default=0)
    carer_tasks = models.CharField(max_length=200, blank=True)
    care_basis = models.CharField(max_length=24, choices=CareBasis)
    cqc_id = models.CharField(max_length=20, blank=True)
    care_where_words = models.CharField(max_length=200, blank=True)
    is_hands_on = models.BooleanField(default=False)
    hourly_pay_pence = models.PositiveIntegerField(null=True, blank=True)
    travel_paid = models.CharField(
        max_length=10, choices=YesNoUnknown, default=YesNoUnknown.NOT_KNOWN
    )
    same_person = models.CharField(
        max_length=10, choices=YesNoUnknown, default=YesNoUnknown.NOT_KNOWN
    )
    try_first = models.CharField(
        max_length=10, choices=YesNoUnknown, default=YesNoUnknown.NOT_KNOWN
    )
    # Of before `try_first`, and before the rule for a missed time was all there is of hospital.
    try_once_words = models.CharField(max_length=200, blank=True)
    getting_there = models.CharField(max_length=200, blank=True)
    hospital_words = models.CharField(max_length=200, blank=True)
    languages_words = models.CharField(max_length=200, blank=True)
    complain_words = models.CharField(max_length=200, blank=True)
    requirements_met = ArrayField(
        models.CharField(max_length=20, choices=Requirement), default=list, blank=True
    )
    good_until = models.DateField()
    # What the brief said when this was made, once that has changed; none of what it says now.
    earlier_brief = models.ForeignKey(
        EarlierBrief, null=True, blank=True, on_delete=models.PROTECT, related_name="offers"
    )
    state = models.CharField(max_length=12, choices=OfferState, default=OfferState.SENT)
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey(Login, null=True, on_delete=models.SET_NULL)
    instead_of = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="changed_into"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["brief", "provider"],
                condition=~Q(state=OfferState.WITHDRAWN),
                name="one_live_offer_a_provider",
            ),
            models.CheckConstraint(
                condition=Q(smallest__gte=1, largest__gte=F("smallest")),
                name="offer_sizes_in_order",
            ),
            models.CheckConstraint(
                condition=Q(is_at_a_home=False) | ~Q(postcode__contains=" "),
                name="offer_at_a_home_is_a_district",
            ),
            models.CheckConstraint(
                condition=~Q(is_hands_on=True) | Q(hourly_pay_pence__isnull=False),
                name="hands_on_offer_says_its_pay",
            ),
            models.CheckConstraint(
                condition=~Q(care_basis=CareBasis.CQC_REGISTERED) | ~Q(cqc_id=""),
                name="registered_offer_has_its_id",
            ),
            models.CheckConstraint(
                condition=Q(change_of_mind=ChangeOfMind.FOURTEEN_DAYS)
                | Q(care_basis=CareBasis.NOT_PERSONAL_CARE, is_hands_on=False),
                name="who_is_helped_can_change_their_mind",
            ),
            models.CheckConstraint(
                condition=Q(care_basis=CareBasis.NOT_PERSONAL_CARE) | ~Q(care_where_words=""),
                name="care_says_where_it_is_given",
            ),
            models.CheckConstraint(
                condition=Q(missed_rule=MissedRule.AS_WRITTEN) ^ Q(missed_words=""),
                name="missed_rule_or_words_of_before",
            ),
        ]

    @property
    def is_of_earlier_words(self) -> bool:
        """Was it made before what the group wants had changed?"""
        return self.earlier_brief_id is not None

    @property
    def price_of(self) -> dict[int, int]:
        """{people: pence a session}. JSON keeps its keys as text; nobody else should meet that."""
        return {int(people): pence for people, pence in self.prices.items()}
