"""Providers, their listings, and the checks a connector has seen."""

from django_filters.rest_framework import FilterSet
from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.decorators import action
from rest_framework.permissions import IsAuthenticated
from rest_framework.response import Response
from rest_framework.viewsets import GenericViewSet

from community.common import clock
from community.people.queries import roles_of
from community.people.states import RoleKind
from frontend.access import acting_as_login
from frontend.api.filters import ListingFilter
from frontend.api.provide.serializers import (
    CheckIn,
    CheckOut,
    ListingIn,
    ListingOut,
    NewListing,
    Nothing,
    ProviderIn,
    ProviderOut,
    ToCheckOut,
)
from providers.actions.listings import (
    pause_listing,
    publish_listing,
    reopen_listing,
    save_listing,
    start_listing,
    withdraw_listing,
)
from providers.actions.providers import record_check, register_provider
from providers.models.supply import Listing, Provider
from providers.queries.supply import (
    listing_of_login,
    listings_of_login,
    provider_of_login,
    providers_of_login,
    providers_to_vet,
)


class Own(GenericViewSet):
    """Resources of whoever is signed in; anybody else's are not there."""

    permission_classes = [IsAuthenticated]
    filterset_class: type[FilterSet] | None = None

    def listed(self, things, shape):
        page = self.paginate_queryset(self.narrowed(things))
        return self.get_paginated_response(shape(page, many=True).data)

    def narrowed(self, things):
        """By what the call asks for, where this list has a filter."""
        is_filtered = self.filterset_class and self.action == "list"
        return self.filter_queryset(things) if is_filtered else things

    def said(self, shape, **options):
        given = shape(data=self.request.data, **options)
        given.is_valid(raise_exception=True)
        return given.validated_data

    @property
    def deed(self):
        """Who does it and when, for an action."""
        return {"by": acting_as_login(self.request), "now": clock.now()}


class Providers(Own):
    """Those you speak for."""

    queryset = Provider.objects.none()
    serializer_class = ProviderOut

    @extend_schema(responses=ProviderOut(many=True))
    def list(self, request):
        return self.listed(providers_of_login(request.user.pk), ProviderOut)

    @extend_schema(request=ProviderIn, responses={201: ProviderOut})
    def create(self, request):
        """Begin to offer something."""
        provider = register_provider(**self.said(ProviderIn), **self.deed)
        return Response(ProviderOut(provider).data, status=status.HTTP_201_CREATED)

    def retrieve(self, request, pk: int):
        return Response(ProviderOut(provider_of_login(_id(pk), login_id=request.user.pk)).data)


class Listings(Own):
    """What you offer, drafts included."""

    queryset = Listing.objects.none()
    serializer_class = ListingOut
    filterset_class = ListingFilter

    @extend_schema(responses=ListingOut(many=True))
    def list(self, request):
        return self.listed(listings_of_login(request.user.pk), ListingOut)

    @extend_schema(request=NewListing, responses={201: ListingOut})
    def create(self, request):
        """Begin a listing. It is kept as a draft, however little it says."""
        said = dict(self.said(NewListing, partial=True))
        provider = provider_of_login(said.pop("provider", 0), login_id=request.user.pk)
        listing = start_listing(provider_id=provider.pk, **said, **self.deed)
        return Response(ListingOut(listing).data, status=status.HTTP_201_CREATED)

    def retrieve(self, request, pk: int):
        return Response(ListingOut(listing_of_login(_id(pk), login_id=request.user.pk)).data)

    @extend_schema(request=ListingIn, responses=ListingOut)
    def partial_update(self, request, pk: int):
        """Change some of what it says. If it is shown, people read the change at once."""
        said = self.said(ListingIn, partial=True)
        listing = save_listing(listing_id=_id(pk), **said, **self.deed)
        return Response(ListingOut(listing).data)

    @extend_schema(request=Nothing, responses=ListingOut)
    @action(detail=True, methods=["post"])
    def publish(self, request, pk: int):
        """Show it to people."""
        return self._moved(publish_listing, pk)

    @extend_schema(request=Nothing, responses=ListingOut)
    @action(detail=True, methods=["post"])
    def pause(self, request, pk: int):
        """Nobody finds it until it is published again. No reason is asked."""
        return self._moved(pause_listing, pk)

    @extend_schema(request=Nothing, responses=ListingOut)
    @action(detail=True, methods=["post"])
    def withdraw(self, request, pk: int):
        """Take it down. It is kept."""
        return self._moved(withdraw_listing, pk)

    @extend_schema(request=Nothing, responses=ListingOut)
    @action(detail=True, methods=["post"])
    def reopen(self, request, pk: int):
        """Make a draft again of what was taken down."""
        return self._moved(reopen_listing, pk)

    def _moved(self, move, pk):
        return Response(ListingOut(move(listing_id=_id(pk), **self.deed)).data)


class Checks(Own):
    """For connectors: who offers something in your areas, and what has been seen of them."""

    queryset = Provider.objects.none()
    serializer_class = ToCheckOut

    @extend_schema(responses=ToCheckOut(many=True))
    def list(self, request):
        areas = [area for kind, area in roles_of(request.user.pk) if kind == RoleKind.CONNECTOR]
        return self.listed(providers_to_vet(areas, clock.today()), ToCheckOut)

    @extend_schema(request=CheckIn, responses={201: CheckOut})
    def create(self, request):
        """Record that you have seen one: its kind and the day, never a paper or a number."""
        said = dict(self.said(CheckIn))
        check = record_check(provider_id=said.pop("provider"), **said, **self.deed)
        return Response(CheckOut(check).data, status=status.HTTP_201_CREATED)


def _id(pk) -> int:
    """An address that is no number names nothing, like a number that nobody has."""
    return int(pk) if str(pk).isdecimal() and len(str(pk)) < 19 else 0
