"""The shape of what goes in and comes out. What it means is for groups.rules to say."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from groups.models import Brief, Group, Invite, Offer, OfferMessage
from groups.queries.decisions import DecisionDetail
from groups.rules.offers import MAX_OFFER_SESSIONS, OfferTerms
from groups.states import CareBasis, DecisionOutcome, Purpose, Requirement
from providers.models.supply import Check
from providers.rules.prices import MAX_PEOPLE
from providers.states import YesNoUnknown

# Serializers of shape only: none of them writes, so none has create() or update().


class NewMemberIn(serializers.Serializer):
    """`agrees`: yes to `what_others_see`, in the words the group answers with."""

    known_as = serializers.CharField(max_length=60)
    agrees = serializers.BooleanField(default=False)


class JoinByCodeIn(NewMemberIn):
    code = serializers.CharField(max_length=60)


class GroupIn(NewMemberIn):
    name = serializers.CharField(max_length=80)
    postcode = serializers.CharField(max_length=60)
    how_often = serializers.CharField(max_length=80)
    purposes = serializers.ListField(
        child=serializers.ChoiceField(Purpose.choices), default=list, max_length=4
    )
    purpose_words = serializers.CharField(max_length=300, default="", allow_blank=True)
    is_findable = serializers.BooleanField(default=False)


class GroupOut(serializers.ModelSerializer):
    class Meta:
        model = Group
        fields = [
            "id", "name", "purposes", "purpose_words", "how_often", "outward_code",
            "state", "is_findable", "is_example",
        ]  # fmt: skip


class GroupDetailOut(serializers.Serializer):
    """`members` are the names the others chose; to somebody outside there are none."""

    group = GroupOut()
    am_in = serializers.BooleanField()
    members = serializers.ListField(child=serializers.CharField())
    may_come_in = serializers.BooleanField()
    what_others_see = serializers.CharField()
    rule = serializers.ListField(child=serializers.CharField())


class GroupOpenIn(serializers.Serializer):
    is_open = serializers.BooleanField()


class InviteIn(serializers.Serializer):
    is_card = serializers.BooleanField(default=False)
    ends_on = serializers.DateField(default=None, allow_null=True)


class InviteOut(serializers.ModelSerializer):
    class Meta:
        model = Invite
        fields = ["id", "group", "code", "is_card", "ends_on", "stopped_at"]


class BriefIn(serializers.Serializer):
    what = serializers.CharField(max_length=300)
    when_words = serializers.CharField(max_length=200)
    where_words = serializers.CharField(max_length=200)
    who_must_be_able = serializers.CharField(max_length=2000, allow_blank=True, required=False)
    points = serializers.ListField(
        child=serializers.ChoiceField(Requirement.choices), source="requirements", required=False
    )
    good_looks_like = serializers.CharField(max_length=2000, allow_blank=True, required=False)
    people_about = serializers.IntegerField(
        min_value=1, max_value=200, allow_null=True, required=False
    )
    answers_by = serializers.DateField(required=False)


class NewBriefIn(BriefIn):
    group = serializers.IntegerField()
    listing = serializers.IntegerField(default=None, allow_null=True)


class BriefOut(serializers.ModelSerializer):
    points = serializers.ListField(
        child=serializers.ChoiceField(Requirement.choices), source="requirements", required=False
    )

    class Meta:
        model = Brief
        fields = [
            "id", "group", "listing", "what", "when_words", "where_words", "who_must_be_able",
            "points", "good_looks_like", "people_about", "answers_by", "state",
        ]  # fmt: skip


class PublicBriefOut(serializers.ModelSerializer):
    """What anybody may read: neither who asks, nor what they need to take part."""

    outward_code = serializers.CharField(source="group.outward_code")
    area_name = serializers.CharField(source="group.area.name")
    is_example = serializers.BooleanField(source="group.is_example")

    class Meta:
        model = Brief
        fields = [
            "id", "what", "when_words", "outward_code", "area_name", "people_about",
            "answers_by", "is_example",
        ]  # fmt: skip


class BriefForProviderOut(serializers.Serializer):
    """What a provider reads: never the group's name, nor anybody's in it."""

    id = serializers.IntegerField()
    what = serializers.CharField()
    when_words = serializers.CharField()
    where_words = serializers.CharField()
    who_must_be_able = serializers.CharField()
    good_looks_like = serializers.CharField()
    points = serializers.ListField(child=serializers.CharField(), source="requirements")
    people_about = serializers.IntegerField(allow_null=True)
    outward_code = serializers.CharField()
    area_name = serializers.CharField()
    answers_by = serializers.DateField()
    is_answering = serializers.BooleanField()
    is_about_my_listing = serializers.BooleanField()


class OfferTermsIn(serializers.Serializer):
    """All an offer says. `prices` is {people: pence a session in all}."""

    summary = serializers.CharField(max_length=300)
    prices = serializers.DictField(child=serializers.IntegerField(min_value=0))
    smallest = serializers.IntegerField(min_value=1, max_value=MAX_PEOPLE)
    largest = serializers.IntegerField(min_value=1, max_value=MAX_PEOPLE)
    starts = serializers.ListField(
        child=serializers.DateTimeField(), allow_empty=True, max_length=MAX_OFFER_SESSIONS
    )
    minutes = serializers.IntegerField(min_value=15, max_value=1440)
    place_words = serializers.CharField(max_length=200)
    who_comes = serializers.CharField(max_length=200)
    missed_words = serializers.CharField(max_length=200)
    good_until = serializers.DateField()
    care_basis = serializers.ChoiceField(
        CareBasis.choices, default=CareBasis.NOT_PERSONAL_CARE.value
    )
    cqc_id = serializers.CharField(max_length=20, default="", allow_blank=True)
    care_where_words = serializers.CharField(max_length=200, default="", allow_blank=True)
    price_for_one_pence = serializers.IntegerField(min_value=1, default=None, allow_null=True)
    postcode = serializers.CharField(max_length=8, default="", allow_blank=True)
    missed_notice_hours = serializers.IntegerField(min_value=0, max_value=1000, default=48)
    time_off_minutes = serializers.IntegerField(min_value=0, max_value=1440, default=0)
    carer_tasks = serializers.CharField(max_length=200, default="", allow_blank=True)
    is_hands_on = serializers.BooleanField(default=False)
    hourly_pay_pence = serializers.IntegerField(
        min_value=0, max_value=1_000_000, default=None, allow_null=True
    )
    travel_paid = serializers.ChoiceField(
        YesNoUnknown.choices, default=YesNoUnknown.NOT_KNOWN.value
    )
    same_person = serializers.ChoiceField(
        YesNoUnknown.choices, default=YesNoUnknown.NOT_KNOWN.value
    )
    try_once_words = serializers.CharField(max_length=200, default="", allow_blank=True)
    getting_there = serializers.CharField(max_length=200, default="", allow_blank=True)
    hospital_words = serializers.CharField(max_length=200, default="", allow_blank=True)
    languages_words = serializers.CharField(max_length=200, default="", allow_blank=True)
    complain_words = serializers.CharField(max_length=200, default="", allow_blank=True)
    meets = serializers.ListField(
        child=serializers.ChoiceField(Requirement.choices), source="requirements_met", default=list
    )

    def validate_prices(self, prices: dict[str, int]) -> dict[int, int]:
        if not all(people.isdecimal() and len(people) < 4 for people in prices):
            raise serializers.ValidationError("Give each price by a number of people, like 3.")
        return {int(people): pence for people, pence in prices.items()}


class OfferIn(OfferTermsIn):
    brief = serializers.IntegerField()
    provider = serializers.IntegerField()


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

    class Meta:
        model = Offer
        fields = [
            "id", "brief", "provider", "provider_name", "state", "sent_at", "instead_of", "summary",
            "meets",
            "starts", "minutes", "place_words", "postcode", "getting_there", "who_comes",
            "same_person", "care_basis", "cqc_id", "care_where_words", "carer_tasks",
            "time_off_minutes", "is_hands_on", "hourly_pay_pence", "travel_paid",
            "languages_words", "try_once_words", "missed_words", "missed_notice_hours",
            "hospital_words", "complain_words", "good_until", "smallest", "largest",
            "price_for_one_pence", "prices",
        ]  # fmt: skip


class OfferMessageIn(serializers.Serializer):
    words = serializers.CharField(source="text", max_length=500)


class OfferMessageOut(serializers.ModelSerializer):
    """Who of the group asked is not said."""

    said_at = serializers.DateTimeField(source="sent_at")

    class Meta:
        model = OfferMessage
        fields = ["id", "words", "is_from_group", "said_at"]


class ProviderCheckOut(serializers.ModelSerializer):
    """A check that a connector has seen and that has not run out. Never who saw it."""

    class Meta:
        model = Check
        fields = ["kind", "seen_on"]


class OfferComparisonOut(OfferOut):
    """An offer beside others: with its provider's checks, and the price last."""

    checks = ProviderCheckOut(many=True, source="provider.checks")

    class Meta(OfferOut.Meta):
        before, price = OfferOut.Meta.fields[:-4], OfferOut.Meta.fields[-4:]
        fields = [*before, "checks", *price]


