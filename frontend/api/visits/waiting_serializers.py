"""The shape of what goes in and comes out of a waiting list."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from frontend.api.typed import Day, TypedText, WholeNumber
from providers.models.waiting import WaitingListEntry
from providers.rules.visit_requests import MAX_KNOWN_AS_CHARS
from providers.states import HelpAsked, WaitingAnswer


class WaitIn(serializers.Serializer):
    help_asked = serializers.ListField(
        child=serializers.ChoiceField(HelpAsked.choices), default=list, max_length=len(HelpAsked)
    )
    opens_on = Day(help_text="The day that was read, as the refusal to asking says it.")


class WaitingPlaceIn(serializers.Serializer):
    session = WholeNumber(
        source="session_id",
        allow_null=True,
        default=None,
        help_text="One of the listing’s `next_times`; null where it says none.",
    )
    known_as = TypedText(max_length=MAX_KNOWN_AS_CHARS, help_text="What they may call you.")


class WaitingAnswerIn(serializers.Serializer):
    answer = serializers.ChoiceField(WaitingAnswer.choices)


class InvitationOut(serializers.Serializer):
    offered_at = serializers.DateTimeField()
    expires_at = serializers.DateTimeField(allow_null=True, help_text="Null until they were told.")


class WaitingOut(serializers.ModelSerializer):
    title = serializers.CharField(source="listing.title")
    offered = serializers.SerializerMethodField()

    class Meta:
        model = WaitingListEntry
        fields = ["id", "listing", "title", "help_asked", "opens_on", "agreed_at", "offered"]

    @extend_schema_field(InvitationOut(allow_null=True))
    def get_offered(self, entry: WaitingListEntry) -> Any:
        invitation = entry.open_invitation
        return InvitationOut(invitation).data if invitation else None


class ProviderWaitingOut(serializers.Serializer):
    id = serializers.IntegerField(source="entry_id")
    title = serializers.CharField(source="listing_title")
    help_words = serializers.CharField()
    units = serializers.IntegerField()
    kept_until = serializers.DateTimeField(allow_null=True)
    opens_on = serializers.DateField()
    answer = serializers.ChoiceField(WaitingAnswer.choices, allow_blank=True)
