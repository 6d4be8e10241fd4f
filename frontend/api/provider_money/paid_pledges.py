"""For whoever runs it: who takes part once it goes ahead, and agreeing that one of them stops."""

from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from community.common import clock
from frontend.api.base import ActingView, Needs
from frontend.api.provider_money.serializers import PaidPledgeOut, StoppedPledgeOut, StopPledgeIn
from pooling.pools.actions.ending import stop_pledge_by_agreement
from pooling.pools.queries.providers import paid_pledge, paid_pledges


class PaidPledgesView(ActingView):
    needs = Needs.LOGIN

    @extend_schema(responses=PaidPledgeOut(many=True))
    def get(self, request: Request, pool_id: int) -> Response:
        """Who takes part. Nobody is named before it is going ahead."""
        rows = paid_pledges(pool_id=pool_id, login_id=self.login.pk, now=clock.now())
        return self.list_response(rows, PaidPledgeOut)


class StopPledgeView(ActingView):
    needs = Needs.LOGIN

    @extend_schema(request=StopPledgeIn, responses=StoppedPledgeOut)
    def post(self, request: Request, pool_id: int, pledge_id: int) -> Response:
        """Agree that one of them stops now: the sessions still to come are given back to them."""
        paid_pledge(pool_id=pool_id, pledge_id=pledge_id, login_id=self.login.pk, now=clock.now())
        refund_pence = stop_pledge_by_agreement(
            pledge_id=pledge_id, **self.validated(StopPledgeIn), **self.by_and_now
        )
        return Response({"given_back_pence": refund_pence})
