"""What waits for whoever works here, how many of each and since when."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from frontend.api.base import ActingView, Needs
from frontend.shared.waiting_work import waiting_work


class WorkThatWaitsOut(serializers.Serializer):
    what = serializers.CharField(source="label", help_text="What waits, in words.")
    url = serializers.CharField(help_text="The page where each of it stands.")
    count = serializers.IntegerField()
    oldest_at = serializers.DateTimeField(help_text="Since when the first of it has waited.")
    is_urgent = serializers.BooleanField(help_text="Something of it should be done today.")


class WaitingWorkView(ActingView):
    needs = Needs.LOGIN

    @extend_schema(responses=WorkThatWaitsOut(many=True))
    def get(self, request: Request) -> Response:
        """Of each kind of work of which something waits for you, how many, and since when: what
        stands first on the first page of whoever works here. Who they are stands with each."""
        return self.list_response(waiting_work(self.login), WorkThatWaitsOut)
