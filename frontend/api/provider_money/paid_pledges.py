"""For whoever runs it: who takes part once it goes ahead, and agreeing that one of them stops."""

from django.urls import path
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.response import Response

from community.common.refusals import NotFound
from frontend.api.pool.serializers import Nothing, pence
from pooling.pools.actions.ending import stop_pledge_by_agreement
from pooling.pools.queries.providers import paid_pledges

from .working import ActingView


class TakingOut(serializers.Serializer):
    """Known by the name they chose in their group, and by nothing else."""

    pledge_id = serializers.IntegerField()
    known_as = serializers.CharField()


class StoppedOut(serializers.Serializer):
    given_back_pence = pence("It goes back to where it came from.")


class PaidPledgesView(ActingView):
    @extend_schema(responses=TakingOut(many=True))
    def get(self, request, pool_id: int):
        """Who takes part. Nobody is named before it is going ahead."""
        people = paid_pledges(pool_id=pool_id, login_id=request.user.pk)
        return Response(TakingOut(people, many=True).data)


class StopPledgeView(ActingView):
    @extend_schema(request=Nothing, responses=StoppedOut)
    def post(self, request, pool_id: int, pledge_id: int):
        """Agree that one of them stops now: the sessions still to come are given back to them."""
        people = paid_pledges(pool_id=pool_id, login_id=request.user.pk)
        if pledge_id not in {each.pledge_id for each in people}:
            raise NotFound("")
        back = stop_pledge_by_agreement(pledge_id=pledge_id, **self.deed)
        return Response({"given_back_pence": back})


urlpatterns = [
    path("provider-pools/<int:pool_id>/people/", PaidPledgesView.as_view(), name="taking_part"),
    path(
        "provider-pools/<int:pool_id>/people/<int:pledge_id>/stop/",
        StopPledgeView.as_view(),
        name="agree_to_stop",
    ),
]
