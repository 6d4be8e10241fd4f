"""The times of a listing, and for how many people, by whoever runs it."""

from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from community.common import clock
from frontend.api.base import ActingView, Needs
from frontend.api.visits.serializers import ListingTimeOut, ListingTimesIn, PlacesIn
from providers.actions.listing_times import change_places, plan_listing_times
from providers.queries.supply import listing_of_login
from providers.queries.visit_requests import times_of_listing


class ListingTimesView(ActingView):
    needs = Needs.LOGIN

    @extend_schema(responses=ListingTimeOut(many=True))
    def get(self, request: Request, listing_id: int) -> Response:
        """Those to come."""
        listing = listing_of_login(listing_id, login_id=self.login.pk)
        return self.list_response(times_of_listing(listing.pk, now=clock.now()), ListingTimeOut)

    @extend_schema(request=ListingTimesIn, responses={201: ListingTimeOut(many=True)})
    def post(self, request: Request, listing_id: int) -> Response:
        """More of them. One that is there already stays as it is."""
        data = self.validated(ListingTimesIn)
        times = plan_listing_times(listing_id=listing_id, **data, **self.by_and_now)
        body = ListingTimeOut(times, many=True).data
        return Response(body, status=status.HTTP_201_CREATED)


class SessionPlacesView(ActingView):
    needs = Needs.LOGIN

    @extend_schema(request=PlacesIn, responses=ListingTimeOut)
    def put(self, request: Request, session_id: int) -> Response:
        """For how many people one time of a listing is; never fewer than are expected."""
        places = self.validated(PlacesIn)["places"]
        session = change_places(session_id=session_id, places=places, **self.by_and_now)
        return Response(ListingTimeOut(session).data)
