"""Entered from a sheet: that they come after all, and how a session was."""

from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from frontend.api.paper.base import PaperView
from frontend.api.provide.serializers import SessionDisputeIn
from frontend.api.serializers import EmptyIn
from providers.actions.session_outcomes import confirm_session, raise_session_dispute
from providers.actions.sessions import mark_coming
from providers.queries.sessions import booking_of_person

DONE = status.HTTP_204_NO_CONTENT


class PaperComingView(PaperView):
    @extend_schema(request=EmptyIn, responses={204: None})
    def post(self, request: Request, code: str, booking_id: int) -> Response:
        """They come after all."""
        _member, by_and_now = self.member_of_sheet(code)
        booking = booking_of_person(booking_id, by=by_and_now["by"])
        mark_coming(booking_id=booking.pk, **by_and_now)
        return Response(status=DONE)


class PaperItHappenedView(PaperView):
    @extend_schema(request=EmptyIn, responses={204: None})
    def post(self, request: Request, code: str, booking_id: int) -> Response:
        """They ticked that it happened."""
        _member, by_and_now = self.member_of_sheet(code)
        booking = booking_of_person(booking_id, by=by_and_now["by"])
        confirm_session(session_id=booking.session_id, **by_and_now)
        return Response(status=DONE)


class PaperOtherwiseView(PaperView):
    @extend_schema(request=SessionDisputeIn, responses={204: None})
    def post(self, request: Request, code: str, booking_id: int) -> Response:
        """They wrote that it was otherwise. A connector asks both sides."""
        _member, by_and_now = self.member_of_sheet(code)
        booking = booking_of_person(booking_id, by=by_and_now["by"])
        data = self.validated(SessionDisputeIn)
        raise_session_dispute(session_id=booking.session_id, **data, **by_and_now)
        return Response(status=DONE)
