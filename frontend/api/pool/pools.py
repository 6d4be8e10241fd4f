"""Shared costs, and one's own yes to them."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.request import Request
from rest_framework.response import Response

from community.people.scope_table import Seen
from frontend.api.base import ActingView, Needs
from frontend.api.pool.offices import with_offices
from frontend.api.pool.serializers import (
    CalledOffOut,
    OpenPoolIn,
    PledgeIn,
    PoolCallOffIn,
    PoolCardIn,
    PoolDetailOut,
    PoolSummaryOut,
    TermsChangeOut,
    pledge_request,
)
from frontend.api.serializers import HostedPageOut
from frontend.shared.asks_outside import asks_outside
from frontend.shared.hosted_pages import hosted_page_for_pool
from pooling.pools.actions.ending import cancel_pool
from pooling.pools.actions.leaving import leave_pool
from pooling.pools.actions.opening import open_pool
from pooling.pools.actions.pledges import pledge
from pooling.pools.queries.leaving import costs_after_leaving
from pooling.pools.queries.pool_details import PoolDetail, pool_for_member, pool_for_reader
from pooling.pools.queries.pool_lists import pool_to_call_off, pools_of_person
from pooling.pools.queries.terms import changes_for
from pooling.pools.states import CallOffReason


class PoolAnswerView(ActingView):
    """Answers with the shared cost, as whoever acts sees it now."""

    shows = Seen.GROUPS

    def pool_response(self, pool_id: int, status_code: int = status.HTTP_200_OK) -> Response:
        pool_detail = pool_for_member(pool_id=pool_id, **self.by_and_now)
        return Response(self.pool_body(pool_detail), status=status_code)

    def pool_body(self, pool_detail: PoolDetail) -> dict[str, Any]:
        return PoolDetailOut(pool_detail, context=with_offices(self)).data


class PoolListView(PoolAnswerView):
    @extend_schema(responses=PoolSummaryOut(many=True))
    def get(self, request: Request) -> Response:
        """Those of the groups one is in, the ones that still move first; then those one has paid
        for and that are not over, of groups one has left."""
        pools = pools_of_person(self.person_id) + costs_after_leaving(self.person_id)
        return self.list_response(pools, PoolSummaryOut)

    @extend_schema(request=OpenPoolIn, responses={201: PoolDetailOut})
    def post(self, request: Request) -> Response:
        """Open the shared cost of an offer the group has chosen. Asked twice, it is the same."""
        pool = open_pool(**self.validated(OpenPoolIn), **self.by_and_now)
        return self.pool_response(pool.pk, status.HTTP_201_CREATED)


class PoolView(PoolAnswerView):
    @extend_schema(responses=PoolDetailOut)
    def get(self, request: Request, pool_id: int) -> Response:
        """Where it stands: the same for every member, and one's own yes. Of a group one has left,
        one's own side of it until it is over."""
        pool_detail = pool_for_reader(pool_id=pool_id, **self.by_and_now)
        return Response(self.pool_body(pool_detail))


class TermsChangeView(ActingView):
    shows = Seen.GROUPS

    @extend_schema(responses=TermsChangeOut)
    def get(self, request: Request, pool_id: int) -> Response:
        """What one said yes to, beside what is offered now, and every version there was."""
        pool = pool_for_reader(pool_id=pool_id, **self.by_and_now).pool
        context = {"provider_name": pool.provider.name}
        return Response(TermsChangeOut(changes_for(pool, self.acting), context=context).data)


class PledgeView(PoolAnswerView):
    @extend_schema(request=PledgeIn, responses=PoolDetailOut)
    def put(self, request: Request, pool_id: int) -> Response:
        """Say yes up to a most, or change it. The same twice changes nothing."""
        new_pledge = pledge_request(self.validated(PledgeIn))
        pledge(pool_id=pool_id, request=new_pledge, **self.by_and_now)
        return self.pool_response(pool_id)

    @extend_schema(request=PledgeIn, responses=PoolDetailOut)
    def post(self, request: Request, pool_id: int) -> Response:
        """The same as PUT."""
        return self.put(request, pool_id)

    @extend_schema(request=None, responses={200: PoolDetailOut})
    def delete(self, request: Request, pool_id: int) -> Response:
        """Not this time: at once, with no reason, and nobody is told who. Until
        `change_of_mind_until` what was paid for and has not begun goes back."""
        leave_pool(pool_id=pool_id, **self.by_and_now)
        return self.pool_response(pool_id)


class PoolCardView(ActingView):
    @extend_schema(request=PoolCardIn, responses=HostedPageOut)
    @asks_outside
    def post(self, request: Request, pool_id: int) -> Response:
        """The page where a card for one of one's own sources is saved."""
        source_id = self.validated(PoolCardIn)["source_id"]
        url = hosted_page_for_pool(self.request._request, pool_id, source_id, by=self.acting)
        return Response({"url": url})


class PoolCancelView(ActingView):
    needs = Needs.LOGIN

    @extend_schema(request=PoolCallOffIn, responses=CalledOffOut)
    def post(self, request: Request, pool_id: int) -> Response:
        """For its provider, or a connector of its area in an emergency who is not in it: what
        was paid for the sessions still to come goes back to where it came from."""
        pool_to_call_off(pool_id, self.login.pk)  # to others it is not there, whatever they send
        data = self.validated(PoolCallOffIn)
        data["reason"] = CallOffReason(data["reason"])
        pool = cancel_pool(pool_id=pool_id, **data, **self.by_and_now)
        return Response(CalledOffOut(pool).data)
