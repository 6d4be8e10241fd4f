"""Shared costs, and one's own yes to them."""

from drf_spectacular.utils import extend_schema
from rest_framework import status
from rest_framework.response import Response

from community.common import clock
from frontend.api.own import Own
from frontend.api.pool.serializers import (
    CardIn,
    ChangesOut,
    HostedPageOut,
    OpenPoolIn,
    PledgeIn,
    PoolLineOut,
    PoolOut,
    TypedIn,
)
from frontend.shared.hosted_pages import hosted_page_for_pool
from pooling.pools.actions.ending import cancel_pool
from pooling.pools.actions.opening import open_pool
from pooling.pools.actions.pledging import leave_pool, pledge
from pooling.pools.queries.pool_details import pool_for_member, pools_of
from pooling.pools.queries.terms import changes_for


class Pools(Own):
    @extend_schema(responses=PoolLineOut(many=True))
    def get(self, request):
        """Those of the groups one is in, the ones that still move first."""
        return Response(PoolLineOut(pools_of(self.by.person_id), many=True).data)

    @extend_schema(request=OpenPoolIn, responses={201: PoolOut})
    def post(self, request):
        """Open the shared cost of an offer the group has chosen. Asked twice, it is the same."""
        pool = open_pool(**self.said(OpenPoolIn), **self.deed)
        return Response(seen(pool.pk, self.by), status=status.HTTP_201_CREATED)


def seen(pool_id: int, by) -> dict:
    page = pool_for_member(pool_id=pool_id, by=by, now=clock.now())
    return PoolOut(page).data


class PoolView(Own):
    @extend_schema(responses=PoolOut)
    def get(self, request, pool_id: int):
        """Where it stands: the same for every member, and one's own yes."""
        return Response(seen(pool_id, self.by))


class TermsChangeView(Own):
    @extend_schema(responses=ChangesOut)
    def get(self, request, pool_id: int):
        """What one said yes to, beside what is offered now, and every version there was."""
        page = pool_for_member(pool_id=pool_id, by=self.by, now=clock.now())
        return Response(ChangesOut(changes_for(page.pool, self.by.person_id)).data)


class Pledge(Own):
    @extend_schema(request=PledgeIn, responses=PoolOut)
    def put(self, request, pool_id: int):
        """Say yes up to a most, or change it. The same twice changes nothing."""
        said = dict(self.said(PledgeIn))
        parts = [(part["source_id"], part["pence"]) for part in said.pop("parts")]
        pledge(pool_id=pool_id, parts=parts, **said, **self.deed)
        return Response(seen(pool_id, self.by))

    @extend_schema(request=PledgeIn, responses=PoolOut)
    def post(self, request, pool_id: int):
        """The same as PUT."""
        return self.put(request, pool_id)

    @extend_schema(request=None, responses={200: PoolOut})
    def delete(self, request, pool_id: int):
        """Not this time: at once, with no reason, and nobody is told who."""
        leave_pool(pool_id=pool_id, **self.deed)
        return Response(seen(pool_id, self.by))


class Card(Own):
    @extend_schema(request=CardIn, responses=HostedPageOut)
    def post(self, request, pool_id: int):
        """The page where a card for one of one's own sources is saved."""
        source_id = self.said(CardIn)["source_id"]
        return Response({"url": hosted_page_for_pool(request, pool_id, source_id, by=self.by)})


class CancelPool(Own):
    @extend_schema(request=TypedIn, responses=PoolOut)
    def post(self, request, pool_id: int):
        """For whoever opened it: everything not yet spent goes back to where it came from."""
        pool_for_member(pool_id=pool_id, by=self.by, now=clock.now())
        cancel_pool(pool_id=pool_id, **self.said(TypedIn), **self.deed)
        return Response(seen(pool_id, self.by))
