"""The shape of what goes in and comes out. What it means is for groups.rules to say."""

from typing import Any

from rest_framework import serializers

from community.common.money import MAX_PENCE
from community.conversations.models import RelayedMessage
from frontend.api.serializers import pence_field
from frontend.api.typed import Day, Moment, Postcode, TypedLines, TypedText, WholeNumber
from groups.models.offers import Offer
from groups.rules.offers import MAX_OFFER_SESSIONS, NOTICE_HOURS, OfferTerms
from groups.states import CareBasis, Requirement
from providers.models.supply import Check
from providers.rules.prices import MAX_PEOPLE
from providers.states import ChangeOfMind, MissedRule, YesNoUnknown
from providers.wording.before_yes import hospital_text, try_first_text
from providers.wording.missed import missed_rule_text

# Serializers of shape only: none of them writes, so none has create() or update().


class OfferTermsIn(serializers.Serializer):
    """All an offer says. `prices` is {people: pence a session in all}."""

    summary = TypedText(max_length=300)
    prices = serializers.DictField(child=WholeNumber(min_value=0, max_value=MAX_PENCE))
    smallest = WholeNumber(min_value=1, max_value=MAX_PEOPLE)
    largest = WholeNumber(min_value=1, max_value=MAX_PEOPLE)
    starts = serializers.ListField(child=Moment(), allow_empty=True, max_length=MAX_OFFER_SESSIONS)
    minutes = WholeNumber(min_value=15, max_value=1440)
    place_words = TypedText(max_length=200)
    who_comes = TypedText(max_length=200)
    missed_rule = serializers.ChoiceField(MissedRule.choices)
    change_of_mind = serializers.ChoiceField(
        ChangeOfMind.choices,
        help_text="Once it goes ahead: 14 days, or none because it is for fixed days.",
    )
    address_words = TypedText(
        max_length=200, help_text="Where whoever the agreement is with can be written to."
    )
    good_until = Day()
    care_basis = serializers.ChoiceField(
        CareBasis.choices, default=CareBasis.NOT_PERSONAL_CARE.value
    )
    cqc_id = TypedText(max_length=20, default="", allow_blank=True)
    care_where_words = TypedText(max_length=200, default="", allow_blank=True)
    price_for_one_pence = pence_field(
        "For one person alone.", min_value=1, default=None, allow_null=True
    )
    postcode = Postcode(default="", allow_blank=True)
    missed_notice_hours = serializers.ChoiceField(
        NOTICE_HOURS, default=48, help_text="How long before a session is in time."
    )
    time_off_minutes = WholeNumber(min_value=0, max_value=1440, default=0)
    carer_tasks = TypedText(max_length=200, default="", allow_blank=True)
    is_hands_on = serializers.BooleanField(default=False)
    hourly_pay_pence = WholeNumber(min_value=0, max_value=1_000_000, default=None, allow_null=True)
    travel_paid = serializers.ChoiceField(
        YesNoUnknown.choices, default=YesNoUnknown.NOT_KNOWN.value
    )
    same_person = serializers.ChoiceField(
        YesNoUnknown.choices, default=YesNoUnknown.NOT_KNOWN.value
    )
    try_first = serializers.ChoiceField(
        YesNoUnknown.choices,
        default=YesNoUnknown.NOT_KNOWN.value,
        help_text="Whether somebody can come once before they say yes: nothing is paid for it.",
    )
    getting_there = TypedText(max_length=200, default="", allow_blank=True)
    languages_words = TypedText(max_length=200, default="", allow_blank=True)
    complain_words = TypedText(max_length=200, default="", allow_blank=True)
    meets = serializers.ListField(
        child=serializers.ChoiceField(Requirement.choices), source="requirements_met", default=list
    )

    def validate_prices(self, prices: dict[str, int]) -> dict[int, int]:
        if not all(people.isdecimal() and len(people) < 4 for people in prices):
            raise serializers.ValidationError("Give each price by a number of people, like 3.")
        return {int(people): pence for people, pence in prices.items()}


class OfferIn(OfferTermsIn):
    brief = WholeNumber()
    provider = WholeNumber()


def offer_terms(data: dict[str, Any]) -> OfferTerms:
    lists = {name: tuple(data[name]) for name in ("starts", "requirements_met")}
    return OfferTerms(**data | lists)


class OfferOut(serializers.ModelSerializer):
    provider_name = serializers.CharField(source="provider.name")
    meets = serializers.ListField(
        child=serializers.ChoiceField(Requirement.choices),
        source="requirements_met",
        required=False,
    )
    missed_words = serializers.SerializerMethodField()

    def get_missed_words(self, offer: Offer) -> str:
        """The rule in words, as people read it."""
        return missed_rule_text(offer.missed_rule, offer.missed_notice_hours, offer.missed_words)

    try_once_words = serializers.SerializerMethodField()

    def get_try_once_words(self, offer: Offer) -> str:
        """In words, as people read it."""
        return try_first_text(offer.try_first, offer.try_once_words)

    hospital_words = serializers.SerializerMethodField()

    def get_hospital_words(self, offer: Offer) -> str:
        return hospital_text(offer.hospital_words)

    is_of_earlier_words = serializers.BooleanField(
        read_only=True, help_text="Made before what the group wants had changed."
    )

    class Meta:
        model = Offer
        fields = [
            "id", "brief", "provider", "provider_name", "state", "sent_at", "instead_of", "summary",
            "is_of_earlier_words", "meets",
            "starts", "minutes", "place_words", "postcode", "getting_there", "who_comes",
            "same_person", "care_basis", "cqc_id", "care_where_words", "carer_tasks",
            "time_off_minutes", "is_hands_on", "hourly_pay_pence", "travel_paid",
            "languages_words", "try_first", "try_once_words", "missed_rule", "missed_words",
            "change_of_mind", "address_words",
            "missed_notice_hours", "hospital_words", "complain_words", "good_until",
            "smallest", "largest", "price_for_one_pence", "prices",
        ]  # fmt: skip


class OfferMessageIn(serializers.Serializer):
    words = TypedLines(source="text", max_length=500)


class OfferMessageOut(serializers.ModelSerializer):
    """Who of the group asked is not said."""

    words = serializers.SerializerMethodField(
        help_text="Empty where they were reported, and are hidden."
    )
    is_from_group = serializers.BooleanField(source="is_from_asking")
    said_at = serializers.DateTimeField(source="sent_at")

    class Meta:
        model = RelayedMessage
        fields = ["id", "words", "is_from_group", "said_at"]

    def get_words(self, message: RelayedMessage) -> str:
        return "" if message.hidden_at else message.words


class ProviderCheckOut(serializers.ModelSerializer):
    """A check that a connector has seen and that has not run out. Never who saw it."""

    class Meta:
        model = Check
        fields = ["kind", "seen_on"]


class OfferComparisonOut(OfferOut):
    """An offer beside others: with its provider's checks, and the price last."""

    checks = ProviderCheckOut(many=True, source="provider.checks")
    card_words = serializers.SerializerMethodField(
        help_text="Said where the provider cannot take cards yet, with the ways that work."
    )

    class Meta(OfferOut.Meta):
        before, price = OfferOut.Meta.fields[:-4], OfferOut.Meta.fields[-4:]
        fields = [*before, "card_words", "checks", *price]

    def get_card_words(self, offer: Offer) -> str:
        return self.context["card_words"].get(offer.provider_id, "")
