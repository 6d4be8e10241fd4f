"""A connector's morning, by program (M136)."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from community.common import clock
from community.people.states import RoleKind
from frontend.api.base import ActingView, roles
from marketplace.referrals.queries.morning import AskingKind, Morning, morning_of


class WaitsForAnswerOut(serializers.Serializer):
    kind = serializers.ChoiceField([(kind.value, kind.value) for kind in AskingKind])
    id = serializers.IntegerField(source="pk")
    title = serializers.CharField()
    place = serializers.CharField(help_text="Who runs it; empty where it is a group.")
    since = serializers.DateTimeField()


class NearlyFullOut(serializers.Serializer):
    provider = serializers.CharField()
    taken = serializers.IntegerField(help_text="Of this month's units.")
    units = serializers.IntegerField()


class MorningOut(serializers.Serializer):
    """No name, and no number of anybody's work."""

    waits = WaitsForAnswerOut(many=True, help_text="Least supported first, fifty at most.")
    has_more = serializers.BooleanField()
    nearly_full = NearlyFullOut(many=True)
    sheets_to_post = serializers.SerializerMethodField(help_text="How many wait for your post.")

    def get_sheets_to_post(self, morning: Morning) -> int:
        return len(morning.to_post)


class MorningView(ActingView):
    needs = roles(RoleKind.CONNECTOR)

    @extend_schema(responses=MorningOut)
    def get(self, request: Request) -> Response:
        """Who waits for a place to answer, what is nearly full, and what is to be posted."""
        morning = morning_of(self.login.pk, self.area_ids, now=clock.now())
        return Response(MorningOut(morning).data)
