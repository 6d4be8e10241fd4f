"""The shape of what goes in and comes out."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from community.common import clock
from frontend.api.serializers import OnSheetIn
from frontend.api.typed import Day, Moment, TypedLines, TypedText, WholeNumber
from frontend.shared.visit_words import VisitWord
from providers.models.safety_lines import SafetyLines
from providers.models.sessions import Session
from providers.models.visit_lines import VisitLine
from providers.models.visit_requests import VisitRequest
from providers.queries.safety_lines import own_safety_lines
from providers.rules.listing_times import MAX_TIMES_AT_ONCE
from providers.rules.safety_lines import MAX_SAFETY_CHARS, MAX_WHY_CHARS
from providers.rules.visit_answers import MAX_WORDS_CHARS
from providers.rules.visit_lines import MAX_LINE_CHARS, MAX_LINES, MAX_TOLD_BY_CHARS
from providers.rules.visit_requests import MAX_KNOWN_AS_CHARS
from providers.states import (
    MAX_PLACES,
    DeclineReason,
    DidNotHappenBecause,
    HelpAsked,
    SafetyBasis,
    VisitAnswer,
    VisitLineAnswer,
    VisitOutcome,
    VisitRequestState,
)
from providers.wording.first_visits import lines_of_visit


class FirstVisitLineOut(serializers.Serializer):
    question = serializers.CharField()
    words = serializers.CharField(help_text="Empty: not known, ask.")


class VisitLineOut(serializers.ModelSerializer):
    class Meta:
        model = VisitLine
        fields = ["id", "kind", "words", "answer", "answer_words", "answered_at", "told_by"]


class PlacesIn(serializers.Serializer):
    places = WholeNumber(
        min_value=1,
        max_value=MAX_PLACES,
        allow_null=True,
        default=None,
        help_text="For how many people; null where there is room for whoever comes.",
    )


class ListingTimesIn(PlacesIn):
    starts = serializers.ListField(child=Moment(), max_length=MAX_TIMES_AT_ONCE)
    minutes = WholeNumber(min_value=1, max_value=24 * 60)


class ListingTimeOut(serializers.ModelSerializer):
    class Meta:
        model = Session
        fields = ["id", "title", "starts_at", "ends_at", "place_words", "state", "places"]


class ListingNextTimeOut(serializers.Serializer):
    """A time that is to come, as anybody reads it."""

    id = serializers.IntegerField(source="session.pk")
    starts_at = serializers.DateTimeField(source="session.starts_at")
    ends_at = serializers.DateTimeField(source="session.ends_at")
    places_left = serializers.IntegerField(
        source="left", allow_null=True, help_text="Null where there is room for whoever comes."
    )


class ComeIn(serializers.Serializer):
    session = WholeNumber(
        source="session_id",
        allow_null=True,
        default=None,
        help_text="One of the listing’s `next_times`; null where it says none.",
    )
    known_as = TypedText(max_length=MAX_KNOWN_AS_CHARS, help_text="What they may call you.")
    help_asked = serializers.ListField(
        child=serializers.ChoiceField(HelpAsked.choices),
        default=list,
        max_length=len(HelpAsked),
        help_text="Only where one asks first.",
    )
    comes_with_somebody = serializers.BooleanField(
        default=False, help_text="Somebody they know comes along; the place is told that."
    )


class PaperComeIn(OnSheetIn, ComeIn):
    pass


class SafetyLinesOut(serializers.ModelSerializer):
    is_agreed = serializers.BooleanField(
        help_text="False where it is told without their agreement, as the law allows."
    )

    class Meta:
        model = SafetyLines
        fields = ["first", "second", "is_agreed"]


class OwnSafetyLinesOut(SafetyLinesOut):
    class Meta(SafetyLinesOut.Meta):
        fields = [*SafetyLinesOut.Meta.fields, "basis", "why_words", "said_at"]


class SafetyLinesIn(serializers.Serializer):
    first = TypedText(max_length=MAX_SAFETY_CHARS)
    second = TypedText(max_length=MAX_SAFETY_CHARS, default="", allow_blank=True)
    basis = serializers.ChoiceField(
        SafetyBasis.choices,
        default=SafetyBasis.AGREED,
        help_text="What somebody says of themselves, they agree to.",
    )
    why_words = TypedText(
        max_length=MAX_WHY_CHARS,
        default="",
        allow_blank=True,
        help_text="Why without their agreement. The place does not read it.",
    )


class VisitOut(serializers.ModelSerializer):
    title = serializers.CharField(source="listing.title")
    provider = serializers.CharField(source="listing.provider.name")
    starts_at = serializers.DateTimeField(source="session.starts_at", default=None, allow_null=True)

    class Meta:
        model = VisitRequest
        fields = [
            "id", "listing", "session", "title", "provider", "starts_at", "known_as", "help_asked",
            "attending_access", "state", "asked_at", "decline_reason", "help_declined",
            "answer_words", "reply_words", "other_session", "other_day", "comes_with_somebody",
            "outcome", "because", "told_by",
        ]  # fmt: skip


class OwnVisitOut(VisitOut):
    first_visit = serializers.SerializerMethodField()
    good_lines = VisitLineOut(many=True)
    safety_lines = serializers.SerializerMethodField()

    class Meta(VisitOut.Meta):
        fields = [*VisitOut.Meta.fields, "first_visit", "good_lines", "safety_lines"]

    @extend_schema_field(OwnSafetyLinesOut(allow_null=True))
    def get_safety_lines(self, visit: VisitRequest) -> Any:
        """Until the visit; to whoever only looks on, null."""
        lines = own_safety_lines(visit, by=self.context["by"], now=clock.now())
        return OwnSafetyLinesOut(lines).data if lines else None

    @extend_schema_field(FirstVisitLineOut(many=True))
    def get_first_visit(self, visit: VisitRequest) -> Any:
        """What the place says of a first visit; to whoever is expected, its number on the day."""
        return FirstVisitLineOut(lines_of_visit(visit), many=True).data


class HowVisitIn(serializers.Serializer):
    happened = serializers.BooleanField()
    outcome = serializers.ChoiceField(VisitOutcome.choices, default="", allow_blank=True)
    because = serializers.ChoiceField(DidNotHappenBecause.choices, default="", allow_blank=True)


class ProviderVisitOut(serializers.Serializer):
    """All that whoever runs it is told of a visit."""

    id = serializers.IntegerField(source="visit_request_id")
    title = serializers.CharField(source="listing_title")
    starts_at = serializers.DateTimeField(allow_null=True)
    known_as = serializers.CharField(help_text="Empty until they are expected.")
    help_asked = serializers.ListField(child=serializers.ChoiceField(HelpAsked.choices))
    state = serializers.ChoiceField(VisitRequestState.choices)
    asked_at = serializers.DateTimeField()
    answer_words = serializers.CharField(help_text="What you asked.")
    reply_words = serializers.CharField(help_text="What they said to that.")
    comes_with_somebody = serializers.BooleanField(help_text="Said once they are expected.")
    good_lines = VisitLineOut(many=True, help_text="What would make it good for them.")
    safety_lines = SafetyLinesOut(
        allow_null=True, help_text="Before a first visit at a home, until it is over."
    )


class VisitAnswerIn(serializers.Serializer):
    answer = serializers.ChoiceField(VisitAnswer.choices)
    other_session_id = WholeNumber(
        allow_null=True, default=None, help_text="One of the listing’s times."
    )
    other_day = Day(allow_null=True, default=None, help_text="Where it says no times.")
    reason = serializers.ChoiceField(DeclineReason.choices, default="", allow_blank=True)
    help_declined = serializers.ListField(
        child=serializers.ChoiceField(HelpAsked.choices), default=list, max_length=len(HelpAsked)
    )
    words = TypedLines(
        max_length=MAX_WORDS_CHARS,
        default="",
        allow_blank=True,
        help_text="What you would like to ask, or what would make it possible.",
    )


class ReferralAnswerIn(VisitAnswerIn):
    """The same, to whoever tells a place of somebody."""

    session_id = WholeNumber(
        allow_null=True,
        default=None,
        help_text="Of a yes to “can_you_have_them”, where the place says its times.",
    )


class ToldByIn(serializers.Serializer):
    told_by = TypedText(
        max_length=MAX_TOLD_BY_CHARS, help_text="Who at the place said it, by telephone."
    )


class ToldVisitAnswerIn(ToldByIn, VisitAnswerIn):
    pass


class GoodLinesIn(serializers.Serializer):
    lines = serializers.ListField(
        child=TypedText(max_length=MAX_LINE_CHARS), default=list, max_length=MAX_LINES
    )
    plan_travels = serializers.BooleanField(
        default=False, help_text="Tell them how the person is told things best, from their plan."
    )


class WaitingLineOut(VisitLineOut):
    title = serializers.CharField(source="visit.listing.title")

    class Meta(VisitLineOut.Meta):
        fields = ["id", "title", "kind", "words", "answer", "answer_words"]


class LineAnswerIn(serializers.Serializer):
    answer = serializers.ChoiceField(VisitLineAnswer.choices)
    words = TypedLines(
        max_length=MAX_WORDS_CHARS,
        default="",
        allow_blank=True,
        help_text="How instead, or why not yet.",
    )


class ToldLineAnswerIn(ToldByIn, LineAnswerIn):
    pass


class ByTelephoneOut(serializers.Serializer):
    """What a connector may ask places by telephone, and what these cannot do yet."""

    requests = ProviderVisitOut(many=True)
    lines = WaitingLineOut(many=True)
    not_yet = WaitingLineOut(many=True)


class VisitReplyIn(serializers.Serializer):
    words = TypedLines(max_length=MAX_WORDS_CHARS)


class UnfairIn(serializers.Serializer):
    words = TypedLines(max_length=2000, default="", allow_blank=True)


class VisitWordIn(serializers.Serializer):
    said = serializers.ChoiceField(VisitWord.choices)
    words = TypedLines(max_length=MAX_WORDS_CHARS, default="", allow_blank=True)


class UnfairAnswerIn(serializers.Serializer):
    words = TypedLines(max_length=2000)


class UnfairOut(serializers.Serializer):
    """As whoever said it reads it."""

    answer_by = serializers.DateField()
    answer_words = serializers.CharField()
    answered_at = serializers.DateTimeField(allow_null=True)


class UnfairAnswerOut(UnfairOut):
    id = serializers.IntegerField(source="pk")
    listing = serializers.CharField(source="visit.listing.title")
    provider = serializers.CharField(source="visit.listing.provider.name")
    known_as = serializers.CharField(source="visit.known_as")
    reason = serializers.ChoiceField(DeclineReason.choices, source="visit.decline_reason")
    words = serializers.CharField()
