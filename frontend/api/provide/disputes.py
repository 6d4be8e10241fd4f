"""For connectors: sessions in one's areas that somebody says went otherwise."""

from django.urls import path
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from community.people.states import RoleKind
from frontend.api.provide.serializers import DisputeOut, OwnSession
from providers.actions.session_outcomes import resolve_session_dispute
from providers.queries.sessions import open_dispute, open_disputes

from .working import ActingView


class OpenDisputeOut(serializers.Serializer):
    id = serializers.IntegerField(source="pk")
    words = serializers.CharField()
    raised_at = serializers.DateTimeField()
    session = OwnSession()


class DisputeToAskOut(OpenDisputeOut):
    """With whoever raised it: a connector has to be able to ask them."""

    person_called = serializers.CharField(source="person.called")


class SettledIn(serializers.Serializer):
    happened = serializers.BooleanField(help_text="As was agreed; having asked both sides.")


class Disputes(ActingView):
    @extend_schema(responses=OpenDisputeOut(many=True))
    def get(self, request):
        """Those still open, oldest first."""
        found = open_disputes(self.areas(RoleKind.CONNECTOR))
        return Response(OpenDisputeOut(found, many=True).data)


class OneDispute(ActingView):
    @extend_schema(responses=DisputeToAskOut)
    def get(self, request, dispute_id: int):
        """One of them."""
        return Response(DisputeToAskOut(self._found(dispute_id)).data)

    @extend_schema(request=SettledIn, responses=DisputeOut)
    def post(self, request, dispute_id: int):
        """What was found. Both sides are told, and the money follows it."""
        said = self.said(SettledIn)
        self._found(dispute_id)
        settled = resolve_session_dispute(dispute_id=dispute_id, **said, **self.deed)
        return Response(DisputeOut(settled).data)

    def _found(self, dispute_id):
        return open_dispute(dispute_id, area_ids=self.areas(RoleKind.CONNECTOR))


urlpatterns = [
    path("disputes/", Disputes.as_view(), name="disputes"),
    path("disputes/<int:dispute_id>/", OneDispute.as_view(), name="dispute"),
]
