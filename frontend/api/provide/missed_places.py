"""Somebody who does not come, from the register of whoever runs it (P27)."""

from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from frontend.api.base import ActingView, Needs
from frontend.api.serializers import EmptyIn, ToldOnIn
from pooling.pools.actions.missed_places import let_off_missed_place, record_told_not_coming
from providers.queries.sessions import acting_at_register

DONE = status.HTTP_204_NO_CONTENT


class PlaceNotComingView(ActingView):
    needs = Needs.LOGIN

    @extend_schema(request=ToldOnIn, responses={204: None})
    def post(self, request: Request, booking_id: int) -> Response:
        """They said that they are not coming, and on which day. They are told."""
        by = acting_at_register(login=self.login, booking_id=booking_id)
        told_on = self.validated(ToldOnIn)["told_on"]
        record_told_not_coming(
            booking_id=booking_id, told_on=told_on, **(self.by_and_now | {"by": by})
        )
        return Response(status=DONE)


class PlaceLetOffView(ActingView):
    needs = Needs.LOGIN

    @extend_schema(request=EmptyIn, responses={204: None})
    def post(self, request: Request, booking_id: int) -> Response:
        """You ask nothing of them for a time that they miss. They are told."""
        let_off_missed_place(booking_id=booking_id, **self.by_and_now)
        return Response(status=DONE)