class DecisionIn(serializers.Serializer):
    closes_on = serializers.DateField(default=None, allow_null=True)
    quorum = serializers.IntegerField(min_value=1, default=None, allow_null=True)


class OpenDecisionOut(serializers.Serializer):
    """`answered` by whoever acts. They may say otherwise until it closes."""

    id = serializers.IntegerField(source="pk")
    brief = serializers.IntegerField(source="brief_id")
    group = serializers.IntegerField(source="brief.group_id")
    what = serializers.CharField(source="brief.what")
    closes_at = serializers.DateTimeField()
    answered = serializers.BooleanField()


class BallotIn(serializers.Serializer):
    """The offers one would be happy with; an empty list says “none of these”."""

    approves = serializers.ListField(
        child=serializers.IntegerField(), source="offer_ids", allow_empty=True, max_length=200
    )


class OfferVotesOut(serializers.Serializer):
    offer = serializers.IntegerField()
    happy = serializers.IntegerField()


class VoteCountsOut(serializers.Serializer):
    answered = serializers.IntegerField()
    none_of_these = serializers.IntegerField()
    happy = OfferVotesOut(many=True)


class DecisionDetailOut(serializers.Serializer):
    """`standing` is null until whoever acts has answered, or it has closed. Without
    `have_a_voice` the choice began before they came into the group."""

    id = serializers.IntegerField(source="decision.pk")
    brief = serializers.IntegerField(source="brief.pk")
    offers = serializers.SerializerMethodField()
    last_day = serializers.DateField()
    quorum = serializers.IntegerField(source="decision.quorum")
    is_open = serializers.BooleanField()
    have_a_voice = serializers.BooleanField(source="can_vote")
    outcome = serializers.ChoiceField(
        DecisionOutcome.choices, source="decision.outcome", allow_blank=True
    )
    chosen = serializers.IntegerField(source="decision.chosen_id", allow_null=True)
    my_approvals = serializers.SerializerMethodField()
    standing = serializers.SerializerMethodField()

    @extend_schema_field(serializers.ListField(child=serializers.IntegerField()))
    def get_offers(self, detail: DecisionDetail) -> list[int]:
        return [comparison.offer.pk for comparison in detail.offers]

    @extend_schema_field(serializers.ListField(child=serializers.IntegerField(), allow_null=True))
    def get_my_approvals(self, detail: DecisionDetail) -> list[int] | None:
        return None if detail.my_approvals is None else sorted(detail.my_approvals)

    @extend_schema_field(VoteCountsOut(allow_null=True))
    def get_standing(self, detail: DecisionDetail) -> dict[str, Any] | None:
        if detail.counts is None:
            return None
        happy = [{"offer": offer.pk, "happy": count} for offer, count in detail.counts.happy]
        return {
            "answered": detail.counts.answered,
            "none_of_these": detail.counts.none_of_these,
            "happy": happy,
        }
