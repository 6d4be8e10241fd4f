"""Entered from a sheet: they would like to come, or are not coming after all."""

from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from frontend.api.paper.base import PaperView
from frontend.api.serializers import EmptyIn
from frontend.api.visits.serializers import HowVisitIn, PaperComeIn, VisitOut
from frontend.shared.own_sheets import COME
from providers.actions.first_visits import say_how_visit_was
from providers.actions.visit_requests import request_visit, withdraw_visit


class PaperComeView(PaperView):
    @extend_schema(request=PaperComeIn, responses={201: VisitOut})
    def post(self, request: Request, code: str, listing_id: int) -> Response:
        """They come, or ask whether they can."""
        member, by_and_now = self.member_of_sheet(code)
        data = self.of_sheet(PaperComeIn, member, COME)
        visit = request_visit(listing_id=listing_id, **data, **by_and_now)
        return Response(VisitOut(visit).data, status=status.HTTP_201_CREATED)


class PaperVisitStopView(PaperView):
    @extend_schema(request=EmptyIn, responses={204: None})
    def post(self, request: Request, code: str, visit_request_id: int) -> Response:
        """They are not coming after all to what is of no day."""
        _member, by_and_now = self.member_of_sheet(code)
        withdraw_visit(visit_request_id=visit_request_id, **by_and_now)
        return Response(status=status.HTTP_204_NO_CONTENT)


class PaperVisitHowView(PaperView):
    @extend_schema(request=HowVisitIn, responses={204: None})
    def post(self, request: Request, code: str, visit_request_id: int) -> Response:
        """How it was, as they ticked it."""
        _member, by_and_now = self.member_of_sheet(code)
        data = self.validated(HowVisitIn)
        say_how_visit_was(visit_request_id=visit_request_id, **data, **by_and_now)
        return Response(status=status.HTTP_204_NO_CONTENT)
