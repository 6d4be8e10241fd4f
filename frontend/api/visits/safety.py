"""Two lines before a first visit at a home: said, and taken back (P69)."""

from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from frontend.api.base import ActingView
from frontend.api.visits.serializers import OwnSafetyLinesOut, SafetyLinesIn
from providers.actions.safety_lines import say_safety_lines, take_safety_lines_back
from providers.rules.safety_lines import SafetyWords


class VisitSafetyView(ActingView):
    @extend_schema(request=SafetyLinesIn, responses={201: OwnSafetyLinesOut})
    def post(self, request: Request, visit_request_id: int) -> Response:
        """After the yes and before the visit; whoever comes reads them until it is over."""
        words = SafetyWords(**self.validated(SafetyLinesIn))
        lines = say_safety_lines(visit_request_id=visit_request_id, words=words, **self.by_and_now)
        return Response(OwnSafetyLinesOut(lines).data, status=status.HTTP_201_CREATED)

    @extend_schema(responses={204: None})
    def delete(self, request: Request, visit_request_id: int) -> Response:
        """Nothing of them is kept."""
        take_safety_lines_back(visit_request_id=visit_request_id, **self.by_and_now)
        return Response(status=status.HTTP_204_NO_CONTENT)
