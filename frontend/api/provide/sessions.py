"""Sessions: for whoever runs them, and for whoever has a place in them."""

from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.decorators import action
from rest_framework.response import Response

from community.common import clock
from community.people.rules import check_has_person
from frontend.api.acting import acting_of
from frontend.api.filters import PlaceFilter, SessionFilter
from frontend.api.provide.serializers import (
    DisputeOut,
    Nothing,
    OwnBookingOut,
    OwnSession,
    SessionOut,
    SessionWithPlaces,
    WhatHappened,
    WhoCame,
)
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

from .supply import Own, _id


class Sessions(Own):
    """Those of the providers you speak for."""

    queryset = Session.objects.none()
    serializer_class = SessionOut
    filterset_class = SessionFilter

    @extend_schema(responses=SessionOut(many=True))
    def list(self, request):
        return self.listed(sessions_of_login(request.user.pk), SessionOut)

    @extend_schema(responses=SessionWithPlaces)
    def retrieve(self, request, pk: int):
        """With who has a place, by the name they chose."""
        session, places = session_of_login(_id(pk), login_id=request.user.pk)
        return Response(SessionWithPlaces({"session": session, "places": places}).data)

    @extend_schema(request=WhoCame, responses=SessionOut)
    @action(detail=True, methods=["post"])
    def delivered(self, request, pk: int):
        """It happened, and these places' people came. Everybody with a place is told."""
        said = self.said(WhoCame)
        return self._ended(record_delivered, pk, came=said["came"])

    @extend_schema(request=Nothing, responses=SessionOut)
    @action(detail=True, methods=["post"], url_path="not-delivered")
    def not_delivered(self, request, pk: int):
        """The day came and it did not happen."""
        return self._ended(record_not_delivered, pk)

    @extend_schema(request=Nothing, responses=SessionOut)
    @action(detail=True, methods=["post"], url_path="call-off")
    def call_off(self, request, pk: int):
        """It will not happen."""
        return self._ended(call_off_session, pk)

    def _ended(self, end, pk, **said):
        end(session_id=_id(pk), **said, **self.deed)
        session, _places = session_of_login(_id(pk), login_id=self.request.user.pk)
        return Response(SessionOut(session).data)


class Places(Own):
    """A person's own places; of the person named in `X-Acting-For`, if any."""

    queryset = Booking.objects.none()
    serializer_class = OwnBookingOut
    filterset_class = PlaceFilter

    @extend_schema(responses=OwnBookingOut(many=True))
    def list(self, request):
        return self.listed(bookings_of_person(self._acting.person.pk), OwnBookingOut)

    @extend_schema(request=Nothing, responses=OwnBookingOut)
    @action(detail=True, methods=["post"], url_path="not-coming")
    def not_coming(self, request, pk: int):
        """Not this time. Nobody asks why."""
        return self._said(mark_not_coming, pk)

    @extend_schema(request=Nothing, responses=OwnBookingOut)
    @action(detail=True, methods=["post"])
    def coming(self, request, pk: int):
        """Coming after all."""
        return self._said(mark_coming, pk)

    @extend_schema(request=Nothing, responses=OwnSession)
    @action(detail=True, methods=["post"], url_path="it-happened")
    def it_happened(self, request, pk: int):
        """Somebody who came says so."""
        acting, place = self._own(pk)
        session = confirm_session(session_id=place.session_id, by=acting, now=clock.now())
        return Response(OwnSession(session).data)

    @extend_schema(request=WhatHappened, responses={201: DisputeOut})
    @action(detail=True, methods=["post"])
    def otherwise(self, request, pk: int):
        """It was otherwise than is recorded. A connector asks both sides."""
        said = self.said(WhatHappened)
        acting, place = self._own(pk)
        dispute = raise_session_dispute(
            session_id=place.session_id, by=acting, now=clock.now(), **said
        )
        return Response(DisputeOut(dispute).data, status=status.HTTP_201_CREATED)

    @property
    def _acting(self):
        acting = acting_of(self.request)
        check_has_person(acting)
        return acting

    def _own(self, pk):
        acting = self._acting
        return acting, booking_of_person(_id(pk), person_id=acting.person_id)

    def _said(self, say, pk):
        acting, place = self._own(pk)
        say(place_id=place.pk, by=acting, now=clock.now())
        return Response(OwnBookingOut(booking_of_person(place.pk, person_id=acting.person_id)).data)
