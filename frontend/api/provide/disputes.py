"""For connectors: sessions in one's areas that somebody says went otherwise."""

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from community.people.states import RoleKind
from frontend.api.base import ActingView, roles
from frontend.api.provide.serializers import (
    OpenSessionDisputeOut,
    OwnSessionOut,
    SessionDisputeDetailOut,
    SessionDisputeOut,
    SessionDisputeOutcomeIn,
)
from providers.actions.session_outcomes import resolve_session_dispute
from providers.queries.sessions import not_recorded_sessions, open_dispute, open_disputes


class SessionDisputeListView(ActingView):
    needs = roles(RoleKind.CONNECTOR)

    @extend_schema(responses=OpenSessionDisputeOut(many=True))
    def get(self, request: Request) -> Response:
        """Those still open, oldest first."""
        return self.list_response(open_disputes(self.area_ids), OpenSessionDisputeOut)


class SessionNotRecordedListView(ActingView):
    needs = roles(RoleKind.CONNECTOR)

    @extend_schema(responses=OwnSessionOut(many=True))
    def get(self, request: Request) -> Response:
        """Sessions that nobody has recorded, though whoever runs them was reminded."""
        return self.list_response(not_recorded_sessions(self.area_ids), OwnSessionOut)


class SessionDisputeView(ActingView):
    needs = roles(RoleKind.CONNECTOR)

    @extend_schema(responses=SessionDisputeDetailOut)
    def get(self, request: Request, dispute_id: int) -> Response:
        """One of them."""
        dispute = open_dispute(dispute_id, area_ids=self.area_ids)
        return Response(SessionDisputeDetailOut(dispute).data)

    @extend_schema(request=SessionDisputeOutcomeIn, responses=SessionDisputeOut)
    def post(self, request: Request, dispute_id: int) -> Response:
        """What was found. Both sides are told, and the money follows it."""
        outcome = self.validated(SessionDisputeOutcomeIn)
        open_dispute(dispute_id, area_ids=self.area_ids)
        dispute = resolve_session_dispute(dispute_id=dispute_id, **outcome, **self.by_and_now)
        return Response(SessionDisputeOut(dispute).data)
