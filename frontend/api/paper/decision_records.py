"""A decision entered from paper, and "I did not want this", by whoever works in the area."""

from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from community.people.actions.decision_records import record_decision, say_not_wanted
from frontend.api.account.decision_serializers import DecisionRecordIn, DecisionRecordOut
from frontend.api.paper.base import PaperView
from frontend.api.serializers import EmptyIn


class PaperDecisionView(PaperView):
    @extend_schema(request=DecisionRecordIn, responses={201: DecisionRecordOut})
    def post(self, request: Request, code: str) -> Response:
        """Written down for somebody who cannot say it alone; done by it like any other."""
        _member, by_and_now = self.member_of_sheet(code)
        record = record_decision(**self.validated(DecisionRecordIn), **by_and_now)
        return Response(DecisionRecordOut(record).data, status=status.HTTP_201_CREATED)


class PaperDecisionNotWantedView(PaperView):
    @extend_schema(request=EmptyIn, responses={204: None})
    def post(self, request: Request, code: str, record_id: int) -> Response:
        """They said so at a visit. Nothing is done by it any more."""
        _member, by_and_now = self.member_of_sheet(code)
        say_not_wanted(record_id=record_id, **by_and_now)
        return Response(status=status.HTTP_204_NO_CONTENT)
