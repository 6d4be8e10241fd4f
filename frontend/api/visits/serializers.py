"""The shape of what goes in and comes out."""

from rest_framework import serializers

from frontend.api.serializers import OnSheetIn
from frontend.api.typed import Day, Moment, TypedLines, TypedText, WholeNumber
from frontend.shared.visit_words import VisitWord
from providers.models.sessions import Session
from providers.models.visit_requests import VisitRequest
from providers.rules.listing_times import MAX_TIMES_AT_ONCE
from providers.rules.visit_answers import MAX_WORDS_CHARS
from providers.rules.visit_requests import MAX_KNOWN_AS_CHARS
from providers.states import (
    MAX_PLACES,
    DeclineReason,
    HelpAsked,
    VisitAnswer,
    VisitRequestState,
)


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


class PaperComeIn(OnSheetIn, ComeIn):
    pass


class VisitOut(serializers.ModelSerializer):
    title = serializers.CharField(source="listing.title")
    provider = serializers.CharField(source="listing.provider.name")
    starts_at = serializers.DateTimeField(source="session.starts_at", default=None, allow_null=True)

    class Meta:
        model = VisitRequest
        fields = [
            "id", "listing", "session", "title", "provider", "starts_at", "known_as", "help_asked",
            "attending_access", "state", "asked_at", "decline_reason", "help_declined",
            "answer_words", "reply_words", "other_session", "other_day",
        ]  # fmt: skip


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
