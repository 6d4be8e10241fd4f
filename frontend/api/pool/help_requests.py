"""Another way than a little more: asked for by the person, looked for by a connector."""

from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from community.people.states import RoleKind
from frontend.api.base import ActingView, Needs, roles
from frontend.api.pool.serializers import (
    AnotherWayIn,
    HelpOutcomeIn,
    HelpRequestOut,
    HelpRequestSummaryOut,
)
from pooling.pools.actions.help_requests import answer_help_request, request_another_way
from pooling.pools.queries.help_requests import help_requests_of_login


class AnotherWayView(ActingView):
    @extend_schema(request=AnotherWayIn, responses={201: HelpRequestOut})
    def post(self, request: Request, question_id: int) -> Response:
        """“Help me find another way”, while the question about the share is open."""
        help_request = request_another_way(
            question_id=question_id, **self.validated(AnotherWayIn), **self.by_and_now
        )
        return Response(HelpRequestOut(help_request).data, status=status.HTTP_201_CREATED)


class HelpRequestListView(ActingView):
    needs = roles(RoleKind.CONNECTOR)

    @extend_schema(responses=HelpRequestSummaryOut(many=True))
    def get(self, request: Request) -> Response:
        """Who asks for help with a cost in one's areas, the soonest day first."""
        return self.list_response(help_requests_of_login(self.login.pk), HelpRequestSummaryOut)


class HelpRequestAnswerView(ActingView):
    needs = Needs.LOGIN

    @extend_schema(request=HelpOutcomeIn, responses=HelpRequestOut)
    def post(self, request: Request, help_id: int) -> Response:
        """Say what was found: the person is told, and decides."""
        help_request = answer_help_request(
            help_id=help_id, **self.validated(HelpOutcomeIn), **self.by_and_now
        )
        return Response(HelpRequestOut(help_request).data)
