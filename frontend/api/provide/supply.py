"""Providers, their listings, and the checks a connector has seen."""

from collections.abc import Callable

from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from community.common import clock
from community.people.states import RoleKind
from frontend.api.base import ActingViewSet, Needs, roles
from frontend.api.filters import ListingFilter
from frontend.api.provide.base import ANY_KEY, row_id
from frontend.api.provide.serializers import (
    CheckIn,
    CheckOut,
    HowSoonIn,
    ListingChangesIn,
    ListingOut,
    NewListingIn,
    ProviderIn,
    ProviderOut,
    RegisterCheckIn,
    VettingSummaryOut,
)
from frontend.api.serializers import EmptyIn
from providers.actions.listings import (
    pause_listing,
    publish_listing,
    reopen_listing,
    save_listing,
    start_listing,
    withdraw_listing,
)
from providers.actions.providers import (
    record_check,
    record_register_check,
    register_provider,
    say_how_soon,
)
from providers.models.supply import Listing, Provider
from providers.queries.supply import (
    listing_of_login,
    listings_of_login,
    provider_of_login,
    providers_of_login,
    providers_to_vet,
)


class ProviderViewSet(ActingViewSet):
    """Those you speak for."""

    needs = Needs.LOGIN
    queryset = Provider.objects.none()
    serializer_class = ProviderOut
    lookup_value_regex = ANY_KEY

    @extend_schema(responses=ProviderOut(many=True))
    def list(self, request: Request) -> Response:
        return self.list_response(providers_of_login(self.login.pk), ProviderOut)

    @extend_schema(request=ProviderIn, responses={201: ProviderOut})
    def create(self, request: Request) -> Response:
        """Begin to offer something."""
        provider = register_provider(**self.validated(ProviderIn), **self.by_and_now)
        return Response(ProviderOut(provider).data, status=status.HTTP_201_CREATED)

    def retrieve(self, request: Request, pk: str) -> Response:
        provider = provider_of_login(row_id(pk), login_id=self.login.pk)
        return Response(ProviderOut(provider).data)

    @extend_schema(request=HowSoonIn, responses=ProviderOut)
    def partial_update(self, request: Request, pk: str) -> Response:
        """How soon you answer, in your own words. It is never measured."""
        own = provider_of_login(row_id(pk), login_id=self.login.pk)
        words = self.validated(HowSoonIn)["answers_words"]
        provider = say_how_soon(provider_id=own.pk, words=words, **self.by_and_now)
        return Response(ProviderOut(provider).data)


class ListingViewSet(ActingViewSet):
    """What you offer, drafts included."""

    needs = Needs.LOGIN
    queryset = Listing.objects.none()
    serializer_class = ListingOut
    filterset_class = ListingFilter
    lookup_value_regex = ANY_KEY

    @extend_schema(responses=ListingOut(many=True))
    def list(self, request: Request) -> Response:
        return self.list_response(listings_of_login(self.login.pk, **self.narrowing()), ListingOut)

    @extend_schema(request=NewListingIn, responses={201: ListingOut})
    def create(self, request: Request) -> Response:
        """Begin a listing. It is kept as a draft, however little it says."""
        data = self.validated(NewListingIn, partial=True)
        provider = provider_of_login(data.pop("provider", 0), login_id=self.login.pk)
        listing = start_listing(provider_id=provider.pk, **data, **self.by_and_now)
        return Response(ListingOut(listing).data, status=status.HTTP_201_CREATED)

    def retrieve(self, request: Request, pk: str) -> Response:
        listing = listing_of_login(row_id(pk), login_id=self.login.pk)
        return Response(ListingOut(listing).data)

    @extend_schema(request=ListingChangesIn, responses=ListingOut)
    def partial_update(self, request: Request, pk: str) -> Response:
        """Change some of what it says. If it is shown, people read the change at once."""
        data = self.validated(ListingChangesIn, partial=True)
        listing = save_listing(listing_id=row_id(pk), **data, **self.by_and_now)
        return Response(ListingOut(listing).data)

    @extend_schema(request=EmptyIn, responses=ListingOut)
    @action(detail=True, methods=["post"])
    def publish(self, request: Request, pk: str) -> Response:
        """Show it to people."""
        return self._transition_response(publish_listing, pk)

    @extend_schema(request=EmptyIn, responses=ListingOut)
    @action(detail=True, methods=["post"])
    def pause(self, request: Request, pk: str) -> Response:
        """Nobody finds it until it is published again. No reason is asked."""
        return self._transition_response(pause_listing, pk)

    @extend_schema(request=EmptyIn, responses=ListingOut)
    @action(detail=True, methods=["post"])
    def withdraw(self, request: Request, pk: str) -> Response:
        """Take it down. It is kept."""
        return self._transition_response(withdraw_listing, pk)

    @extend_schema(request=EmptyIn, responses=ListingOut)
    @action(detail=True, methods=["post"])
    def reopen(self, request: Request, pk: str) -> Response:
        """Make a draft again of what was taken down."""
        return self._transition_response(reopen_listing, pk)

    def _transition_response(self, transition: Callable[..., Listing], pk: str) -> Response:
        return Response(ListingOut(transition(listing_id=row_id(pk), **self.by_and_now)).data)


class CheckViewSet(ActingViewSet):
    """For connectors: who offers something in your areas, and what has been seen of them."""

    needs = roles(RoleKind.CONNECTOR)
    queryset = Provider.objects.none()
    serializer_class = VettingSummaryOut
    lookup_value_regex = ANY_KEY

    @extend_schema(responses=VettingSummaryOut(many=True))
    def list(self, request: Request) -> Response:
        rows = providers_to_vet(self.area_ids, clock.today())
        return self.list_response(rows, VettingSummaryOut)

    @extend_schema(request=CheckIn, responses={201: CheckOut})
    def create(self, request: Request) -> Response:
        """Record that you have seen one: its kind and the day, never a paper or a number."""
        data = self.validated(CheckIn)
        check = record_check(provider_id=data.pop("provider"), **data, **self.by_and_now)
        return Response(CheckOut(check).data, status=status.HTTP_201_CREATED)

    @extend_schema(request=RegisterCheckIn, responses={201: CheckOut})
    @action(detail=False, methods=["post"])
    def register(self, request: Request) -> Response:
        """You found a public body, a library, a charity or a place of worship on its register."""
        data = self.validated(RegisterCheckIn)
        provider_id = data.pop("provider")
        check = record_register_check(provider_id=provider_id, **data, **self.by_and_now)
        return Response(CheckOut(check).data, status=status.HTTP_201_CREATED)
