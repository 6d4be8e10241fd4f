"""For whoever runs it: "not yet", or the dates and how many come. Never who pays how."""

from django.urls import path
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.permissions import IsAuthenticated
from rest_framework.response import Response
from rest_framework.views import APIView

from community.common import clock
from community.people.acting import Acting
from frontend.api.pool.serializers import pence
from pooling.pools.actions.terms_changes import change_prices
from pooling.pools.queries.pool_details import pool_for_provider, pools_for_provider


class ProviderPoolOut(serializers.Serializer):
    id = serializers.IntegerField(source="pool.pk")
    summary = serializers.CharField(source="pool.terms.summary")
    is_going_ahead = serializers.BooleanField()
    words = serializers.CharField(help_text="Start nothing before it says that it is going ahead.")
    people = serializers.IntegerField(allow_null=True, help_text="How many come, once it does.")
    starts = serializers.ListField(child=serializers.DateTimeField())


class PricesIn(serializers.Serializer):
    prices = serializers.DictField(
        child=pence("One session in all.", min_value=1),
        help_text='For each number of people, like {"4": 6000}.',
    )

    def validate_prices(self, prices):
        if not all(people.isdecimal() and len(people) < 4 for people in prices):
            raise serializers.ValidationError(_("Each size is a whole number of people."))
        return {int(people): total for people, total in prices.items()}


class ProviderPools(APIView):
    permission_classes = [IsAuthenticated]

    @extend_schema(responses=ProviderPoolOut(many=True))
    def get(self, request):
        """Those of the providers one speaks for, the newest first."""
        return Response(ProviderPoolOut(pools_for_provider(request.user.pk), many=True).data)


class OneProviderPool(APIView):
    permission_classes = [IsAuthenticated]

    @extend_schema(responses=ProviderPoolOut)
    def get(self, request, pool_id: int):
        """Where it stands: “not yet”, or the dates and what has been paid out. Never who pays."""
        return Response(_seen(request, pool_id))


class ProviderPrices(APIView):
    permission_classes = [IsAuthenticated]

    @extend_schema(request=PricesIn, responses=ProviderPoolOut)
    def put(self, request, pool_id: int):
        """Ask another price: everybody who is in is asked again, and no answer means no."""
        given = PricesIn(data=request.data)
        given.is_valid(raise_exception=True)
        change_prices(
            pool_id=pool_id,
            **given.validated_data,
            by=Acting(login=request.user),
            now=clock.now(),
        )
        return Response(_seen(request, pool_id))


def _seen(request, pool_id: int) -> dict:
    seen = pool_for_provider(pool_id=pool_id, login_id=request.user.pk)
    return ProviderPoolOut(seen).data


urlpatterns = [
    path("provider-pools/", ProviderPools.as_view(), name="provider_pools"),
    path("provider-pools/<int:pool_id>/", OneProviderPool.as_view(), name="provider_pool"),
    path("provider-pools/<int:pool_id>/prices/", ProviderPrices.as_view(), name="provider_prices"),
]
