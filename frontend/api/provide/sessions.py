"""Sessions: for whoever runs them, and for whoever has a place in them."""

from collections.abc import Callable
from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from community.people.rules.authority import check_has_person
from community.people.scope_table import Seen
from frontend.api.base import ActingViewSet, Needs
from frontend.api.filters import BookingFilter, SessionFilter
from frontend.api.provide.base import ANY_KEY, row_id
from frontend.api.provide.serializers import (
    OwnBookingOut,
    OwnSessionOut,
    SessionCallOffIn,
    SessionDeliveredIn,
    SessionDetailOut,
    SessionDisputeIn,
    SessionDisputeOut,
    SessionOut,
)
from frontend.api.serializers import EmptyIn
from pooling.pools.queries.missed_places import has_money_gone
from providers.actions.doors import promise_door
from providers.actions.hidden_dates import hide_date, show_date
from providers.actions.session_outcomes import confirm_session, raise_session_dispute
from providers.actions.sessions import (
    call_off_session,
    mark_coming,
    mark_not_coming,
    record_delivered,
    record_not_delivered,
)
from providers.models.sessions import Booking, Session
from providers.queries.sessions import (
    booking_of_person,
    bookings_of_person,
    session_of_login,
    sessions_of_login,
)


class SessionViewSet(ActingViewSet):
    """Those of the providers you speak for."""

    needs = Needs.LOGIN
    queryset = Session.objects.none()
    serializer_class = SessionOut
    filterset_class = SessionFilter
    lookup_value_regex = ANY_KEY

    @extend_schema(responses=SessionOut(many=True))
    def list(self, request: Request) -> Response:
        return self.list_response(sessions_of_login(self.login.pk, **self.narrowing()), SessionOut)

    @extend_schema(responses=SessionDetailOut)
    def retrieve(self, request: Request, pk: str) -> Response:
        """With who has a place, by the name they chose."""
        session, bookings = session_of_login(row_id(pk), login_id=self.login.pk)
        body = {"session": session, "places": bookings, "is_paid": has_money_gone(session.pk)}
        return Response(SessionDetailOut(body).data)

    @extend_schema(request=SessionDeliveredIn, responses=SessionOut)
    @action(detail=True, methods=["post"])
    def delivered(self, request: Request, pk: str) -> Response:
        """It happened, and these places' people came. Everybody with a place is told."""
        came = self.validated(SessionDeliveredIn)["came"]
        return self._transition_response(record_delivered, pk, came=came)

    @extend_schema(request=EmptyIn, responses=SessionOut)
    @action(detail=True, methods=["post"], url_path="not-delivered")
    def not_delivered(self, request: Request, pk: str) -> Response:
        """The day came and it did not happen."""
        return self._transition_response(record_not_delivered, pk)

    @extend_schema(request=SessionCallOffIn, responses=SessionOut)
    @action(detail=True, methods=["post"], url_path="call-off")
    def call_off(self, request: Request, pk: str) -> Response:
        """It will not happen: why, and on which other day it may be."""
        session_of_login(row_id(pk), login_id=self.login.pk)
        return self._transition_response(call_off_session, pk, **self.validated(SessionCallOffIn))

    @extend_schema(request=EmptyIn, responses=SessionOut)
    @action(detail=True, methods=["post"])
    def door(self, request: Request, pk: str) -> Response:
        """ "I will": somebody is at the door for who could not be told that it is called off."""
        return self._transition_response(promise_door, pk)

    def _transition_response(
        self, transition: Callable[..., Session], pk: str, **fields: Any
    ) -> Response:
        transition(session_id=row_id(pk), **fields, **self.by_and_now)
        session, _bookings = session_of_login(row_id(pk), login_id=self.login.pk)
        return Response(SessionOut(session).data)


class BookingViewSet(ActingViewSet):
    """A person's own places; of the person named in `X-Acting-For`, if any."""

    queryset = Booking.objects.none()
    serializer_class = OwnBookingOut
    shows = Seen.PLANS
    filterset_class = BookingFilter
    lookup_value_regex = ANY_KEY

    @extend_schema(responses=OwnBookingOut(many=True))
    def list(self, request: Request) -> Response:
        check_has_person(self.acting)
        return self.list_response(
            bookings_of_person(self.acting, **self.narrowing()), OwnBookingOut
        )

    @extend_schema(request=EmptyIn, responses=OwnBookingOut)
    @action(detail=True, methods=["post"], url_path="not-coming")
    def not_coming(self, request: Request, pk: str) -> Response:
        """Not this time. Nobody asks why."""
        return self._mark_response(mark_not_coming, pk)

    @extend_schema(request=EmptyIn, responses=OwnBookingOut)
    @action(detail=True, methods=["post"])
    def coming(self, request: Request, pk: str) -> Response:
        """Coming after all."""
        return self._mark_response(mark_coming, pk)

    @extend_schema(request=EmptyIn, responses=OwnBookingOut)
    @action(detail=True, methods=["post"])
    def hide(self, request: Request, pk: str) -> Response:
        """Nobody who acts for the person finds this date or its place any more. By the person."""
        return self._mark_response(hide_date, pk)

    @extend_schema(request=EmptyIn, responses=OwnBookingOut)
    @action(detail=True, methods=["post"])
    def show(self, request: Request, pk: str) -> Response:
        """Whoever acts for them finds it again. By the person."""
        return self._mark_response(show_date, pk)

    @extend_schema(request=EmptyIn, responses=OwnSessionOut)
    @action(detail=True, methods=["post"], url_path="it-happened")
    def it_happened(self, request: Request, pk: str) -> Response:
        """Somebody who came says so; also where it is not recorded yet."""
        session_id = self._own_booking(pk).session_id
        session = confirm_session(session_id=session_id, **self.by_and_now)
        return Response(OwnSessionOut(session).data)

    @extend_schema(request=SessionDisputeIn, responses={201: SessionDisputeOut})
    @action(detail=True, methods=["post"])
    def otherwise(self, request: Request, pk: str) -> Response:
        """It was otherwise than is recorded. A connector asks both sides."""
        data = self.validated(SessionDisputeIn)
        session_id = self._own_booking(pk).session_id
        dispute = raise_session_dispute(session_id=session_id, **data, **self.by_and_now)
        return Response(SessionDisputeOut(dispute).data, status=status.HTTP_201_CREATED)

    def _own_booking(self, pk: str) -> Booking:
        return booking_of_person(row_id(pk), by=self.acting)

    def _mark_response(self, mark: Callable[..., Booking], pk: str) -> Response:
        mark(booking_id=self._own_booking(pk).pk, **self.by_and_now)
        return Response(OwnBookingOut(self._own_booking(pk)).data)
