"""Searches that somebody keeps, by program: for the person themselves and nobody else (P106)."""

from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from community.common import clock
from community.people.actions.kept_searches import stop_search, want_search
from community.people.models.kept_searches import KeptSearch
from community.people.queries.kept_searches import kept_searches_of
from community.people.scope_table import Seen
from frontend.api.base import ACTING_FOR, ActingViewSet, Needs
from frontend.api.find.kept_search_serializers import (
    KeptSearchDetailOut,
    KeptSearchIn,
    KeptSearchOut,
)
from frontend.api.serializers import EmptyIn
from marketplace.search.actions.kept_searches import change_search, keep_search
from marketplace.search.queries.kept_searches import kept_search_detail


@extend_schema(parameters=[ACTING_FOR])
class KeptSearchViewSet(ActingViewSet):
    queryset = KeptSearch.objects.none()
    serializer_class = KeptSearchOut
    needs = Needs.PERSON
    shows = Seen.KEPT_SEARCHES

    @extend_schema(responses=KeptSearchOut(many=True))
    def list(self, request: Request) -> Response:
        return self.list_response(kept_searches_of(self.acting, now=clock.now()), KeptSearchOut)

    @extend_schema(request=KeptSearchIn, responses={201: KeptSearchOut})
    def create(self, request: Request) -> Response:
        """Tell me when there is something new: by the person's own ways, at most once a day. Words
        of somebody who may not be safe are not kept (`said_in_danger`)."""
        kept = keep_search(**self.validated(KeptSearchIn), **self.by_and_now)
        return Response(KeptSearchOut(kept).data, status=status.HTTP_201_CREATED)

    @extend_schema(responses=KeptSearchDetailOut)
    def retrieve(self, request: Request, pk: str) -> Response:
        """What it finds now; `newest` is what the last message was about."""
        detail = kept_search_detail(int(pk), self.acting, now=clock.now())
        return Response(KeptSearchDetailOut(detail).data)

    @extend_schema(request=KeptSearchIn, responses=KeptSearchOut)
    def update(self, request: Request, pk: str) -> Response:
        """Look for something else, all of it written anew."""
        kept = change_search(
            kept_search_id=int(pk), **self.validated(KeptSearchIn), **self.by_and_now
        )
        return Response(KeptSearchOut(kept).data)

    @extend_schema(request=EmptyIn, responses=KeptSearchOut)
    @action(detail=True, methods=["post"])
    def want(self, request: Request, pk: str) -> Response:
        """For another year."""
        return Response(KeptSearchOut(want_search(kept_search_id=int(pk), **self.by_and_now)).data)

    @extend_schema(request=EmptyIn, responses={204: None})
    @action(detail=True, methods=["post"])
    def stop(self, request: Request, pk: str) -> Response:
        """Nothing of it is kept."""
        stop_search(kept_search_id=int(pk), **self.by_and_now)
        return Response(status=status.HTTP_204_NO_CONTENT)
